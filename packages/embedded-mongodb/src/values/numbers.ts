import { Decimal128, Double, Int32, Long } from 'bson';
import { addExact, decimalOfExact, exactOfDecimal, exactOfDouble, multiplyExact } from './decimal.ts';
import type { Exact } from './decimal.ts';
import { typeOf } from './types.ts';

/** A numeric BSON value as a JavaScript number (rounded where it must be), or undefined for what is no number. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return Number(value.toString());
  if (typeof value === 'bigint') return Number(value);
  return undefined;
}

/** A numeric BSON value exactly; `undefined` for what is not finite. */
export function toExact(value: unknown): Exact | undefined {
  if (value instanceof Long) return { digits: value.toBigInt(), exponent: 0 };
  if (typeof value === 'bigint') return { digits: value, exponent: 0 };
  if (value instanceof Decimal128) {
    const exact = exactOfDecimal(value);
    return typeof exact === 'string' ? undefined : exact;
  }
  const number = toNumber(value);
  return number === undefined || !Number.isFinite(number) ? undefined : exactOfDouble(number);
}

const INT32_MAX = 2n ** 31n - 1n;
const INT64_MAX = 2n ** 63n - 1n;

/** An int where it fits and `wide` does not ask for a long, a long where that fits, else undefined. */
export function integerOf(value: bigint, wide: boolean): Int32 | Long | undefined {
  if (!wide && value <= INT32_MAX && value >= -INT32_MAX - 1n) return new Int32(Number(value));
  return value <= INT64_MAX && value >= -INT64_MAX - 1n ? Long.fromBigInt(value) : undefined;
}

type Operation = { exact: (a: Exact, b: Exact) => Exact; plain: (a: number, b: number) => number };
const ADD: Operation = { exact: addExact, plain: (a, b) => a + b };
const MULTIPLY: Operation = { exact: multiplyExact, plain: (a, b) => a * b };

/**
 * MongoDB's rule for the type of a result: the wider of the two; int grows to long when it must; a long that overflows
 * is an error (undefined here).
 */
function combine(a: unknown, b: unknown, operation: Operation): unknown {
  const [typeA, typeB] = [typeOf(a), typeOf(b)];
  const [x, y] = [toExact(a), toExact(b)];
  if (typeA === 'decimal' || typeB === 'decimal') {
    if (x && y) return decimalOfExact(operation.exact(x, y));
    return Decimal128.fromString(String(operation.plain(toNumber(a) ?? NaN, toNumber(b) ?? NaN)));
  }
  if (typeA === 'double' || typeB === 'double') {
    return new Double(operation.plain(toNumber(a) ?? NaN, toNumber(b) ?? NaN));
  }
  if (!x || !y) return undefined;
  return integerOf(operation.exact(x, y).digits, typeA === 'long' || typeB === 'long');
}

/** a + b in MongoDB's types; undefined when a long overflows. */
export function add(a: unknown, b: unknown): unknown {
  return combine(a, b, ADD);
}

/** a x b in MongoDB's types; undefined when a long overflows. */
export function multiply(a: unknown, b: unknown): unknown {
  return combine(a, b, MULTIPLY);
}

/** -a in a's type; an int grows to long when it must. */
export function negate(a: unknown): unknown {
  if (a instanceof Decimal128) {
    const text = a.toString();
    if (text === 'NaN') return a;
    return Decimal128.fromString(text.startsWith('-') ? text.slice(1) : `-${text}`);
  }
  if (typeOf(a) === 'double') return new Double(-(toNumber(a) ?? NaN));
  const whole = toBigInt(a);
  return whole === undefined ? a : (integerOf(-whole, typeOf(a) === 'long') ?? new Double(Number(-whole)));
}

/** An integral value as bigint, or undefined when it is no number or has a fraction. */
export function toBigInt(value: unknown): bigint | undefined {
  const exact = toExact(value);
  if (!exact) return undefined;
  if (exact.exponent >= 0) return exact.digits * 10n ** BigInt(exact.exponent);
  const unit = 10n ** BigInt(-exact.exponent);
  return exact.digits % unit === 0n ? exact.digits / unit : undefined;
}
