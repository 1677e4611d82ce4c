import { Int32 } from 'bson';
import { CommandError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import { WHOLE } from '../storage/plan.ts';
import { fillIndex } from '../storage/write.ts';
import { decode, encode, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { identical } from '../values/compare.ts';
import type { CommandFamily, Context } from './context.ts';
import { countField, docField, docsField, flag, textField } from './fields.ts';
import { openCursor } from './read.ts';

const KNOWN = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'collation',
  'background',
  'ns',
  'hidden',
]);
const TRUE_OR_ABSENT = ['unique', 'sparse', 'hidden'];

/** An index's description as it is stored: the known options in their order, those that say nothing left out. */
function normalised(spec: Doc): Doc {
  const unknown = Object.keys(spec).find((name) => !KNOWN.has(name));
  if (unknown)
    throw new CommandError('InvalidOptions', `The index option '${unknown}' is not offered by the embedded store`);
  if (typeof spec['name'] !== 'string' || spec['name'] === '') {
    throw new CommandError('FailedToParse', "The 'name' field is a required property of an index specification");
  }
  const result: Doc = { v: new Int32(2), key: spec['key'], name: spec['name'] };
  for (const name of TRUE_OR_ABSENT) if (flag(spec[name])) result[name] = true;
  for (const name of ['partialFilterExpression', 'expireAfterSeconds', 'collation']) {
    if (spec[name] !== undefined && spec[name] !== null) result[name] = spec[name];
  }
  const isCompound = isDoc(spec['key']) && Object.keys(spec['key']).length > 1;
  if (result['expireAfterSeconds'] !== undefined && isCompound) {
    throw new CommandError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL.',
    );
  }
  return result;
}

/** Whether the same index is there already. Throws when another one has its name or its keys. */
function exists(collection: Collection, spec: Doc): boolean {
  const isId = isDoc(spec['key']) && Object.keys(spec['key']).join() === '_id';
  if (isId) return true;
  const { name: _name, ...options } = spec;
  for (const index of collection.indexes) {
    const { name: _ownName, ...own } = index.spec;
    const sameName = index.name === spec['name'];
    const sameOptions = identical(sortedKeys(own), sortedKeys(options));
    if (sameName && sameOptions) return true;
    if (sameName) {
      throw new CommandError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index: ${index.name}`,
      );
    }
    const sameKeys =
      identical(own['key'], options['key']) &&
      identical(own['partialFilterExpression'], options['partialFilterExpression']) &&
      identical(own['collation'], options['collation']);
    if (sameOptions || sameKeys) {
      throw new CommandError('IndexOptionsConflict', `Index already exists with a different name: ${index.name}`);
    }
  }
  return false;
}

function sortedKeys(doc: Doc): Doc {
  return Object.fromEntries(Object.entries(doc).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function* documents(context: Context, collection: Collection): Generator<{ rid: number; doc: Doc }> {
  for (const { rid, bytes } of context.env.store.view.rows(collection, WHOLE)) yield { rid, doc: decode(bytes) };
}

function createIndexes(context: Context): Doc {
  const { command, db, env } = context;
  const { catalog } = env.store;
  const name = textField(command, 'createIndexes');
  const isNew = catalog.find(db, name) === undefined;
  const collection = catalog.ensure(db, name);
  const { collation } = collection.options;
  const specs = docsField(command, 'indexes').map((spec) =>
    normalised(collation === undefined || spec['collation'] !== undefined ? spec : { ...spec, collation }),
  );
  const before = collection.indexes.length;
  for (const spec of specs) {
    if (exists(collection, spec)) continue;
    const index = catalog.addIndex(collection, spec);
    fillIndex(env.store, collection, index, documents(context, collection));
  }
  return {
    numIndexesBefore: new Int32(before),
    numIndexesAfter: new Int32(collection.indexes.length),
    createdCollectionAutomatically: isNew,
    ...(before === collection.indexes.length ? { note: 'all indexes already exist' } : {}),
    ok: 1,
  };
}

function listIndexes(context: Context): Doc {
  const { command, db, env } = context;
  const collection = env.store.catalog.get(db, textField(command, 'listIndexes'));
  const size = countField(docField(command, 'cursor'), 'batchSize') ?? Infinity;
  return openCursor(context, collection.name, collection.indexes.map(({ spec }) => encode(spec)).values(), size);
}

function dropIndexes(context: Context): Doc {
  const { command, db, env } = context;
  const collection = env.store.catalog.get(db, textField(command, context.name));
  const wanted = command['index'];
  const before = collection.indexes.length;
  for (const one of Array.isArray(wanted) ? wanted : [wanted]) {
    const found = collection.indexes.filter(({ name, spec, primary }) =>
      one === '*' ? !primary : name === one || (isDoc(one) && identical(spec['key'], one)),
    );
    if (found.length === 0 && one !== '*')
      throw new CommandError('IndexNotFound', `index not found with name [${String(one)}]`);
    if (found.some(({ primary }) => primary)) throw new CommandError('InvalidOptions', 'cannot drop _id index');
    for (const index of found) env.store.catalog.dropIndex(collection, index);
  }
  return { nIndexesWas: new Int32(before), ok: 1 };
}

export const indexCommands: CommandFamily = {
  createIndexes: { kind: 'write', inTransaction: true, run: createIndexes },
  listIndexes: { kind: 'read', run: listIndexes },
  dropIndexes: { kind: 'write', run: dropIndexes },
  deleteIndexes: { kind: 'write', run: dropIndexes },
};
