import { CommandError } from '../errors.ts';
import { decode, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { identical } from '../values/compare.ts';
import { indexKeys } from '../storage/indexKeys.ts';
import type { Collection } from '../storage/catalog.ts';
import type { Index } from '../storage/indexSpec.ts';
import { WHOLE } from '../storage/plan.ts';
import type { Environment } from './context.ts';
import { flag } from './fields.ts';

/** What collMod changes of an index. */

const FLAGS = ['hidden', 'prepareUnique', 'unique'];

function invalid(message: string): CommandError {
  return new CommandError('InvalidOptions', message);
}

function find(collection: Collection, { name, keyPattern }: Doc): Index {
  if (name === undefined && keyPattern === undefined) throw invalid('must specify either index name or key pattern');
  if (name !== undefined && keyPattern !== undefined) throw invalid('must not specify both index name and key pattern');
  const found = collection.indexes.find((one) =>
    name === undefined ? isDoc(keyPattern) && identical(one.spec['key'], keyPattern) : one.name === name,
  );
  if (found) return found;
  throw new CommandError(
    'IndexNotFound',
    `cannot find index ${String(name)} for ns ${collection.db}.${collection.name}`,
  );
}

/** The _ids of documents that share a key, a list for each key. */
function violations(env: Environment, collection: Collection, index: Index): Doc[] {
  const holders = new Map<string, unknown[]>();
  for (const row of env.store.view.rows(collection, WHOLE)) {
    const doc = decode(row.bytes);
    for (const { key } of indexKeys(index, doc)) {
      const text = key.toString('latin1');
      holders.set(text, [...(holders.get(text) ?? []), doc['_id']]);
    }
  }
  return [...holders.values()].filter((ids) => ids.length > 1).map((ids) => ({ ids }));
}

function checkUnique(env: Environment, collection: Collection, index: Index): void {
  if (!flag(index.spec['prepareUnique'])) throw invalid('Cannot make index unique before prepareUnique=true was set');
  const found = violations(env, collection, index);
  if (found.length === 0) return;
  throw new CommandError('CannotConvertIndexToUnique', 'Cannot convert the index to unique.', {
    details: { violations: found },
  });
}

/** Changes an index as collMod asks for it. Answers what was and what is. */
export function changeIndex(env: Environment, collection: Collection, wanted: Doc): Doc {
  const index = find(collection, wanted);
  const spec: Doc = { ...index.spec };
  const answer: Doc = {};
  const { expireAfterSeconds } = wanted;
  if (expireAfterSeconds !== undefined) {
    if (spec['expireAfterSeconds'] !== undefined) answer['expireAfterSeconds_old'] = spec['expireAfterSeconds'];
    spec['expireAfterSeconds'] = answer['expireAfterSeconds_new'] = expireAfterSeconds;
  }
  for (const name of FLAGS.filter((one) => wanted[one] !== undefined)) {
    if (name === 'unique') checkUnique(env, collection, index);
    if (name !== 'unique') answer[`${name}_old`] = flag(spec[name]);
    answer[`${name}_new`] = flag(wanted[name]);
    spec[name] = flag(wanted[name]);
    if (name === 'unique') delete spec['prepareUnique'];
  }
  if (Object.keys(answer).length === 0) {
    throw invalid('no expireAfterSeconds, hidden, unique, or prepareUnique field');
  }
  for (const name of FLAGS) if (spec[name] === false) delete spec[name];
  env.store.catalog.changeIndex(collection, index, spec);
  return answer;
}
