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
const LARGEST_CHUNK = 1024;
const CHUNK_BYTES = 4 * 1024 * 1024;

/** A row given as rid, sum, document; checked against the sum. Throws when a byte of it has changed on disk. */
function checkedRow({ db, name }: Collection, [rid, sum, doc]: SqlList): Row {
  const bytes = bytesOf(doc);
  if (crc32(bytes) !== sum) {
    throw new CommandError('InternalError', `A document of ${db}.${name} (row ${String(rid)}) is damaged on disk`);
  }
  return { rid: Number(rid), bytes };
}

/**
 * A stretch of a table or an index. `rows` selects rid, sum and document after a position, within the limits, so many;
 * `place` the position of the row at an offset from there. A row's key is not read with it: that would cost as much as
 * its document.
 */
type Stretch = {
  rows: string;
  place: string;
  start: readonly SqlValue[];
  limits: readonly SqlValue[];
};

const LOWEST = Number.MIN_SAFE_INTEGER;
const HIGHEST = Number.MAX_SAFE_INTEGER;

function wholeStretch({ id }: Collection, backward: boolean): Stretch {
  const where = `FROM c${id} WHERE ${backward ? 'rid < ? ORDER BY rid DESC' : 'rid > ? ORDER BY rid'} LIMIT`;
  return {
    rows: `SELECT rid, sum, doc ${where} ?`,
    place: `SELECT rid ${where} 1 OFFSET ?`,
    start: [backward ? HIGHEST : LOWEST],
    limits: [],
  };
}

function primaryStretch({ id }: Collection, { lower, upper }: Range, backward: boolean): Stretch {
  const where = backward ? 'id < ? AND id >= ? ORDER BY id DESC LIMIT' : 'id >= ? AND id < ? ORDER BY id LIMIT';
  return {
    rows: `SELECT rid, sum, doc FROM c${id} WHERE ${where} ?`,
    // The lowest bytes above a key are the key and a zero.
    place: `SELECT ${backward ? 'id' : "CAST(id || x'00' AS BLOB)"} FROM c${id} WHERE ${where} 1 OFFSET ?`,
    start: [backward ? upper : lower],
    limits: [backward ? lower : upper],
  };
}

function secondaryStretch({ id }: Collection, index: Index, { lower, upper }: Range, backward: boolean): Stretch {
  const where = backward
    ? '(i.k, i.rid) < (?, ?) AND i.k >= ? ORDER BY i.k DESC, i.rid DESC LIMIT'
    : '(i.k, i.rid) > (?, ?) AND i.k < ? ORDER BY i.k, i.rid LIMIT';
  return {
    rows: `SELECT c.rid, c.sum, c.doc FROM i${index.id} i CROSS JOIN c${id} c ON c.rid = i.rid WHERE ${where} ?`,
    place: `SELECT i.k, i.rid FROM i${index.id} i WHERE ${where} 1 OFFSET ?`,
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

type Chunk = { rows: SqlList[]; next: readonly SqlValue[] | undefined };

/** Reads at most `size` rows of a stretch. No statement stays open: what comes between two chunks may write. */
function readChunk(sql: Sql, { rows: text, place, limits }: Stretch, from: readonly SqlValue[], size: number): Chunk {
  const rows: SqlList[] = [];
  let bytes = 0;
  sql.read(text, [...from, ...limits, size], (row) => {
    rows.push(row);
    bytes += bytesOf(row[2]).length;
    return bytes < CHUNK_BYTES;
  });
  if (rows.length < size && bytes < CHUNK_BYTES) return { rows, next: undefined };
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
      const { rows, next } = readChunk(sql, stretch, from, size);
      for (const list of rows) {
        const row = checkedRow(collection, list);
        if (seen?.has(row.rid)) continue;
        seen?.add(row.rid);
        yield row;
      }
      from = next;
      size = Math.min(size * 4, LARGEST_CHUNK);
    }
  }
}

export function readById(sql: Sql, collection: Collection, id: Uint8Array): Row | undefined {
  const row = sql.first(`SELECT rid, sum, doc FROM c${collection.id} WHERE id = ?`, id);
  return row && checkedRow(collection, row);
}

export function readRow(sql: Sql, collection: Collection, rid: number): Row | undefined {
  const row = sql.first(`SELECT rid, sum, doc FROM c${collection.id} WHERE rid = ?`, rid);
  return row && checkedRow(collection, row);
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
