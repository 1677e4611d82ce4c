import { ObjectId } from 'bson';
import { runPipeline } from '../aggregate/pipeline.ts';
import { CommandError } from '../errors.ts';
import type { Variables } from '../expression/scope.ts';
import { collationOf } from '../query/collation.ts';
import { compile } from '../query/matcher.ts';
import { select } from '../query/select.ts';
import type { Found, Selection } from '../query/select.ts';
import type { Collection } from '../storage/catalog.ts';
import type { Updater } from '../update/update.ts';
import { hasOperators, updater, upsertBase } from '../update/update.ts';
import { decode, encode, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { withFirst } from '../values/fields.ts';
import { rankOf, RANK } from '../values/types.ts';
import { MAX_DOCUMENT } from '../wire/message.ts';
import { withIdFirst } from '../wire/raw.ts';
import type { Context } from './context.ts';

/** What one update statement asks for, from whichever command. */
export type Modification = {
  selection: Selection;
  update: unknown;
  arrayFilters?: readonly unknown[] | undefined;
  upsert: boolean;
  multi: boolean;
  variables?: Variables | undefined;
};

export type Modified = {
  matched: number;
  modified: number;
  upserted?: { id: unknown; doc: Doc };
  /** The one document before and after, for findAndModify. */
  before?: Doc;
  after?: Doc;
};

function checkId(id: unknown): void {
  const rank = rankOf(id);
  if (rank === RANK.array || rank === RANK.regex || rank === RANK.missing) {
    throw new CommandError('InvalidIdField', "The '_id' value cannot be of type array, regex or undefined");
  }
  if (isDoc(id) && Object.keys(id).some((name) => name.startsWith('$') && !['$ref', '$id', '$db'].includes(name))) {
    throw new CommandError('DollarPrefixedFieldName', `_id fields may not contain '$'-prefixed fields`);
  }
}

/** Checks what is about to be stored: size, depth, _id and the collection's validator. */
export function checkDocument(collection: Collection, doc: Doc, size: number, bypass: boolean, before?: Doc): void {
  if (size > MAX_DOCUMENT) {
    throw new CommandError(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${size}, max size: ${MAX_DOCUMENT}`,
    );
  }
  checkId(doc['_id']);
  if (!bypass) checkValidator(collection, doc, before);
}

/** At the level `moderate` a document that did not conform before may stay so. */
function checkValidator({ options }: Collection, doc: Doc, before: Doc | undefined): void {
  const { validator, validationLevel, validationAction } = options;
  if (!isDoc(validator) || validationLevel === 'off' || validationAction === 'warn') return;
  const conforms = compile(validator);
  if (conforms(doc) || (validationLevel === 'moderate' && before && !conforms(before))) return;
  throw new CommandError('DocumentValidationFailure', 'Document failed validation', {
    details: { errInfo: { failingDocumentId: doc['_id'], details: { operatorName: 'validator' } } },
  });
}

/** Inserts a document given as bytes, with an _id of its own if it has none. */
export function insertBytes(context: Context, collection: Collection, source: Uint8Array, bypass: boolean): void {
  let doc = decode(source);
  let bytes: Uint8Array;
  if (doc['_id'] === undefined) {
    const id = { _id: new ObjectId() };
    bytes = withIdFirst(source, encode(id));
    doc = { ...id, ...doc };
  } else {
    bytes = withIdFirst(source, undefined);
  }
  checkDocument(collection, doc, bytes.length, bypass);
  context.view.insert(collection, doc, bytes);
}

function compileUpdate(context: Context, modification: Modification): Updater {
  const { selection, update, arrayFilters, variables } = modification;
  const run = (stages: readonly unknown[], input: Doc[]): Doc[] => {
    const docs = stages.filter(isDoc);
    const { env, view, db } = context;
    const results = Array.from(runPipeline(docs, { env, view, db, collection: undefined, variables, input }));
    const wrong = docs.flatMap((stage) => Object.keys(stage)).find((name) => !UPDATE_STAGES.has(name));
    if (wrong) throw new CommandError('InvalidOptions', `${wrong} is not allowed to be used within an update`);
    return results;
  };
  // What is wrong with a pipeline is said also where there is no document for it.
  if (Array.isArray(update)) run(update, []);
  return updater(update, {
    filter: selection.filter,
    arrayFilters: arrayFilters ?? [],
    runPipeline: (stages, doc) => run(stages, [doc])[0] ?? {},
  });
}

const UPDATE_STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

function upsert(context: Context, name: string, modification: Modification, update: Updater, bypass: boolean): Doc {
  const base = upsertBase(modification.selection.filter);
  const isReplacement = isDoc(modification.update) && !hasOperators(modification.update);
  const start: Doc = isReplacement ? (base['_id'] === undefined ? {} : { _id: base['_id'] }) : base;
  const made = update(start, true);
  if (made['_id'] === undefined) made['_id'] = new ObjectId();
  const doc = withFirst(made, '_id');
  const bytes = encode(doc);
  const collection = context.view.catalog.ensure(context.db, name);
  checkDocument(collection, doc, bytes.length, bypass);
  context.view.insert(collection, decode(bytes), bytes);
  return doc;
}

function change(
  context: Context,
  collection: Collection,
  { row, doc }: Found,
  update: Updater,
  bypass: boolean,
): Doc | undefined {
  const after = withFirst(update(doc, false), '_id');
  const bytes = encode(after);
  if (Buffer.compare(bytes, row.bytes) === 0) return undefined;
  checkDocument(collection, after, bytes.length, bypass, doc);
  context.view.replace(collection, row, doc, decode(bytes), bytes);
  return after;
}

/** What an update finds, all of it before the first is changed: a changed document must not be met again in an index. */
function foundBy(context: Context, collection: Collection | undefined, selection: Selection): Found[] {
  if (collection) return Array.from(select(context.view, collection, selection));
  compile(selection.filter, { collation: collationOf(selection.collation), variables: selection.variables });
  return [];
}

/**
 * Does one update statement: one document or all that match, or an upsert when none does, which makes the collection where
 * there is none.
 */
export function modify(context: Context, name: string, modification: Modification): Modified {
  const { selection, multi } = modification;
  const bypass = context.command['bypassDocumentValidation'] === true;
  const update = compileUpdate(context, modification);
  if (multi && isDoc(modification.update) && !hasOperators(modification.update)) {
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  const collection = context.view.catalog.find(context.db, name);
  const found = foundBy(context, collection, { ...selection, limit: multi ? 0 : 1 });
  if (found.length === 0 && modification.upsert) {
    const doc = upsert(context, name, modification, update, bypass);
    return { matched: 0, modified: 0, upserted: { id: doc['_id'], doc } };
  }
  let modified = 0;
  let last: Doc | undefined;
  for (const one of found) {
    const after = collection && change(context, collection, one, update, bypass);
    if (after) modified += 1;
    last = after ?? one.doc;
  }
  const [first] = found;
  return { matched: found.length, modified, ...(first && last ? { before: first.doc, after: last } : {}) };
}
