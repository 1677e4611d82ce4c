import { Decimal128, Double, Int32, Long } from 'bson';
import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { conversions } from './conversions.ts';
import { CommandError } from '../errors.ts';
import { compare } from '../values/compare.ts';
import { keyText } from '../values/key.ts';
import { decimalOfExact } from '../values/decimal.ts';
import { add, multiply, toExact, toNumber } from '../values/numbers.ts';
import { isNullish, isNumeric, typeOf } from '../values/types.ts';

/** Expression operators where mingo's own differ from MongoDB in order, equality or numbers. */

function pair(obj: unknown, expr: unknown, options: Options, name: string): [unknown, unknown] {
  const args: unknown = evalExpr(obj, expr, options);
  if (!Array.isArray(args) || args.length !== 2) {
    throw new CommandError('BadValue', `Expression ${name} takes exactly 2 arguments.`);
  }
  return [args[0], args[1]];
}

function comparing(name: string, answer: (order: number) => unknown) {
  return (obj: unknown, expr: unknown, options: Options): unknown => {
    const [a, b] = pair(obj, expr, options, name);
    return answer(compare(a, b));
  };
}

function $in(obj: unknown, expr: unknown, options: Options): unknown {
  const [value, list] = pair(obj, expr, options, '$in');
  if (!Array.isArray(list)) throw new CommandError('BadValue', '$in requires an array as a second argument');
  return list.some((item) => compare(item, value) === 0);
}

/** The number back in JavaScript's form where that holds it. */
function plain(value: unknown): unknown {
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : value;
  }
  return value;
}

function wide(value: unknown): boolean {
  return value instanceof Decimal128 || value instanceof Long;
}

/** a + b for values in JavaScript's form, exactly where one of them is a large long or a decimal. */
export function addPlain(a: unknown, b: unknown): unknown {
  return wide(a) || wide(b)
    ? plain(add(a, b) ?? new Double((toNumber(a) ?? 0) + (toNumber(b) ?? 0)))
    : Number(a) + Number(b);
}

/** A sum divided by a count. */
export function divide(total: unknown, count: number): unknown {
  if (!(total instanceof Decimal128)) return (toNumber(total) ?? NaN) / count;
  const exact = toExact(total);
  if (!exact) return total;
  return decimalOfExact({ digits: (exact.digits * 10n ** 40n) / BigInt(count), exponent: exact.exponent - 40 });
}

function listOf(obj: unknown, expr: unknown, options: Options): unknown[] {
  const args: unknown = evalExpr(obj, expr, options);
  return Array.isArray(args) ? args : [args];
}

function $add(obj: unknown, expr: unknown, options: Options): unknown {
  const args = listOf(obj, expr, options);
  if (args.some(isNullish)) return null;
  const dates = args.filter((arg) => arg instanceof Date);
  if (dates.length > 1) throw new CommandError('TypeMismatch', 'only one date allowed in an $add expression');
  const numbers = args.filter((arg) => !(arg instanceof Date));
  const wrong = numbers.find((arg) => !isNumeric(arg));
  if (wrong !== undefined) {
    throw new CommandError('TypeMismatch', `$add only supports numeric or date types, not ${typeOf(wrong)}`);
  }
  const total = numbers.reduce((whole: unknown, part) => addPlain(whole, part), 0);
  return dates[0] ? new Date(dates[0].getTime() + (toNumber(total) ?? 0)) : total;
}

function $multiply(obj: unknown, expr: unknown, options: Options): unknown {
  const args = listOf(obj, expr, options);
  if (args.some(isNullish)) return null;
  const wrong = args.find((arg) => !isNumeric(arg));
  if (wrong !== undefined) {
    throw new CommandError('TypeMismatch', `$multiply only supports numeric types, not ${typeOf(wrong)}`);
  }
  return args.reduce(
    (whole: unknown, part) => (wide(whole) || wide(part) ? plain(multiply(whole, part)) : Number(whole) * Number(part)),
    1,
  );
}

function $type(obj: unknown, expr: unknown, options: Options): unknown {
  return typeOf(evalExpr(obj, expr, options));
}

export const ownExpressions = {
  $cmp: comparing('$cmp', Math.sign),
  $eq: comparing('$eq', (order) => order === 0),
  $ne: comparing('$ne', (order) => order !== 0),
  $gt: comparing('$gt', (order) => order > 0),
  $gte: comparing('$gte', (order) => order >= 0),
  $lt: comparing('$lt', (order) => order < 0),
  $lte: comparing('$lte', (order) => order <= 0),
  $in,
  $add,
  $multiply,
  $type,
  ...conversions,
};

/** The values that an accumulator sees: one for each document of the group, or the array of an expression. */
function valuesOf(items: unknown[], expr: unknown, options: Options): unknown[] {
  if (isNullish(expr)) return items;
  return items.map((item) => evalExpr(item, expr, options));
}

function extreme(sign: number) {
  return (items: unknown[], expr: unknown, options: Options): unknown => {
    let best: unknown = null;
    for (const value of valuesOf(items, expr, options)) {
      if (isNullish(value)) continue;
      if (best === null || compare(value, best) * sign > 0) best = value;
    }
    return best;
  };
}

function $sum(items: unknown[], expr: unknown, options: Options): unknown {
  return valuesOf(items, expr, options)
    .filter(isNumeric)
    .reduce((whole: unknown, part) => addPlain(whole, part), 0);
}

function $addToSet(items: unknown[], expr: unknown, options: Options): unknown {
  const distinct = new Map<string, unknown>();
  for (const value of valuesOf(items, expr, options)) {
    const key = keyText(value);
    if (value !== undefined && !distinct.has(key)) distinct.set(key, value);
  }
  return [...distinct.values()];
}

export const ownAccumulators = { $max: extreme(1), $min: extreme(-1), $sum, $addToSet };
