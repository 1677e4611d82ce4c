import { Int32, ObjectId } from 'bson';
import { CommandError, located, notOffered } from '../errors.ts';
import { select } from '../query/select.ts';
import type { Collection } from '../storage/catalog.ts';
import type { Index } from '../storage/indexSpec.ts';
import { duplicateKey } from '../storage/write.ts';
import { decode, encode, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { splitPath, valueAt } from '../values/paths.ts';
import type { PipelineContext, Stage } from './context.ts';

/** The stages that write into collections or tell about them. */

function place(operand: unknown, context: PipelineContext): { db: string; name: string } {
  if (typeof operand === 'string') return { db: context.db, name: operand };
  if (isDoc(operand) && typeof operand['coll'] === 'string') {
    return { db: typeof operand['db'] === 'string' ? operand['db'] : context.db, name: operand['coll'] };
  }
  throw new CommandError('FailedToParse', 'The place to write to must be a string or {db, coll}');
}

function withId(doc: Doc): Doc {
  return doc['_id'] === undefined ? { _id: new ObjectId(), ...doc } : doc;
}

function insert(context: PipelineContext, collection: Collection, doc: Doc): void {
  const bytes = encode(withId(doc));
  context.view.insert(collection, decode(bytes), bytes);
}

function out(docs: Iterable<Doc>, operand: unknown, context: PipelineContext): Iterable<Doc> {
  const { db, name } = place(operand, context);
  const all = Array.from(docs);
  const { committer } = context.env.store;
  committer.write(() => {
    const collection = context.view.catalog.ensure(db, name);
    for (const { row, doc } of Array.from(select(context.view, collection, { filter: {} })))
      context.view.remove(collection, row, doc);
    for (const doc of all) insert(context, collection, doc);
  });
  return [];
}

/** The unique index over the fields by which `$merge` finds its documents. */
function onIndex({ indexes, name }: Collection, on: readonly string[]): Index {
  const found = indexes.find(
    ({ unique, fields }) => unique && fields.length === on.length && fields.every((field) => on.includes(field.name)),
  );
  if (found) return found;
  throw located(51183, `Cannot find index to verify that join fields will be unique: ${on.join(', ')} of ${name}`);
}

function mergeOne(context: PipelineContext, collection: Collection, doc: Doc, spec: Doc, index: Index): void {
  const on = index.fields.map((field) => field.name);
  const filter: Doc = Object.fromEntries(on.map((path) => [path, { $eq: valueAt(doc, splitPath(path)) ?? null }]));
  const [found] = Array.from(select(context.view, collection, { filter, limit: 1 }));
  const whenNotMatched = spec['whenNotMatched'] ?? 'insert';
  const whenMatched = spec['whenMatched'] ?? 'merge';
  if (!found) {
    if (whenNotMatched === 'fail')
      throw new CommandError('MergeStageNoMatchingDocument', '$merge could not find a matching document');
    if (whenNotMatched === 'insert') insert(context, collection, doc);
    return;
  }
  if (whenMatched === 'keepExisting') return;
  if (whenMatched === 'fail') {
    const values = on.map((path) => valueAt(doc, splitPath(path)));
    throw duplicateKey(collection, index, values);
  }
  if (Array.isArray(whenMatched)) throw notOffered('$merge with a pipeline in whenMatched');
  const next =
    whenMatched === 'merge' ? { ...found.doc, ...doc, _id: found.doc['_id'] } : { ...doc, _id: found.doc['_id'] };
  const bytes = encode(next);
  context.view.replace(collection, found.row, found.doc, decode(bytes), bytes);
}

const MATCHED = ['replace', 'keepExisting', 'merge', 'fail'];
const NOT_MATCHED = ['insert', 'discard', 'fail'];

function checkModes({ whenMatched = 'merge', whenNotMatched = 'insert' }: Doc): void {
  const isKnown = Array.isArray(whenMatched) || MATCHED.includes(String(whenMatched));
  if (isKnown && NOT_MATCHED.includes(String(whenNotMatched))) return;
  throw new CommandError('BadValue', `$merge knows no mode ${isKnown ? String(whenNotMatched) : String(whenMatched)}`);
}

function merge(docs: Iterable<Doc>, operand: unknown, context: PipelineContext): Iterable<Doc> {
  const spec: Doc = isDoc(operand) && 'into' in operand ? operand : { into: operand };
  const { db, name } = place(spec['into'], context);
  const all = Array.from(docs, withId);
  const { committer } = context.env.store;
  committer.write(() => {
    const collection = context.view.catalog.ensure(db, name);
    checkModes(spec);
    const index = onIndex(collection, spec['on'] === undefined ? ['_id'] : [spec['on']].flat().map(String));
    for (const doc of all) mergeOne(context, collection, doc, spec, index);
  });
  return [];
}

function collStats(_docs: Iterable<Doc>, _operand: unknown, context: PipelineContext): Iterable<Doc> {
  const collection = context.env.store.catalog.get(context.db, context.collection ?? '');
  const ns = `${collection.db}.${collection.name}`;
  const n = context.view.count(collection);
  return [{ ns, count: n, storageStats: { count: n, nindexes: collection.indexes.length, capped: false } }];
}

function indexStats(_docs: Iterable<Doc>, _operand: unknown, context: PipelineContext): Iterable<Doc> {
  const collection = context.env.store.catalog.get(context.db, context.collection ?? '');
  return collection.indexes.map(({ name, spec }) => ({
    name,
    key: spec['key'],
    spec,
    accesses: { ops: new Int32(0) },
  }));
}

export const collectionStages: Readonly<Record<string, Stage>> = {
  $out: out,
  $merge: merge,
  $collStats: collStats,
  $indexStats: indexStats,
};
