import { Int32, Long } from 'bson';
import { CommandError, notOffered } from '../errors.ts';
import { collationOf } from '../query/collation.ts';
import { compile } from '../query/matcher.ts';
import type { Collection } from '../storage/catalog.ts';
import { checkDatabaseName } from '../storage/catalog.ts';
import { planFor } from '../storage/planner.ts';
import { encode, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { identical } from '../values/compare.ts';
import { toNumber } from '../values/numbers.ts';
import type { CommandFamily, Context } from './context.ts';
import { changeIndex } from './collMod.ts';
import { collectionField, countField, docField, flag, textField } from './fields.ts';
import { openCursor } from './read.ts';

/** Collections and databases: made, listed, changed, dropped. */

const VALIDATION = ['validator', 'validationLevel', 'validationAction'];
const OFFERED_OPTIONS = [...VALIDATION, 'collation'];
const REFUSED_OPTIONS = ['capped', 'timeseries', 'viewOn', 'clusteredIndex', 'encryptedFields'];

const LEVELS = ['off', 'strict', 'moderate'];
const ACTIONS = ['error', 'warn', 'errorAndLog'];

/** Throws for a validator, a level or an action that is none. */
function checkValidation(options: Doc): void {
  compile(docField(options, 'validator'));
  for (const [name, values] of [
    ['validationLevel', LEVELS],
    ['validationAction', ACTIONS],
  ] as const) {
    const value = options[name];
    if (value !== undefined && !values.includes(String(value)))
      throw new CommandError(
        'BadValue',
        `Enumeration value '${String(value)}' for field '${name}' is not a valid value.`,
      );
  }
}

function create({ command, db, view }: Context): Doc {
  const name = collectionField(command, 'create');
  for (const option of REFUSED_OPTIONS) {
    if (flag(command[option]) || isDoc(command[option]) || typeof command[option] === 'string') {
      throw new CommandError('CommandNotSupported', `create with '${option}' is not offered by the embedded store`);
    }
  }
  const options: Doc = {};
  for (const option of OFFERED_OPTIONS) if (command[option] !== undefined) options[option] = command[option];
  checkValidation(options);
  collationOf(options['collation']);
  const existing = view.catalog.find(db, name);
  if (existing && !identical(existing.options, options)) {
    throw new CommandError('NamespaceExists', `namespace ${db}.${name} already exists, but with different options`);
  }
  if (!existing) view.catalog.create(db, name, options);
  return { ok: 1 };
}

function drop({ command, db, env }: Context): Doc {
  const name = collectionField(command, 'drop');
  const collection = env.store.catalog.find(db, name);
  if (!collection) return { ok: 1 };
  const reply = { nIndexesWas: new Int32(collection.indexes.length), ns: `${db}.${name}`, ok: 1 };
  env.store.catalog.drop(collection);
  return reply;
}

function dropDatabase({ db, env }: Context): Doc {
  checkDatabaseName(db);
  for (const collection of env.store.catalog.list(db)) env.store.catalog.drop(collection);
  return { dropped: db, ok: 1 };
}

function info(collection: Collection, nameOnly: boolean): Doc {
  const { name, options, uuid } = collection;
  if (nameOnly) return { name, type: 'collection' };
  const idIndex = { v: new Int32(2), key: { _id: new Int32(1) }, name: '_id_' };
  return { name, type: 'collection', options, info: { readOnly: false, uuid }, idIndex };
}

function listCollections(context: Context): Doc {
  const { command, db, env } = context;
  const matches = compile(docField(command, 'filter'));
  const docs = env.store.catalog
    .list(db)
    .map((collection) => info(collection, flag(command['nameOnly'])))
    .filter(matches);
  const size = countField(docField(command, 'cursor'), 'batchSize') ?? Infinity;
  return openCursor(context, '$cmd.listCollections', docs.map(encode).values(), size);
}

function sizeOf(context: Context, collections: readonly Collection[]): number {
  return collections.reduce((sum, collection) => {
    const row = context.env.store.sql.get(`SELECT coalesce(sum(length(doc)), 0) AS n FROM c${collection.id}`);
    return sum + Number(row?.['n'] ?? 0);
  }, 0);
}

/** The bytes that a table or an index takes in the file. */
function pagesOf({ env }: Context, name: string): number {
  const row = env.store.sql.get('SELECT pgsize AS n FROM dbstat WHERE name = ? AND aggregate = TRUE', name);
  return Number(row?.['n'] ?? 0);
}

function listDatabases(context: Context): Doc {
  const { command, env } = context;
  const matches = compile(docField(command, 'filter'));
  const nameOnly = flag(command['nameOnly']);
  const databases = env.store.catalog
    .databases()
    .map((name): Doc => {
      if (nameOnly) return { name };
      const size = sizeOf(context, env.store.catalog.list(name));
      return { name, sizeOnDisk: Long.fromNumber(size), empty: false };
    })
    .filter(matches);
  const totals = nameOnly ? {} : { totalSize: Long.fromNumber(sizeOf(context, env.store.catalog.list())) };
  return { databases, ...totals, ok: 1 };
}

function collMod({ command, db, env }: Context): Doc {
  const collection = env.store.catalog.get(db, collectionField(command, 'collMod'));
  const changed: Doc = { ...collection.options };
  for (const name of VALIDATION) if (command[name] !== undefined) changed[name] = command[name];
  checkValidation(changed);
  if (isDoc(changed['validator']) && Object.keys(changed['validator']).length === 0) delete changed['validator'];
  const answer = command['index'] === undefined ? {} : changeIndex(env, collection, docField(command, 'index'));
  env.store.catalog.setOptions(collection, changed);
  return { ...answer, ok: 1 };
}

function splitNamespace(namespace: string): [string, string] {
  const dot = namespace.indexOf('.');
  return [namespace.slice(0, dot), namespace.slice(dot + 1)];
}

function renameCollection({ command, env }: Context): Doc {
  const [from, to] = [textField(command, 'renameCollection'), textField(command, 'to')];
  const { catalog } = env.store;
  const collection = catalog.get(...splitNamespace(from));
  if (from === to) throw new CommandError('IllegalOperation', "Can't rename a collection to itself");
  const existing = catalog.find(...splitNamespace(to));
  if (existing && !flag(command['dropTarget'])) throw new CommandError('NamespaceExists', 'target namespace exists');
  if (existing) catalog.drop(existing);
  catalog.rename(collection, ...splitNamespace(to));
  return { ok: 1 };
}

function collStats(context: Context): Doc {
  const collection = context.env.store.catalog.get(context.db, textField(context.command, context.name));
  const n = context.view.count(collection);
  const scale = Math.max(1, toNumber(context.command['scale']) ?? 1);
  const scaled = (bytes: number) => Long.fromNumber(Math.floor(bytes / scale));
  const size = sizeOf(context, [collection]);
  const indexSizes = collection.indexes.map(({ name, primary, id }): [string, number] => [
    name,
    pagesOf(context, primary ? `sqlite_autoindex_c${collection.id}_1` : `i${id}`),
  ]);
  const totalIndexSize = indexSizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  const storageSize = pagesOf(context, `c${collection.id}`);
  return {
    ns: `${context.db}.${collection.name}`,
    count: new Int32(n),
    size: scaled(size),
    avgObjSize: n > 0 ? Math.round(size / n) : 0,
    storageSize: scaled(storageSize),
    totalIndexSize: scaled(totalIndexSize),
    totalSize: scaled(storageSize + totalIndexSize),
    indexSizes: Object.fromEntries(indexSizes.map(([name, bytes]) => [name, scaled(bytes)])),
    nindexes: new Int32(collection.indexes.length),
    capped: false,
    scaleFactor: new Int32(scale),
    ok: 1,
  };
}

function dbStats(context: Context): Doc {
  const collections = context.env.store.catalog.list(context.db);
  const objects = collections.reduce((sum, collection) => sum + context.view.count(collection), 0);
  const dataSize = Long.fromNumber(sizeOf(context, collections));
  const indexes = collections.reduce((sum, collection) => sum + collection.indexes.length, 0);
  return {
    db: context.db,
    collections: new Int32(collections.length),
    objects,
    dataSize,
    storageSize: dataSize,
    indexes,
    ok: 1,
  };
}

/** Reads every document (each is checked against its sum) and every index entry. */
function validate(context: Context): Doc {
  const collection = context.env.store.catalog.get(context.db, textField(context.command, 'validate'));
  let n = 0;
  for (const _ of context.view.rows(collection, planFor(collection, {}))) n += 1;
  return {
    ns: `${context.db}.${collection.name}`,
    nrecords: new Int32(n),
    valid: true,
    errors: [],
    warnings: [],
    ok: 1,
  };
}

/** Named because somebody may ask for them. */
const REFUSED = ['mapReduce', 'mapreduce', 'convertToCapped', 'cloneCollectionAsCapped', 'compact'];

function refuse({ name }: Context): Doc {
  throw notOffered(`The command ${name}`);
}

const STATS = { kind: 'read', run: collStats } as const;
const DB_STATS = { kind: 'read', run: dbStats } as const;

export const adminCommands: CommandFamily = {
  create: {
    kind: 'write',
    inTransaction: true,
    run: create,
    fields: [...OFFERED_OPTIONS, ...REFUSED_OPTIONS, 'writeConcern', 'size', 'max', 'pipeline', 'expireAfterSeconds'],
  },
  drop: { kind: 'write', run: drop, fields: ['writeConcern'] },
  dropDatabase: { kind: 'write', run: dropDatabase, fields: ['writeConcern'] },
  collMod: { kind: 'write', run: collMod, fields: [...VALIDATION, 'index', 'writeConcern', 'dryRun'] },
  renameCollection: { kind: 'write', run: renameCollection, fields: ['to', 'dropTarget', 'writeConcern'] },
  listCollections: {
    kind: 'read',
    run: listCollections,
    fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  },
  listDatabases: { kind: 'read', run: listDatabases, fields: ['filter', 'nameOnly', 'authorizedDatabases'] },
  collStats: STATS,
  collstats: STATS,
  dbStats: DB_STATS,
  dbstats: DB_STATS,
  validate: { kind: 'read', run: validate },
  ...Object.fromEntries(REFUSED.map((name) => [name, { kind: 'read', run: refuse } as const])),
};
