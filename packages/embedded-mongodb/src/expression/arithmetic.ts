import { Decimal128, Double, Int32, Long } from 'bson';
import { CommandError, located } from '../errors.ts';
import { decimalOfExact } from '../values/decimal.ts';
import type { Exact } from '../values/decimal.ts';
import { millisecondsOf } from '../values/rare.ts';
import { add, integerOf, multiply, negate, toBigInt, toExact, toNumber } from '../values/numbers.ts';
import { isNullish, isNumeric, typeOf } from '../values/types.ts';
import { eager, ofOne, variadic } from './scope.ts';
import type { Operators } from './scope.ts';

function mismatch(message: string): CommandError {
  return new CommandError('TypeMismatch', message);
}

/** a + b; where a long overflows the sum becomes a double. */
export function sum(a: unknown, b: unknown): unknown {
  return add(a, b) ?? new Double((toNumber(a) ?? 0) + (toNumber(b) ?? 0));
}

function product(a: unknown, b: unknown): unknown {
  return multiply(a, b) ?? new Double((toNumber(a) ?? 0) * (toNumber(b) ?? 0));
}

function addAll(values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const dates = values.filter((value) => value instanceof Date);
  if (dates.length > 1) throw mismatch('only one date allowed in an $add expression');
  const numbers = values.filter((value) => !(value instanceof Date));
  const wrong = numbers.find((value) => !isNumeric(value));
  if (wrong !== undefined) throw mismatch(`$add only supports numeric or date types, not ${typeOf(wrong)}`);
  const total = numbers.reduce(sum, new Int32(0));
  return dates[0] ? later(dates[0], total) : total;
}

function later(date: Date, milliseconds: unknown): Date {
  return new Date(Number(millisecondsOf(date)) + Math.round(toNumber(milliseconds) ?? 0));
}

function multiplyAll(values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const wrong = values.find((value) => !isNumeric(value));
  if (wrong !== undefined) throw mismatch(`$multiply only supports numeric types, not ${typeOf(wrong)}`);
  return values.reduce(product, new Int32(1));
}

function subtract(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return Long.fromBigInt(millisecondsOf(a) - millisecondsOf(b));
  if (a instanceof Date && isNumeric(b)) return later(a, -(toNumber(b) ?? 0));
  if (!isNumeric(a) || !isNumeric(b)) throw mismatch(`can't $subtract ${typeOf(b)} from ${typeOf(a)}`);
  return sum(a, negate(b));
}

const DIGITS = 40;

/**
 * a / b to so many digits that rounding to 34 is right, without zeros that the operands' exponents do not ask for; undefined
 * where one of them is not finite.
 */
function quotient(a: Exact | undefined, b: Exact | undefined): Exact | undefined {
  if (!a || !b || b.digits === 0n) return undefined;
  const shift = DIGITS + b.digits.toString().length;
  const wanted = a.exponent - b.exponent;
  let { digits, exponent } = { digits: (a.digits * 10n ** BigInt(shift)) / b.digits, exponent: wanted - shift };
  while (exponent < wanted && digits % 10n === 0n) {
    digits /= 10n;
    exponent += 1;
  }
  return { digits, exponent };
}

/** A decimal where one of the operands is one, else a double. */
export function divided(a: unknown, b: unknown): unknown {
  const isDecimal = a instanceof Decimal128 || b instanceof Decimal128;
  if (!isDecimal) return new Double((toNumber(a) ?? NaN) / (toNumber(b) ?? NaN));
  const exact = quotient(toExact(a), toExact(b));
  return exact ? decimalOfExact(exact) : Decimal128.fromString(String((toNumber(a) ?? NaN) / (toNumber(b) ?? NaN)));
}

function divide(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumeric(a) || !isNumeric(b)) {
    throw mismatch(`$divide only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`);
  }
  if (toNumber(b) === 0) throw new CommandError('BadValue', "can't $divide by zero");
  return divided(a, b);
}

function mod(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumeric(a) || !isNumeric(b))
    throw located(16611, `$mod only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`);
  if (toNumber(b) === 0) throw located(16610, "can't $mod by zero");
  const [types, x, y] = [[typeOf(a), typeOf(b)], toExact(a), toExact(b)];
  if (types.includes('decimal')) {
    if (!x || !y) return Decimal128.fromString(String((toNumber(a) ?? NaN) % (toNumber(b) ?? NaN)));
    const exponent = Math.min(x.exponent, y.exponent);
    const scaled = ({ digits, exponent: own }: Exact) => digits * 10n ** BigInt(own - exponent);
    return decimalOfExact({ digits: scaled(x) % scaled(y), exponent });
  }
  if (types.includes('double') || !x || !y) return new Double((toNumber(a) ?? NaN) % (toNumber(b) ?? NaN));
  return integerOf((toBigInt(a) ?? 0n) % (toBigInt(b) ?? 1n), types.includes('long'));
}

