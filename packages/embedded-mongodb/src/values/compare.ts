import { Double, Int32, ObjectId } from 'bson';
import { keyOf } from './key.ts';
import { toNumber } from './numbers.ts';
import { isNullish, rankOf, RANK } from './types.ts';

function isPlainNumber(value: unknown): boolean {
  return typeof value === 'number' || value instanceof Int32 || value instanceof Double;
}

function order<T extends number | boolean>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By UTF-8 bytes, as MongoDB; JavaScript's own order differs for characters beyond the basic plane. */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Negative, zero or positive: MongoDB's order over all BSON types. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (isPlainNumber(a) && isPlainNumber(b)) {
    const [x, y] = [toNumber(a) ?? NaN, toNumber(b) ?? NaN];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
    return order(x, y);
  }
  if (a instanceof ObjectId && b instanceof ObjectId) return Buffer.compare(a.id, b.id);
  if (a instanceof Date && b instanceof Date) return order(a.getTime(), b.getTime());
  const [rankA, rankB] = [rankOf(a), rankOf(b)];
  if (rankA !== rankB) return rankA - rankB;
  if (rankA === RANK.null || rankA === RANK.missing) return 0;
  return Buffer.compare(keyOf(a), keyOf(b));
}

/** Equality as a filter sees it: null, undefined and missing are one. */
export function equal(a: unknown, b: unknown): boolean {
  if (isNullish(a) || isNullish(b)) return isNullish(a) && isNullish(b);
  return compare(a, b) === 0;
}

/** Equality of values as they are stored: null is not missing. */
export function identical(a: unknown, b: unknown): boolean {
  return compare(a, b) === 0;
}
