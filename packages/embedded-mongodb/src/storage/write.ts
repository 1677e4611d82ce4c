import { crc32 } from 'node:zlib';
import { CommandError } from '../errors.ts';
import type { Doc } from '../values/bson.ts';
import { keyOf } from '../values/key.ts';
import { setField } from '../values/fields.ts';
import type { Catalog, Collection } from './catalog.ts';
import type { Index } from './indexSpec.ts';
import { indexKeys, without } from './indexKeys.ts';
import type { IndexKey } from './indexKeys.ts';
import type { Sql } from './sql.ts';

/** Where rows are written: a connection and the catalogue that goes with it. */
export type Target = { sql: Sql; catalog: Catalog };

function printed(value: unknown): string {
  return typeof value === 'string'
    ? `"${value}"`
    : value === undefined
      ? 'undefined'
      : (JSON.stringify(value) ?? String(value));
}

/** Error 11000 with keyPattern and keyValue, in the words that drivers and mongoose look for. */
export function duplicateKey(collection: Collection, index: Index, values: readonly unknown[]): CommandError {
  const keyValue: Doc = {};
  for (const [at, { name }] of index.fields.entries()) setField(keyValue, name, values[at] ?? null);
  const shown = index.fields.map(({ name }, at) => `${name}: ${printed(values[at] ?? null)}`).join(', ');
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.db}.${collection.name} index: ${index.name} dup key: { ${shown} }`,
    { details: { keyPattern: index.spec['key'], keyValue } },
  );
}

/** The row, other than `own`, that holds a key of a unique index. */
export function holderOf(sql: Sql, collection: Collection, index: Index, key: Buffer, own: number): number | undefined {
  const place = index.primary ? `c${collection.id} WHERE id = ?` : `i${index.id} WHERE k = ?`;
  const row = sql.get(`SELECT rid FROM ${place} AND rid <> ? LIMIT 1`, key, own);
  return row && Number(row['rid']);
}

type Entries = { index: Index; keys: IndexKey[] };

function entriesOf(collection: Collection, doc: Doc): Entries[] {
  return collection.indexes.filter((index) => !index.primary).map((index) => ({ index, keys: indexKeys(index, doc) }));
}

function refuseDuplicates({ sql }: Target, collection: Collection, entries: readonly Entries[], own: number): void {
  for (const { index, keys } of entries) {
    if (!index.unique) continue;
    for (const { key, values } of keys) {
      if (holderOf(sql, collection, index, key, own) !== undefined) throw duplicateKey(collection, index, values);
    }
  }
}

function addEntries({ sql, catalog }: Target, entries: readonly Entries[], rid: number): void {
  for (const { index, keys } of entries) {
    if (keys.length > 1) catalog.markMultikey(index);
    for (const { key } of keys) sql.run(`INSERT OR IGNORE INTO i${index.id}(k, rid) VALUES(?, ?)`, key, rid);
  }
}

function dropEntries({ sql }: Target, entries: readonly Entries[], rid: number): void {
  for (const { index, keys } of entries) {
    for (const { key } of keys) sql.run(`DELETE FROM i${index.id} WHERE k = ? AND rid = ?`, key, rid);
  }
}

/** Writes a new document with its index entries. Throws DuplicateKey before anything is written. */
export function insertRow(target: Target, collection: Collection, doc: Doc, bytes: Uint8Array): number {
  const entries = entriesOf(collection, doc);
  refuseDuplicates(target, collection, entries, 0);
  const { changes, rid } = target.sql.run(
    `INSERT INTO c${collection.id}(id, sum, doc) VALUES(?, ?, ?) ON CONFLICT(id) DO NOTHING`,
    keyOf(doc['_id']),
    crc32(bytes),
    bytes,
  );
  const [primary] = collection.indexes;
  if (changes === 0 && primary) throw duplicateKey(collection, primary, [doc['_id']]);
  addEntries(target, entries, rid);
  return rid;
}

/** Replaces a document (of the same _id). Only the index entries that differ are touched. */
export function replaceRow(
  target: Target,
  collection: Collection,
  rid: number,
  before: Doc,
  after: Doc,
  bytes: Uint8Array,
): void {
  const had = entriesOf(collection, before);
  const gets = entriesOf(collection, after);
  const fresh = gets.map(({ index, keys }, at) => ({ index, keys: without(keys, had[at]?.keys ?? []) }));
  const stale = had.map(({ index, keys }, at) => ({ index, keys: without(keys, gets[at]?.keys ?? []) }));
  refuseDuplicates(target, collection, fresh, rid);
  target.sql.run(`UPDATE c${collection.id} SET sum = ?, doc = ? WHERE rid = ?`, crc32(bytes), bytes, rid);
  dropEntries(target, stale, rid);
  addEntries(target, fresh, rid);
  for (const { index, keys } of gets) if (keys.length > 1) target.catalog.markMultikey(index);
}

export function removeRow(target: Target, collection: Collection, rid: number, doc: Doc): void {
  dropEntries(target, entriesOf(collection, doc), rid);
  target.sql.run(`DELETE FROM c${collection.id} WHERE rid = ?`, rid);
}

/** Fills a new index from what the collection holds. Throws DuplicateKey when a unique one cannot be. */
export function fillIndex(
  target: Target,
  collection: Collection,
  index: Index,
  docs: Iterable<{ rid: number; doc: Doc }>,
): void {
  for (const { rid, doc } of docs) {
    const entries = [{ index, keys: indexKeys(index, doc) }];
    refuseDuplicates(target, collection, entries, rid);
    addEntries(target, entries, rid);
  }
}
