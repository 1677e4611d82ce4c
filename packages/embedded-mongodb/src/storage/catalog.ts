import { randomUUID } from 'node:crypto';
import { UUID } from 'bson';
import { CommandError } from '../errors.ts';
import { decode, encode } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { makeIndex, primaryIndex } from './indexSpec.ts';
import type { Index } from './indexSpec.ts';
import { bytesOf } from './sql.ts';
import type { Sql, SqlRow } from './sql.ts';

export type Collection = {
  readonly id: number;
  readonly db: string;
  readonly name: string;
  readonly uuid: UUID;
  options: Doc;
  /** The first is always that of _id. */
  indexes: Index[];
};

const RESERVED = /^system\.(?!profile$|views$)/;

function checkName(db: string, name: string): void {
  const isBad = name === '' || name.includes('\0') || name.includes('$') || name.startsWith('.') || name.endsWith('.');
  if (isBad || Buffer.byteLength(`${db}.${name}`) > 255) {
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${db}.${name}'`);
  }
  if (RESERVED.test(name)) throw new CommandError('InvalidNamespace', `The collection '${name}' is reserved`);
}

export function checkDatabaseName(db: string): void {
  if (db === '' || Buffer.byteLength(db) > 63 || /[/\\. "$\0]/.test(db)) {
    throw new CommandError('InvalidNamespace', `Invalid database name: '${db}'`);
  }
}

/** Throws InvalidNamespace. */
export function checkNamespace(db: string, name: string): void {
  checkDatabaseName(db);
  checkName(db, name);
}

/** Collections by name, as a view knows them. */
export type Collections = {
  find: (db: string, name: string) => Collection | undefined;
  /** The name must be free. Throws InvalidNamespace. */
  create: (db: string, name: string, options?: Doc) => Collection;
  /** The collection, made when it is not there, as the first insert does. */
  ensure: (db: string, name: string) => Collection;
};

/** The collections and indexes that exist; SQLite's tables hold the truth, this is their image in memory. */
export class Catalog implements Collections {
  private readonly sql: Sql;
  private collections = new Map<string, Collection>();
  /** Counts what was changed here; a rollback needs a reload only when it has moved. */
  version = 0;
  private lastProvisional = 0;

  constructor(sql: Sql) {
    this.sql = sql;
    this.reload();
  }

  /** Reads everything anew: at the start, and when a transaction was rolled back. */
  reload(): void {
    this.collections = new Map();
    const indexes = Map.groupBy(this.sql.all('SELECT * FROM indexes ORDER BY id'), (row) => Number(row['collection']));
    for (const row of this.sql.all('SELECT * FROM collections'))
      this.remember(row, indexes.get(Number(row['id'])) ?? []);
  }

  private remember(row: SqlRow, indexRows: readonly SqlRow[]): void {
    const collection: Collection = {
      id: Number(row['id']),
      db: String(row['db']),
      name: String(row['name']),
      uuid: new UUID(String(row['uuid'])),
      options: decode(bytesOf(row['options'])),
      indexes: [primaryIndex()],
    };
    for (const index of indexRows) {
      collection.indexes.push(makeIndex(Number(index['id']), decode(bytesOf(index['spec'])), index['multikey'] === 1));
    }
    this.collections.set(`${collection.db}.${collection.name}`, collection);
  }

  find(db: string, name: string): Collection | undefined {
    return this.collections.get(`${db}.${name}`);
  }

  /** Throws NamespaceNotFound. */
  get(db: string, name: string): Collection {
    const collection = this.find(db, name);
    if (!collection) throw new CommandError('NamespaceNotFound', `ns does not exist: ${db}.${name}`);
    return collection;
  }

  list(db?: string): Collection[] {
    const all = [...this.collections.values()];
    return db === undefined ? all : all.filter((collection) => collection.db === db);
  }

  databases(): string[] {
    return [...new Set(this.list().map((collection) => collection.db))].toSorted();
  }

  create(db: string, name: string, options: Doc = {}): Collection {
    this.version += 1;
    checkNamespace(db, name);
    const uuid = randomUUID();
    const { rid } = this.sql.run(
      'INSERT INTO collections(db, name, uuid, options) VALUES(?, ?, ?, ?)',
      db,
      name,
      uuid,
      encode(options),
    );
    this.sql.exec(
      `CREATE TABLE c${rid}(rid INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, sum INTEGER NOT NULL, doc BLOB NOT NULL)`,
    );
    const collection: Collection = { id: rid, db, name, uuid: new UUID(uuid), options, indexes: [primaryIndex()] };
    this.collections.set(`${db}.${name}`, collection);
    return collection;
  }

  ensure(db: string, name: string): Collection {
    return this.find(db, name) ?? this.create(db, name);
  }

  /** An id below 0 for what an open transaction makes; the commit gives it one of those that are stored. */
  provisionalId(): number {
    this.lastProvisional -= 1;
    return this.lastProvisional;
  }

  drop(collection: Collection): void {
    this.version += 1;
    for (const index of collection.indexes) this.dropIndex(collection, index);
    this.sql.forgetStatements();
    this.sql.exec(`DROP TABLE c${collection.id}`);
    this.sql.run('DELETE FROM collections WHERE id = ?', collection.id);
    this.collections.delete(`${collection.db}.${collection.name}`);
  }

  rename(collection: Collection, db: string, name: string): void {
    checkNamespace(db, name);
    this.version += 1;
    this.sql.run('UPDATE collections SET db = ?, name = ? WHERE id = ?', db, name, collection.id);
    this.reload();
  }

  setOptions(collection: Collection, options: Doc): void {
    this.version += 1;
    this.sql.run('UPDATE collections SET options = ? WHERE id = ?', encode(options), collection.id);
    collection.options = options;
  }

  addIndex(collection: Collection, spec: Doc): Index {
    this.version += 1;
    makeIndex(0, spec, false);
    const { rid } = this.sql.run(
      'INSERT INTO indexes(collection, name, spec, multikey) VALUES(?, ?, ?, 0)',
      collection.id,
      String(spec['name']),
      encode(spec),
    );
    this.sql.exec(`CREATE TABLE i${rid}(k BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY(k, rid)) WITHOUT ROWID`);
    const index = makeIndex(rid, spec, false);
    collection.indexes = [...collection.indexes, index];
    return index;
  }

  changeIndex(collection: Collection, index: Index, spec: Doc): void {
    this.version += 1;
    this.sql.run('UPDATE indexes SET spec = ? WHERE id = ?', encode(spec), index.id);
    const changed = makeIndex(index.id, spec, index.multikey);
    collection.indexes = collection.indexes.map((one) => (one === index ? changed : one));
  }

  dropIndex(collection: Collection, index: Index): void {
    if (index.primary) return;
    this.version += 1;
    this.sql.forgetStatements();
    this.sql.exec(`DROP TABLE i${index.id}`);
    this.sql.run('DELETE FROM indexes WHERE id = ?', index.id);
    collection.indexes = collection.indexes.filter((one) => one !== index);
  }

  /** From now on the index may hold several keys for a document; a sort can no longer be read off it. */
  markMultikey(index: Index): void {
    if (index.multikey) return;
    this.version += 1;
    index.multikey = true;
    this.sql.run('UPDATE indexes SET multikey = 1 WHERE id = ?', index.id);
  }
}
