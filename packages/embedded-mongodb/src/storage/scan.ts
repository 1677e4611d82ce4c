import { crc32 } from 'node:zlib';
import { CommandError } from '../errors.ts';
import type { Collection } from './catalog.ts';
import type { Index } from './indexSpec.ts';
import type { Plan, Range } from './plan.ts';
import { bytesOf } from './sql.ts';
import type { Sql, SqlList, SqlValue } from './sql.ts';
import type { Row } from './view.ts';

/** How many rows a reader is thought to want when it does not say: a driver's first batch. */
const MANY = 101;
const SMALLEST_CHUNK = 4;
const LARGEST_CHUNK = 256;
const CHUNK_BYTES = 4 * 1024 * 1024;
/** Documents below this size are read many at once. Bytes; a chunk of them is at most CHUNK_BYTES. */
const SMALL = CHUNK_BYTES / LARGEST_CHUNK;

type SummedRow = Row & { sum: number };

/** A row that agrees with its sum. Throws when a byte of it has changed on disk. */
function checked({ db, name }: Collection, row: SummedRow): Row {
  if (crc32(row.bytes) === row.sum) return row;
  throw new CommandError('InternalError', `A document of ${db}.${name} (row ${row.rid}) is damaged on disk`);
}

/**
 * A stretch of a table or an index. `rows` selects rid, sum and document after a position, within the limits, so many;
 * `place` the position of the row at an offset from there.
 */
type Stretch = {
  rows: string;
  place: string;
  start: readonly SqlValue[];
  limits: readonly SqlValue[];
};

/** Where a document is not small, nothing: its bytes are not even read from the file. */
const SMALL_DOC = `CASE WHEN length(doc) < ${SMALL} THEN doc END AS doc`;
/**
 * SQLite plans a statement anew for each value of a bare `LIMIT ?`, which costs as much as what a few rows do: its planner
 * looks at the value. It does not look into a sum.
 */
const SO_MANY = 'LIMIT 0 + ?';
const LOWEST = Number.MIN_SAFE_INTEGER;
const HIGHEST = Number.MAX_SAFE_INTEGER;

function wholeStretch({ id }: Collection, backward: boolean): Stretch {
  const where = `FROM c${id} WHERE ${backward ? 'rid < ? ORDER BY rid DESC' : 'rid > ? ORDER BY rid'}`;
  return {
    rows: `SELECT rid, sum, ${SMALL_DOC} ${where} ${SO_MANY}`,
    place: `SELECT rid ${where} LIMIT 1 OFFSET ?`,
    start: [backward ? HIGHEST : LOWEST],
    limits: [],
  };
}

function primaryStretch({ id }: Collection, { lower, upper }: Range, backward: boolean): Stretch {
  const where = backward ? 'id < ? AND id >= ? ORDER BY id DESC' : 'id >= ? AND id < ? ORDER BY id';
  return {
    rows: `SELECT rid, sum, ${SMALL_DOC} FROM c${id} WHERE ${where} ${SO_MANY}`,
    // The lowest bytes above a key are the key and a zero.
    place: `SELECT ${backward ? 'id' : "CAST(id || x'00' AS BLOB)"} FROM c${id} WHERE ${where} LIMIT 1 OFFSET ?`,
    start: [backward ? upper : lower],
    limits: [backward ? lower : upper],
  };
}

function secondaryStretch({ id }: Collection, index: Index, { lower, upper }: Range, backward: boolean): Stretch {
  const where = backward
    ? '(i.k, i.rid) < (?, ?) AND i.k >= ? ORDER BY i.k DESC, i.rid DESC'
    : '(i.k, i.rid) > (?, ?) AND i.k < ? ORDER BY i.k, i.rid';
  return {
    rows: `SELECT c.rid AS rid, c.sum AS sum, ${SMALL_DOC} FROM i${index.id} i CROSS JOIN c${id} c ON c.rid = i.rid WHERE ${where} ${SO_MANY}`,
    place: `SELECT i.k, i.rid FROM i${index.id} i WHERE ${where} LIMIT 1 OFFSET ?`,
    start: [backward ? upper : lower, LOWEST],
    limits: [backward ? lower : upper],
  };
}

function stretchesOf(collection: Collection, plan: Plan): Stretch[] {
  if (plan.kind === 'collection') return [wholeStretch(collection, plan.backward)];
  if (plan.kind === 'union') return plan.plans.flatMap((part) => stretchesOf(collection, part));
  const { index, backward } = plan;
  return (backward ? plan.ranges.toReversed() : plan.ranges).map((range) =>
    index.primary ? primaryStretch(collection, range, backward) : secondaryStretch(collection, index, range, backward),
  );
}

