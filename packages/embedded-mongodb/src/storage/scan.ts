import { crc32 } from 'node:zlib';
import { CommandError } from '../errors.ts';
import type { Collection } from './catalog.ts';
import type { Index } from './indexSpec.ts';
import type { Plan, Range } from './plan.ts';
import { bytesOf } from './sql.ts';
import type { Sql, SqlRow, SqlValue } from './sql.ts';
import type { Row } from './view.ts';

const FIRST_CHUNK = 32;
const LARGEST_CHUNK = 1024;
const CHUNK_BYTES = 4 * 1024 * 1024;

/** A row's document, checked against the sum that was stored with it. Throws when a byte of it has changed on disk. */
export function checkedBytes(collection: Collection, row: SqlRow): Uint8Array {
  const bytes = bytesOf(row['doc']);
  if (crc32(bytes) !== row['sum']) {
    throw new CommandError(
      'InternalError',
      `A document of ${collection.db}.${collection.name} (row ${String(row['rid'])}) is damaged on disk`,
    );
  }
  return bytes;
}

/** The next rows after a position, in the order of the scan; reads a chunk, so that no statement stays open. */
function* chunks(
  sql: Sql,
  text: string,
  start: readonly SqlValue[],
  limits: readonly SqlValue[],
  position: (row: SqlRow) => readonly SqlValue[],
): Generator<SqlRow> {
  let from = start;
  for (let size = FIRST_CHUNK; ; size = Math.min(size * 4, LARGEST_CHUNK)) {
    const rows: SqlRow[] = [];
    let bytes = 0;
    sql.read(text, [...from, ...limits, size], (row) => {
      rows.push(row);
      bytes += bytesOf(row['doc']).length;
      return bytes < CHUNK_BYTES;
    });
    yield* rows;
    const last = rows.at(-1);
    if (!last || (rows.length < size && bytes < CHUNK_BYTES)) return;
    from = position(last);
  }
}

const LOWEST = Number.MIN_SAFE_INTEGER;

function scanCollection(sql: Sql, { id }: Collection, backward: boolean): Iterable<SqlRow> {
  const order = backward ? 'rid < ? ORDER BY rid DESC' : 'rid > ? ORDER BY rid';
  const text = `SELECT rid, sum, doc FROM c${id} WHERE ${order} LIMIT ?`;
  return chunks(sql, text, [backward ? Number.MAX_SAFE_INTEGER : LOWEST], [], (row) => [row['rid'] ?? 0]);
}

function scanPrimary(sql: Sql, { id }: Collection, { lower, upper }: Range, backward: boolean): Iterable<SqlRow> {
  const select = `SELECT rid, sum, doc, id FROM c${id} WHERE`;
  if (backward) {
    const text = `${select} id < ? AND id >= ? ORDER BY id DESC LIMIT ?`;
    return chunks(sql, text, [upper], [lower], (row) => [row['id'] ?? null]);
  }
  const text = `${select} id >= ? AND id < ? ORDER BY id LIMIT ?`;
  return chunks(sql, text, [lower], [upper], (row) => [after(bytesOf(row['id']))]);
}

/** The lowest bytes above a key. */
function after(key: Uint8Array): Uint8Array {
  return Buffer.concat([key, Buffer.of(0)]);
}

function placeInIndex(row: SqlRow): readonly SqlValue[] {
  return [row['k'] ?? null, row['rid'] ?? 0];
}

function scanSecondary(sql: Sql, { id }: Collection, index: Index, range: Range, backward: boolean): Iterable<SqlRow> {
  const select = `SELECT i.k, c.rid, c.sum, c.doc FROM i${index.id} i CROSS JOIN c${id} c ON c.rid = i.rid WHERE`;
  if (backward) {
    const text = `${select} (i.k, i.rid) < (?, ?) AND i.k >= ? ORDER BY i.k DESC, i.rid DESC LIMIT ?`;
    return chunks(sql, text, [range.upper, LOWEST], [range.lower], placeInIndex);
  }
  const text = `${select} (i.k, i.rid) > (?, ?) AND i.k < ? ORDER BY i.k, i.rid LIMIT ?`;
  return chunks(sql, text, [range.lower, LOWEST], [range.upper], placeInIndex);
}

function* planned(sql: Sql, collection: Collection, plan: Plan): Generator<SqlRow> {
  if (plan.kind === 'collection') {
    yield* scanCollection(sql, collection, plan.backward);
  } else if (plan.kind === 'union') {
    for (const part of plan.plans) yield* planned(sql, collection, part);
  } else {
    for (const range of plan.backward ? plan.ranges.toReversed() : plan.ranges) {
      if (plan.index.primary) yield* scanPrimary(sql, collection, range, plan.backward);
      else yield* scanSecondary(sql, collection, plan.index, range, plan.backward);
    }
  }
}

/** The rows that a plan finds, none twice, each checked against its sum. */
export function* scan(sql: Sql, collection: Collection, plan: Plan): Generator<Row> {
  const mayRepeat = plan.kind === 'union' || (plan.kind === 'index' && plan.index.multikey);
  const seen = mayRepeat ? new Set<number>() : undefined;
  for (const row of planned(sql, collection, plan)) {
    const rid = Number(row['rid']);
    if (seen?.has(rid)) continue;
    seen?.add(rid);
    yield { rid, bytes: checkedBytes(collection, row) };
  }
}

export function readById(sql: Sql, collection: Collection, id: Uint8Array): Row | undefined {
  const row = sql.get(`SELECT rid, sum, doc FROM c${collection.id} WHERE id = ?`, id);
  return row && { rid: Number(row['rid']), bytes: checkedBytes(collection, row) };
}

export function readRow(sql: Sql, collection: Collection, rid: number): Row | undefined {
  const row = sql.get(`SELECT rid, sum, doc FROM c${collection.id} WHERE rid = ?`, rid);
  return row && { rid, bytes: checkedBytes(collection, row) };
}

/** How many rows an index plan over single values finds, without reading a document. */
export function countPlanned(sql: Sql, collection: Collection, plan: Plan): number {
  if (plan.kind !== 'index') throw new TypeError('Only what an index finds can be counted by it');
  const { primary, id } = plan.index;
  const text = primary
    ? `SELECT count(*) AS n FROM c${collection.id} WHERE id >= ? AND id < ?`
    : `SELECT count(*) AS n FROM i${id} WHERE k >= ? AND k < ?`;
  return plan.ranges.reduce((sum, { lower, upper }) => sum + Number(sql.get(text, lower, upper)?.['n'] ?? 0), 0);
}
