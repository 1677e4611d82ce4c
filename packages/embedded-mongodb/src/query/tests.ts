import { Binary, Double, Int32, Long } from 'bson';
import { CommandError } from '../errors.ts';
import { compare, equal } from '../values/compare.ts';
import { keyText } from '../values/key.ts';
import { toBigInt, toNumber } from '../values/numbers.ts';
import { isNullish, isNumeric, rankOf, RANK, typeOf, TYPE_NUMBERS } from '../values/types.ts';
import type { TypeName } from '../values/types.ts';
import type { Comparison } from './collation.ts';
import { regexOf, textOf, toRegExp } from './regex.ts';

/** A test of one value that a path stands for. `isElement`: it was taken out of an array at the path's end. */
export type ValueTest = (value: unknown, isElement: boolean) => boolean;

export function bad(message: string): CommandError {
  return new CommandError('BadValue', message);
}

export function equality(operand: unknown, collation?: Comparison): ValueTest {
  if (isNullish(operand)) return (value) => isNullish(value);
  if (collation && typeof operand === 'string') {
    return (value) => typeof value === 'string' && collation(value, operand) === 0;
  }
  const rank = rankOf(operand);
  if (rank === RANK.array || rank === RANK.object)
    return (value) => rankOf(value) === rank && compare(value, operand) === 0;
  return (value) => equal(value, operand);
}

/** `$lt`, `$lte`, `$gt`, `$gte`: only among values of one kind, except beside MinKey and MaxKey. */
export function range(operand: unknown, accept: (order: number) => boolean, collation?: Comparison): ValueTest {
  if (isNullish(operand)) return (value) => isNullish(value) && accept(0);
  const rank = rankOf(operand);
  const isNaNOperand = Number.isNaN(toNumber(operand) ?? 0);
  return (value) => {
    if (rank === RANK.minKey || rank === RANK.maxKey) return value !== undefined && accept(compare(value, operand));
    if (rankOf(value) !== rank) return false;
    if (rank === RANK.int && isNaNOperand !== Number.isNaN(toNumber(value) ?? 0)) return false;
    if (collation && typeof value === 'string' && typeof operand === 'string') return accept(collation(value, operand));
    return accept(compare(value, operand));
  };
}

export function membership(operand: unknown, name: string, collation?: Comparison): ValueTest {
  if (!Array.isArray(operand)) throw bad(`${name} needs an array`);
  const patterns = operand.map(regexOf).filter((pattern) => pattern !== undefined);
  const withNull = operand.some(isNullish);
  if (collation) {
    const tests = operand.map((item) => equality(item, collation));
    return (value, isElement) => tests.some((test) => test(value, isElement));
  }
  const keys = new Set(operand.map((item) => keyText(item)));
  return (value) => {
    if (isNullish(value)) return withNull;
    if (keys.has(keyText(value))) return true;
    const text = patterns.length > 0 ? textOf(value) : undefined;
    return text !== undefined && patterns.some((pattern) => pattern.test(text));
  };
}

export function regex(operand: unknown, options: unknown): ValueTest {
  const own = regexOf(operand);
  if (!own && typeof operand !== 'string') throw bad('$regex has to be a string');
  if (options !== undefined && typeof options !== 'string') throw bad('$options has to be a string');
  const source = typeof operand === 'string' ? operand : (own?.source ?? '');
  const pattern = own && options === undefined ? own : toRegExp(source, options ?? '');
  return (value) => {
    const text = textOf(value);
    if (text !== undefined) return pattern.test(text);
    return typeof operand !== 'string' && rankOf(value) === RANK.regex && compare(value, operand) === 0;
  };
}

function typeTest(operand: unknown): (name: TypeName) => boolean {
  const number = toNumber(operand);
  if (operand === 'number') return (name) => ['int', 'long', 'double', 'decimal'].includes(name);
  const known = Object.entries(TYPE_NUMBERS).some(
    ([name, code]) => (name === operand || code === number) && code !== 0,
  );
  if (!known) throw bad(`Unknown type name alias: ${String(operand)}`);
  return (name) => name === operand || TYPE_NUMBERS[name] === number;
}

export function type(operand: unknown): ValueTest {
  const tests = (Array.isArray(operand) ? operand : [operand]).map(typeTest);
  return (value) => value !== undefined && tests.some((test) => test(typeOf(value)));
}

export function mod(operand: unknown): ValueTest {
  if (!Array.isArray(operand) || operand.length !== 2) {
    throw bad(`malformed mod, ${Array.isArray(operand) && operand.length > 2 ? 'too many' : 'not enough'} elements`);
  }
  const [divisor, remainder] = operand.map((item) => toNumber(item));
  if (divisor === undefined || remainder === undefined) throw bad('malformed mod, not a number');
  if (Math.trunc(divisor) === 0) throw bad('divisor cannot be 0');
  const [by, rest] = [BigInt(Math.trunc(divisor)), BigInt(Math.trunc(remainder))];
  return (value) => {
    const number = toNumber(value);
    if (number === undefined || !Number.isFinite(number)) return false;
    const whole = value instanceof Long ? value.toBigInt() : BigInt(Math.trunc(number));
    return whole % by === rest;
  };
}

export function size(operand: unknown): ValueTest {
  const count = toNumber(operand);
  if (count === undefined || !Number.isInteger(count)) throw bad(`Failed to parse $size. Expected an integer`);
  if (count < 0) throw bad('Failed to parse $size. Expected a non-negative number');
  return (value, isElement) => !isElement && Array.isArray(value) && value.length === count;
}

function maskOf(operand: unknown, name: string): bigint {
  if (Array.isArray(operand)) {
    let mask = 0n;
    for (const position of operand) {
      const at = toNumber(position);
      if (at === undefined || at < 0 || !Number.isInteger(at)) throw bad(`${name}: bit positions must be >= 0`);
      mask |= 1n << BigInt(at);
    }
    return mask;
  }
  const given = bitsOf(operand);
  if (given === undefined || (isNumeric(operand) && given < 0n))
    throw bad(`${name} takes a number, a BinData or an array`);
  return given;
}

function bitsOf(value: unknown): bigint | undefined {
  if (value instanceof Binary) {
    let all = 0n;
    for (const [at, byte] of value.buffer.subarray(0, value.position).entries()) all |= BigInt(byte) << BigInt(8 * at);
    return all;
  }
  const isWhole =
    value instanceof Int32 || value instanceof Long || value instanceof Double || typeof value === 'number';
  return isWhole ? toBigInt(value) : undefined;
}

/** `$bitsAllSet` and its three relatives. */
export function bits(operand: unknown, name: string): ValueTest {
  const mask = maskOf(operand, name);
  return (value) => {
    const own = bitsOf(value);
    if (own === undefined) return false;
    if (name === '$bitsAllSet') return (own & mask) === mask;
    if (name === '$bitsAnySet') return (own & mask) !== 0n;
    return name === '$bitsAllClear' ? (own & mask) === 0n : (own & mask) !== mask;
  };
}