type Chunk = { rows: SummedRow[]; next: readonly SqlValue[] | undefined };

/**
 * Many rows as one: numbers as text, documents one behind the other, each of which begins with its length. To take a
 * hundred values of bytes out of SQLite one by one costs three times what it costs to find them. Large ones are left out,
 * and their rids are negative.
 */
function together(rows: string): string {
  return `SELECT group_concat(CASE WHEN doc IS NULL THEN -rid ELSE rid END), group_concat(sum),
    CAST(group_concat(doc, '') AS BLOB) FROM (${rows})`;
}

function takenApart([rids, sums, docs]: SqlList): SummedRow[] {
  if (typeof rids !== 'string' || typeof sums !== 'string') return [];
  const sumList = sums.split(',');
  const all = docs instanceof Uint8Array ? Buffer.from(docs.buffer, docs.byteOffset, docs.length) : NOTHING;
  let at = 0;
  return rids.split(',').map((text, index) => {
    const rid = Number(text);
    // A length that is damaged ends somewhere else, and the sum tells of it.
    const length = rid < 0 || at + 4 > all.length ? 0 : Math.max(0, all.readInt32LE(at));
    const bytes = all.subarray(at, at + length);
    at += length;
    return { rid, sum: Number(sumList[index]), bytes };
  });
}

const NOTHING = Buffer.alloc(0);

/** Reads at most `size` rows of a stretch. No statement stays open: what comes between two chunks may write. */
function readChunk(
  sql: Sql,
  collection: Collection,
  { rows: text, place, limits }: Stretch,
  from: readonly SqlValue[],
  size: number,
): Chunk {
  const found = takenApart(sql.first(together(text), ...from, ...limits, size) ?? []);
  const rows: SummedRow[] = [];
  let bytes = 0;
  for (const row of found) {
    const whole = row.rid < 0 ? summedRow(sql, collection, -row.rid) : row;
    if (whole) rows.push(whole);
    bytes += whole?.bytes.length ?? 0;
    if (bytes >= CHUNK_BYTES) break;
  }
  if (found.length < size && rows.length === found.length) return { rows, next: undefined };
  const next = sql.first(place, ...from, ...limits, rows.length - 1);
  return { rows, next: next?.map(toValue) };
}

function toValue(value: unknown): SqlValue {
  return typeof value === 'number' || value instanceof Uint8Array ? value : null;
}

/**
 * The rows that a plan finds, none twice, each checked against its sum. `wanted`: how many its reader will probably take;
 * it may take more.
 */
export function* scan(sql: Sql, collection: Collection, plan: Plan, wanted: number = MANY): Generator<Row> {
  const mayRepeat = plan.kind === 'union' || (plan.kind === 'index' && plan.index.multikey);
  const seen = mayRepeat ? new Set<number>() : undefined;
  // One more than is wanted: then it is known that there are no more.
  let size = Math.min(Math.max(wanted, SMALLEST_CHUNK), MANY) + 1;
  for (const stretch of stretchesOf(collection, plan)) {
    for (let from: readonly SqlValue[] | undefined = stretch.start; from;) {
      const { rows, next } = readChunk(sql, collection, stretch, from, size);
      for (const one of rows) {
        const row = checked(collection, one);
        if (seen?.has(row.rid)) continue;
        seen?.add(row.rid);
        yield row;
      }
      from = next;
      size = Math.min(size * 4, LARGEST_CHUNK);
    }
  }
}

function summed([rid, sum, doc]: SqlList): SummedRow {
  return { rid: Number(rid), sum: Number(sum), bytes: bytesOf(doc) };
}

function summedRow(sql: Sql, { id }: Collection, rid: number): SummedRow | undefined {
  const row = sql.first(`SELECT rid, sum, doc FROM c${id} WHERE rid = ?`, rid);
  return row && summed(row);
}

export function readById(sql: Sql, collection: Collection, id: Uint8Array): Row | undefined {
  const row = sql.first(`SELECT rid, sum, doc FROM c${collection.id} WHERE id = ?`, id);
  return row && checked(collection, summed(row));
}

export function readRow(sql: Sql, collection: Collection, rid: number): Row | undefined {
  const row = summedRow(sql, collection, rid);
  return row && checked(collection, row);
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
