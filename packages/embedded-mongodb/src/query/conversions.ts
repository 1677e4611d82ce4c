import { Binary, Decimal128, Long, ObjectId } from 'bson';
import { evalExpr } from 'mingo/core';
import * as mingoTypes from 'mingo/operators/expression/type';
import type { Options } from 'mingo/types';
import { CommandError } from '../errors.ts';
import { encode, isDoc } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { toNumber } from '../values/numbers.ts';
import { isNullish, isNumeric, typeOf } from '../values/types.ts';
import { sorted, sortFields } from './sort.ts';

/** Expression operators that mingo lacks, or that do not know BSON's classes there. */

type Operator = (obj: unknown, expr: unknown, options: Options) => unknown;

/** An operator of one argument that answers null for null. */
function ofOne(apply: (value: unknown) => unknown): Operator {
  return (obj, expr, options) => {
    const given: unknown = evalExpr(obj, expr, options);
    const value: unknown = Array.isArray(expr) && expr.length === 1 && Array.isArray(given) ? given[0] : given;
    return isNullish(value) ? null : apply(value);
  };
}

function impossible(value: unknown, to: string): CommandError {
  return new CommandError(
    'ConversionFailure',
    `Unsupported conversion from ${typeOf(value)} to ${to} in $convert with no onError value`,
  );
}

export function toObjectId(value: unknown): unknown {
  if (value instanceof ObjectId) return value;
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
  throw impossible(value, 'objectId');
}

function toDate(value: unknown): unknown {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  const milliseconds =
    typeof value === 'string' ? Date.parse(value) : isNumeric(value) ? (toNumber(value) ?? NaN) : NaN;
  if (Number.isNaN(milliseconds)) throw impossible(value, 'date');
  return new Date(Math.trunc(milliseconds));
}

function toBool(value: unknown): unknown {
  if (isNumeric(value)) return toNumber(value) !== 0;
  return value !== false;
}

function toText(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) || isDoc(value)) throw impossible(value, 'string');
  return String(value);
}

/** Conversions that are not mingo's, by the names and numbers that `$convert` takes. */
const OWN_CONVERSIONS: Readonly<Record<string, (value: unknown) => unknown>> = {
  objectId: toObjectId,
  7: toObjectId,
  date: toDate,
  9: toDate,
  bool: toBool,
  8: toBool,
  string: toText,
  2: toText,
};

function $convert(obj: unknown, expr: unknown, options: Options): unknown {
  if (!isDoc(expr)) throw new CommandError('FailedToParse', '$convert expects an object of named arguments');
  const to = String(evalExpr(obj, expr['to'], options));
  const convert = OWN_CONVERSIONS[to];
  if (!convert)
    return mingoTypes.$convert(
      isDoc(obj) ? obj : {},
      { ...expr, input: expr['input'], to: Number.isNaN(Number(to)) ? to : Number(to) },
      options,
    );
  const input: unknown = evalExpr(obj, expr['input'], options);
  if (isNullish(input)) return evalExpr(obj, expr['onNull'], options) ?? null;
  try {
    return convert(input);
  } catch (error) {
    if (!('onError' in expr)) throw error;
    return evalExpr(obj, expr['onError'], options);
  }
}

function $indexOfCP(obj: unknown, expr: unknown, options: Options): unknown {
  const args: unknown = evalExpr(obj, expr, options);
  if (!Array.isArray(args) || args.length < 2) throw new CommandError('BadValue', '$indexOfCP needs 2 to 4 arguments');
  const [text, part, start = 0, end] = args;
  if (isNullish(text)) return null;
  if (typeof text !== 'string' || typeof part !== 'string')
    throw new CommandError('BadValue', '$indexOfCP requires strings');
  const from = toNumber(start) ?? 0;
  const points = [...text].slice(from, toNumber(end) ?? undefined);
  const rest = points.join('');
  const at = rest.indexOf(part);
  return at === -1 ? -1 : from + Array.from(rest.slice(0, at)).length;
}

function $sortArray(obj: unknown, expr: unknown, options: Options): unknown {
  if (!isDoc(expr)) throw new CommandError('BadValue', '$sortArray requires an object {input, sortBy}');
  const input: unknown = evalExpr(obj, expr['input'], options);
  if (isNullish(input)) return null;
  if (!Array.isArray(input)) throw new CommandError('BadValue', 'The input argument to $sortArray must be an array');
  const { sortBy } = expr;
  if (isDoc(sortBy)) return sorted(input, sortFields(sortBy), (item) => (isDoc(item) ? item : {}));
  const direction = toNumber(sortBy) === -1 ? -1 : 1;
  return input.toSorted((a, b) => compare(a, b) * direction);
}

function size(value: unknown): unknown {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Binary) return value.position;
  throw new CommandError('BadValue', `$binarySize requires a string or BinData argument, found: ${typeOf(value)}`);
}

export const conversions = {
  $toObjectId: ofOne(toObjectId),
  $toDate: ofOne(toDate),
  $toBool: ofOne(toBool),
  $toString: ofOne(toText),
  $toDecimal: ofOne((value) => {
    if (value instanceof Decimal128) return value;
    return Decimal128.fromString(value instanceof Date ? String(value.getTime()) : String(value));
  }),
  $toLong: ofOne((value) => {
    if (value instanceof Long) return value;
    const number = value instanceof Date ? value.getTime() : Number(value);
    if (Number.isNaN(number)) throw impossible(value, 'long');
    return Number.isSafeInteger(Math.trunc(number)) ? Math.trunc(number) : Long.fromString(String(value));
  }),
  $isNumber: (obj: unknown, expr: unknown, options: Options): unknown => isNumeric(evalExpr(obj, expr, options)),
  $bsonSize: ofOne((value) => (isDoc(value) ? encode(value).length : null)),
  $binarySize: ofOne(size),
  $convert,
  $indexOfCP,
  $sortArray,
};