type Rounding = { exact: (value: bigint, unit: bigint) => bigint; double: (value: number) => number };

function floorDiv(value: bigint, unit: bigint): bigint {
  const whole = value / unit;
  return value % unit < 0n ? whole - 1n : whole;
}

function halfEven(value: bigint, unit: bigint): bigint {
  const whole = floorDiv(value, unit);
  const twice = (value - whole * unit) * 2n;
  if (twice === unit) return whole % 2n === 0n ? whole : whole + 1n;
  return twice > unit ? whole + 1n : whole;
}

function halfEvenDouble(value: number): number {
  const whole = Math.floor(value);
  const rest = value - whole;
  if (rest === 0.5) return whole % 2 === 0 ? whole : whole + 1;
  return rest > 0.5 ? whole + 1 : whole;
}

const FLOOR: Rounding = { exact: floorDiv, double: Math.floor };
const CEIL: Rounding = { exact: (value, unit) => -floorDiv(-value, unit), double: Math.ceil };
const TRUNC: Rounding = { exact: (value, unit) => value / unit, double: Math.trunc };
const ROUND: Rounding = { exact: halfEven, double: halfEvenDouble };

/** Rounds to so many decimals (negative: to tens, hundreds …), keeping the type. */
function rounded(value: unknown, place: number, { exact: round, double }: Rounding): unknown {
  const type = typeOf(value);
  if ((type === 'int' || type === 'long') && place >= 0) return value;
  if (type === 'double' && place === 0) return new Double(double(toNumber(value) ?? NaN));
  const exact = toExact(value);
  if (!exact) return value;
  if (-exact.exponent <= place) return value;
  const digits = round(exact.digits, 10n ** BigInt(-exact.exponent - place));
  const result = { digits, exponent: -place };
  if (type === 'decimal') return decimalOfExact(result);
  if (type === 'double') return new Double(Number(`${digits}e${-place}`));
  return integerOf(digits * 10n ** BigInt(-place), type === 'long');
}

function needNumber(value: unknown, name: string): void {
  if (!isNumeric(value)) throw located(28765, `${name} only supports numeric types, not ${typeOf(value)}`);
}

function rounding(name: string, how: Rounding) {
  return ofOne((value) => {
    needNumber(value, name);
    return rounded(value, 0, how);
  });
}

function roundingTo(name: string, how: Rounding) {
  return eager(1, 2, (value, place = new Int32(0)) => {
    if (isNullish(value) || isNullish(place)) return null;
    if (!isNumeric(value)) throw located(51081, `${name} only supports numeric types, not ${typeOf(value)}`);
    const digits = toNumber(place);
    if (digits === undefined || !Number.isInteger(digits))
      throw located(51082, `precision argument to ${name} must be an integral value`);
    if (digits < -20 || digits > 100)
      throw located(51083, `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`);
    return rounded(value, digits, how);
  });
}

/** A function of one number that answers a double (a decimal for a decimal, as near as a double is). */
function real(name: string, apply: (x: number) => number, allowed?: { code: number; test: (x: number) => boolean }) {
  return ofOne((value) => {
    needNumber(value, name);
    const x = toNumber(value) ?? NaN;
    if (allowed && !Number.isNaN(x) && !allowed.test(x))
      throw located(allowed.code, `${name}'s argument is out of range: ${x}`);
    return value instanceof Decimal128 ? Decimal128.fromString(String(apply(x))) : new Double(apply(x));
  });
}

function abs(value: unknown): unknown {
  needNumber(value, '$abs');
  const isNegative = (toNumber(value) ?? 0) < 0 || Object.is(toNumber(value), -0);
  if (!isNegative) return value;
  if (value instanceof Long && value.equals(Long.MIN_VALUE)) throw located(28680, "can't take $abs of long long min");
  return negate(value);
}

function pow(base: unknown, exponent: unknown): unknown {
  if (isNullish(base) || isNullish(exponent)) return null;
  if (!isNumeric(base)) throw located(28762, `$pow's base must be numeric, not ${typeOf(base)}`);
  if (!isNumeric(exponent)) throw located(28763, `$pow's exponent must be numeric, not ${typeOf(exponent)}`);
  const [x, y] = [toNumber(base) ?? NaN, toNumber(exponent) ?? NaN];
  if (x === 0 && y < 0) throw located(28764, '$pow cannot take a base of 0 and a negative exponent');
  const types = [typeOf(base), typeOf(exponent)];
  if (types.includes('decimal')) return Decimal128.fromString(String(x ** y));
  const isWhole = types.every((type) => type === 'int' || type === 'long');
  if (!isWhole || y < 0 || y > 63) return new Double(x ** y);
  return integerOf((toBigInt(base) ?? 0n) ** BigInt(y), types.includes('long')) ?? new Double(x ** y);
}

