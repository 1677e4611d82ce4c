import { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { CommandError, located } from '../errors.ts';
import { decimalOfExact, exactOfText } from '../values/decimal.ts';
import { millisecondsOf } from '../values/rare.ts';
import { integerOf, toExact, toNumber } from '../values/numbers.ts';
import { isNullish, isNumeric, TYPE_NUMBERS, typeOf } from '../values/types.ts';
import type { TypeName } from '../values/types.ts';
import { eager, namedOperands, ofOne } from './scope.ts';
import type { Operator, Operators } from './scope.ts';

/** Conversions between types (manual: `$convert`). */

function impossible(value: unknown, to: string): CommandError {
  return new CommandError(
    'ConversionFailure',
    `Unsupported conversion from ${typeOf(value)} to ${to} in $convert with no onError value`,
  );
}

function unreadable(text: string, to: string): CommandError {
  return new CommandError('ConversionFailure', `Failed to parse ${to} '${text}' in $convert with no onError value`);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const SPECIAL = /^[+-]?(?:inf|infinity|nan)$/i;

function readSpecial(text: string): number {
  if (/nan/i.test(text)) return NaN;
  return text.startsWith('-') ? -Infinity : Infinity;
}

function toDouble(value: unknown): unknown {
  if (typeof value === 'string') {
    if (SPECIAL.test(value)) return new Double(readSpecial(value));
    if (!NUMBER.test(value)) throw unreadable(value, 'number');
    return new Double(Number(value));
  }
  if (typeof value === 'boolean') return new Double(value ? 1 : 0);
  if (value instanceof Date) return new Double(Number(millisecondsOf(value)));
  if (isNumeric(value)) return new Double(toNumber(value) ?? NaN);
  throw impossible(value, 'double');
}

function whole(value: unknown, to: 'int' | 'long'): unknown {
  const isLong = to === 'long';
  if (typeof value === 'boolean') return integerOf(value ? 1n : 0n, isLong);
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw unreadable(value, 'number');
    return fitting(BigInt(value.replace(/^\+/, '')), value, isLong);
  }
  if (isLong && value instanceof Date) return Long.fromBigInt(millisecondsOf(value));
  if (!isNumeric(value)) throw impossible(value, to);
  const exact = toExact(value);
  if (!exact) {
    throw new CommandError(
      'ConversionFailure',
      `Attempt to convert ${String(value)} value to integer type in $convert`,
    );
  }
  const { digits, exponent } = exact;
  return fitting(exponent >= 0 ? digits * 10n ** BigInt(exponent) : digits / 10n ** BigInt(-exponent), value, isLong);
}

function fitting(number: bigint, value: unknown, isLong: boolean): unknown {
  const result = integerOf(number, isLong);
  if (result && (isLong || result instanceof Int32)) return result;
  throw new CommandError('ConversionFailure', `Conversion would overflow target type in $convert: ${String(value)}`);
}

function toDecimal(value: unknown): unknown {
  if (value instanceof Decimal128) return value;
  if (typeof value === 'string') {
    if (!NUMBER.test(value) && !SPECIAL.test(value)) throw unreadable(value, 'decimal');
    return Decimal128.fromString(value);
  }
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(millisecondsOf(value)));
  if (!isNumeric(value)) throw impossible(value, 'decimal');
  if (typeOf(value) !== 'double') return decimalOfExact(toExact(value) ?? { digits: 0n, exponent: 0 });
  const number = toNumber(value) ?? NaN;
  if (!Number.isFinite(number)) return Decimal128.fromString(String(number));
  // A double becomes the decimal of its 15 significant digits.
  const exact = exactOfText(number.toPrecision(15));
  return typeof exact === 'string' ? Decimal128.fromString(exact) : decimalOfExact(exact);
}

function toBool(value: unknown): unknown {
  if (isNumeric(value)) return toNumber(value) !== 0;
  return value !== false;
}

function toDate(value: unknown): unknown {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (typeof value === 'string') {
    const milliseconds = Date.parse(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(value) ? `${value}Z` : value);
    if (Number.isNaN(milliseconds)) throw new CommandError('ConversionFailure', `Error parsing date string '${value}'`);
    return new Date(milliseconds);
  }
  if (!isNumeric(value) || typeOf(value) === 'int') throw impossible(value, 'date');
  const milliseconds = Math.trunc(toNumber(value) ?? NaN);
  if (Number.isNaN(milliseconds)) throw impossible(value, 'date');
  return new Date(milliseconds);
}

function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'Infinity' : '-Infinity';
}

function toText(value: unknown): unknown {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (typeof value === 'boolean') return String(value);
  if (typeOf(value) === 'double') return doubleText(toNumber(value) ?? NaN);
  if (isNumeric(value)) return String(value);
  throw impossible(value, 'string');
}

function toObjectId(value: unknown): unknown {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') throw impossible(value, 'objectId');
  if (!/^[0-9a-f]{24}$/i.test(value)) throw unreadable(value, 'objectId');
  return new ObjectId(value);
}

const CONVERSIONS: Partial<Record<TypeName, (value: unknown) => unknown>> = {
  double: toDouble,
  int: (value) => whole(value, 'int'),
  long: (value) => whole(value, 'long'),
  decimal: toDecimal,
  bool: toBool,
  date: toDate,
  string: toText,
  objectId: toObjectId,
};

function conversionTo(to: unknown): (value: unknown) => unknown {
  const number = toNumber(to);
  const found = Object.entries(CONVERSIONS).find(
    ([name]) => name === to || Object.entries(TYPE_NUMBERS).some(([own, code]) => own === name && code === number),
  );
  if (!found) throw new CommandError('BadValue', `Unknown type name or number in $convert: ${String(to)}`);
  return found[1];
}

const convert: Operator = (operand, scope, name) => {
  const given = namedOperands(operand, name, ['input', 'to'], ['onError', 'onNull']);
  const [input, to] = [scope.compile(given['input']), scope.compile(given['to'])];
  const whenNull = scope.compile(given['onNull'] ?? null);
  const whenWrong = 'onError' in given ? scope.compile(given['onError']) : undefined;
  return (env) => {
    const value = input(env);
    const type = to(env);
    if (isNullish(value)) return whenNull(env);
    if (isNullish(type)) return null;
    const apply = conversionTo(type);
    try {
      return apply(value);
    } catch (error) {
      if (!whenWrong) throw error;
      return whenWrong(env);
    }
  };
};

export const conversion: Operators = {
  $convert: convert,
  $toDouble: ofOne(toDouble),
  $toInt: ofOne((value) => whole(value, 'int')),
  $toLong: ofOne((value) => whole(value, 'long')),
  $toDecimal: ofOne(toDecimal),
  $toBool: ofOne(toBool),
  $toDate: ofOne(toDate),
  $toString: ofOne(toText),
  $toObjectId: ofOne(toObjectId),
  $isNumber: eager(1, 1, isNumeric),
  $binarySize: ofOne((value) => {
    if (typeof value === 'string') return new Int32(Buffer.byteLength(value));
    if (value instanceof Binary) return new Int32(value.position);
    throw located(51276, `$binarySize requires a string or BinData argument, found: ${typeOf(value)}`);
  }),
};
