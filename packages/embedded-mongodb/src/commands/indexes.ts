import { Int32 } from 'bson';
import { CommandError, notOffered } from '../errors.ts';
import { collationOf } from '../query/collation.ts';
import { compile } from '../query/matcher.ts';
import type { Collection } from '../storage/catalog.ts';
import { encode, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { identical } from '../values/compare.ts';
import { toNumber } from '../values/numbers.ts';
import type { Command, CommandFamily, Context } from './context.ts';
import { collectionField, countField, docField, docsField, flag, listField } from './fields.ts';
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
  'prepareUnique',
]);
/** Options of kinds of indexes that are not offered. */
const NOT_OFFERED = new Set([
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'bucketSize',
  'wildcardProjection',
  'storageEngine',
  'clustered',
]);
const OF_ID = new Set(['v', 'key', 'name', 'ns', 'collation']);
const TRUE_OR_ABSENT = ['unique', 'sparse', 'hidden', 'prepareUnique'];
const LONGEST_LIFE = 2 ** 31 - 1;

function refuse(message: string): CommandError {
  return new CommandError('CannotCreateIndex', message);
}

function checkOptions(spec: Doc): void {
  if (spec['key'] === undefined)
    throw new CommandError('FailedToParse', "The 'key' field is a required property of an index specification");
  if (typeof spec['name'] !== 'string')
    throw new CommandError('FailedToParse', "The 'name' field is a required property of an index specification");
  if (spec['name'] === '') throw refuse('index name cannot be empty');
  const isId = isIdKey(spec['key']);
  for (const name of Object.keys(spec)) {
    if (NOT_OFFERED.has(name)) throw notOffered(`The index option '${name}'`);
    if (KNOWN.has(name) && (!isId || OF_ID.has(name))) continue;
    throw new CommandError(
      'InvalidIndexSpecificationOption',
      `The field '${name}' is not valid for ${isId ? 'an _id' : 'an'} index specification.`,
    );
  }
}

function isIdKey(key: unknown): boolean {
  return isDoc(key) && Object.keys(key).join() === '_id' && toNumber(key['_id']) === 1;
}

function checkLife(spec: Doc): void {
  const given = spec['expireAfterSeconds'];
  if (given === undefined) return;
  const seconds = toNumber(given);
  if (seconds === undefined) throw refuse("TTL index 'expireAfterSeconds' option must be numeric");
  if (seconds < 0 || seconds > LONGEST_LIFE || Number.isNaN(seconds))
    throw refuse(`TTL index 'expireAfterSeconds' option must be within an acceptable range, was ${seconds}`);
  if (isDoc(spec['key']) && Object.keys(spec['key']).length > 1)
    throw refuse('TTL indexes are single-field indexes, compound indexes do not support TTL.');
}

const IN_PARTIAL = new Set(['$and', '$or', '$in', '$eq', '$gt', '$gte', '$lt', '$lte', '$type', '$exists']);

/** Throws for operators that a partial index cannot have. */
function checkPartial(filter: unknown): void {
  if (Array.isArray(filter)) filter.forEach(checkPartial);
  if (!isDoc(filter)) return;
  for (const [name, value] of Object.entries(filter)) {
    const isWrong = name.startsWith('$') && !IN_PARTIAL.has(name);
    if (isWrong || (name === '$exists' && !flag(value)))
      throw refuse(`Expression not supported in partial index: ${name}`);
    checkPartial(value);
  }
}

/** An index's description as it is stored: the known options in their order, those that say nothing left out. */
function normalised(spec: Doc): Doc {
  checkOptions(spec);
  const result: Doc = { v: new Int32(2), key: spec['key'], name: spec['name'] };
  for (const name of TRUE_OR_ABSENT) if (flag(spec[name])) result[name] = true;
  for (const name of ['partialFilterExpression', 'expireAfterSeconds', 'collation']) {
    if (spec[name] !== undefined && spec[name] !== null) result[name] = spec[name];
  }
  checkLife(result);
  const partial = result['partialFilterExpression'];
  if (partial !== undefined) {
    compile(docField(result, 'partialFilterExpression'));
    checkPartial(partial);
    if (result['sparse']) throw refuse('cannot mix "partialFilterExpression" and "sparse" options');
  }
  collationOf(result['collation']);
  return result;
}

/** Whether the same index is there already. Throws when another one has its name or its keys. */
function exists(collection: Collection, spec: Doc): boolean {
  if (isIdKey(spec['key'])) return true;
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

function createIndexes(context: Context): Doc {
  const { command, db, view } = context;
  const { catalog } = view;
  const name = collectionField(command, 'createIndexes');
  listField(command, 'indexes');
  const isNew = catalog.find(db, name) === undefined;
  const collection = catalog.ensure(db, name);
  const { collation } = collection.options;
  const given = docsField(command, 'indexes');
  if (given.length === 0) throw new CommandError('BadValue', 'Must specify at least one index to create');
  const specs = given.map((spec) =>
    normalised(collation === undefined || spec['collation'] !== undefined ? spec : { ...spec, collation }),
  );
  const before = collection.indexes.length;
  for (const spec of specs) {
    if (!exists(collection, spec)) view.addIndex(collection, spec);
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
  const collection = env.store.catalog.get(db, collectionField(command, 'listIndexes'));
  const size = countField(docField(command, 'cursor'), 'batchSize') ?? Infinity;
  return openCursor(context, collection.name, collection.indexes.map(({ spec }) => encode(spec)).values(), size);
}

function dropIndexes(context: Context): Doc {
  const { command, db, env } = context;
  const collection = env.store.catalog.get(db, collectionField(command, context.name));
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

const DROP: Command = { kind: 'write', run: dropIndexes, fields: ['index', 'writeConcern'] };

export const indexCommands: CommandFamily = {
  createIndexes: {
    kind: 'write',
    inTransaction: true,
    run: createIndexes,
    fields: ['indexes', 'writeConcern', 'commitQuorum', 'ignoreUnknownIndexOptions'],
  },
  listIndexes: { kind: 'read', run: listIndexes, fields: ['cursor'] },
  dropIndexes: DROP,
  deleteIndexes: DROP,
};