function log(value: unknown, base: unknown): unknown {
  if (isNullish(value) || isNullish(base)) return null;
  if (!isNumeric(value)) throw located(28756, `$log's argument must be numeric, not ${typeOf(value)}`);
  if (!isNumeric(base)) throw located(28757, `$log's base must be numeric, not ${typeOf(base)}`);
  const [x, y] = [toNumber(value) ?? NaN, toNumber(base) ?? NaN];
  if (!(x > 0) && !Number.isNaN(x)) throw located(28758, `$log's argument must be a positive number, but is ${x}`);
  if (!(y > 0 && y !== 1) && !Number.isNaN(y))
    throw located(28759, `$log's base must be a positive number not equal to 1, but is ${y}`);
  return new Double(Math.log(x) / Math.log(y));
}

function bitwise(start: bigint, apply: (a: bigint, b: bigint) => bigint) {
  return variadic((values, name) => {
    if (values.some(isNullish)) return null;
    const types = values.map(typeOf);
    const wrong = types.find((type) => type !== 'int' && type !== 'long');
    if (wrong) throw mismatch(`${name} only supports int and long operands, not ${wrong}`);
    return integerOf(values.map((value) => toBigInt(value) ?? 0n).reduce(apply, start), types.includes('long'));
  });
}

const POSITIVE = (x: number) => x > 0;
const UNIT = { code: 50989, test: (x: number) => x >= -1 && x <= 1 };
const FINITE = { code: 50989, test: Number.isFinite };

export const arithmetic: Operators = {
  $add: variadic(addAll),
  $multiply: variadic(multiplyAll),
  $subtract: eager(2, 2, subtract),
  $divide: eager(2, 2, divide),
  $mod: eager(2, 2, mod),
  $abs: ofOne(abs),
  $ceil: rounding('$ceil', CEIL),
  $floor: rounding('$floor', FLOOR),
  $trunc: roundingTo('$trunc', TRUNC),
  $round: roundingTo('$round', ROUND),
  $exp: real('$exp', Math.exp),
  $ln: real('$ln', Math.log, { code: 28766, test: POSITIVE }),
  $log10: real('$log10', Math.log10, { code: 28761, test: POSITIVE }),
  $sqrt: real('$sqrt', Math.sqrt, { code: 28714, test: (x) => x >= 0 }),
  $log: eager(2, 2, log),
  $pow: eager(2, 2, pow),
  $sigmoid: real('$sigmoid', (x) => 1 / (1 + Math.exp(-x))),
  $sin: real('$sin', Math.sin, FINITE),
  $cos: real('$cos', Math.cos, FINITE),
  $tan: real('$tan', Math.tan, FINITE),
  $asin: real('$asin', Math.asin, UNIT),
  $acos: real('$acos', Math.acos, UNIT),
  $atan: real('$atan', Math.atan),
  $sinh: real('$sinh', Math.sinh),
  $cosh: real('$cosh', Math.cosh),
  $tanh: real('$tanh', Math.tanh),
  $asinh: real('$asinh', Math.asinh),
  $acosh: real('$acosh', Math.acosh, { code: 50989, test: (x) => x >= 1 }),
  $atanh: real('$atanh', Math.atanh, UNIT),
  $degreesToRadians: real('$degreesToRadians', (x) => (x * Math.PI) / 180),
  $radiansToDegrees: real('$radiansToDegrees', (x) => (x * 180) / Math.PI),
  $atan2: eager(2, 2, (y, x) => {
    if (isNullish(y) || isNullish(x)) return null;
    if (!isNumeric(y) || !isNumeric(x)) throw located(51044, '$atan2 only supports numeric types');
    return new Double(Math.atan2(toNumber(y) ?? NaN, toNumber(x) ?? NaN));
  }),
  $bitAnd: bitwise(-1n, (a, b) => a & b),
  $bitOr: bitwise(0n, (a, b) => a | b),
  $bitXor: bitwise(0n, (a, b) => a ^ b),
  $bitNot: ofOne((value) => {
    const bits = toBigInt(value);
    const type = typeOf(value);
    if (bits === undefined || (type !== 'int' && type !== 'long'))
      throw mismatch(`$bitNot only supports int and long, not ${type}`);
    return integerOf(~bits, type === 'long');
  }),
  $rand: eager(0, 1, () => new Double(Math.random())),
};
