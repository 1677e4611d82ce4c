import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId } from 'bson';
import { Timestamp } from 'bson';

/**
 * MongoDB's order of values, written a second time and as plainly as possible from the manual's page "Comparison/Sort
 * Order": the store's own order is tried against it.
 */

function kindOf(value: unknown): number {
  if (value instanceof MinKey) return 0;
  if (value === undefined) return 1;
  if (value === null) return 2;
  if (typeof value === 'number' || value instanceof Int32 || value instanceof Double) return 3;
  if (value instanceof Decimal128) return 3;
  if (value instanceof Timestamp) return 11;
  if (value instanceof Long) return 3;
  if (typeof value === 'string' || value instanceof BSONSymbol) return 4;
  if (Array.isArray(value)) return 6;
  if (value instanceof Binary) return 7;
  if (value instanceof ObjectId) return 8;
  if (typeof value === 'boolean') return 9;
  if (value instanceof Date) return 10;
  if (value instanceof BSONRegExp) return 12;
  if (value instanceof Code) return value.scope ? 14 : 13;
  return value instanceof MaxKey ? 15 : 5;
}

/** Sign, and magnitude as a fraction of two whole numbers. */
type Fraction = { over: bigint; under: bigint } | 'nan' | 'inf' | '-inf';

function fractionOf(value: unknown): Fraction {
  if (value instanceof Long) return { over: value.toBigInt(), under: 1n };
  if (value instanceof Decimal128) {
    const text = value.toString().toLowerCase();
    if (text === 'nan') return 'nan';
    if (text.includes('inf')) return text.startsWith('-') ? '-inf' : 'inf';
    const [digits = '0', power = '0'] = text.split('e');
    const [front = '0', back = ''] = digits.split('.');
    const exponent = Number(power) - back.length;
    const over = BigInt(front + back);
    return exponent >= 0
      ? { over: over * 10n ** BigInt(exponent), under: 1n }
      : { over, under: 10n ** BigInt(-exponent) };
  }
  const number = Number(value);
  if (Number.isNaN(number)) return 'nan';
  if (!Number.isFinite(number)) return number > 0 ? 'inf' : '-inf';
  let [over, under] = [number, 1n];
  while (!Number.isInteger(over)) {
    over *= 2;
    under *= 2n;
  }
  return { over: BigInt(over), under };
}

function place(one: Fraction): number {
  return one === 'nan' ? 0 : one === '-inf' ? 1 : one === 'inf' ? 3 : 2;
}

function numbers(a: unknown, b: unknown): number {
  const [x, y] = [fractionOf(a), fractionOf(b)];
  if (typeof x === 'string' || typeof y === 'string') return place(x) - place(y);
  const difference = x.over * y.under - y.over * x.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function bytes(one: unknown): Buffer {
  return Buffer.from(one instanceof BSONSymbol ? one.value : String(one));
}

function texts(a: unknown, b: unknown): number {
  return Buffer.compare(bytes(a), bytes(b));
}

function fields(a: object, b: object): number {
  const [x, y] = [Object.entries(a), Object.entries(b)];
  for (const [at, [name, value]] of x.entries()) {
    const other = y[at];
    if (!other) return 1;
    const difference = kindOf(value) - kindOf(other[1]) || texts(name, other[0]) || order(value, other[1]);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

function binaries(a: Binary, b: Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());
}

/** Negative, zero or positive. */
export function order(a: unknown, b: unknown): number {
  const [kind, other] = [kindOf(a), kindOf(b)];
  if (kind !== other) return kind - other;
  if (kind === 3) return numbers(a, b);
  if (kind === 4) return texts(a, b);
  if (a instanceof Binary && b instanceof Binary) return binaries(a, b);
  if (a instanceof ObjectId && b instanceof ObjectId) return Buffer.compare(a.id, b.id);
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (a instanceof Timestamp && b instanceof Timestamp) return a.t - b.t || a.i - b.i;
  if (a instanceof BSONRegExp && b instanceof BSONRegExp)
    return texts(a.pattern, b.pattern) || texts(a.options, b.options);
  if (a instanceof Code && b instanceof Code) return texts(a.code, b.code) || fields(a.scope ?? {}, b.scope ?? {});
  return kind === 5 || kind === 6 ? fields(Object(a), Object(b)) : 0;
}

/** What a document is sorted by when its field is this: of an array its least or its greatest element. */
export function sortKey(value: unknown, direction: 1 | -1): unknown {
  if (value === undefined) return null;
  if (!Array.isArray(value)) return value;
  if (value.length === 0) return undefined;
  return value.reduce((best: unknown, item: unknown) => (order(item, best) * direction < 0 ? item : best));
}
