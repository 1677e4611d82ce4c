import { Int32, Long, Timestamp } from 'bson';
import { CommandError } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { add, multiply, toBigInt } from '../values/numbers.ts';
import { isNumeric, typeOf } from '../values/types.ts';
import { ARRAY_OPERATORS, type Change } from './arrays.ts';

/** From an operator's operand, which is checked here, to what it makes of the field at a path. */
export type FieldOperator = (operand: unknown, path: string) => Change;

export const REMOVE = Symbol('remove');

function numeric(
  [name, verb]: readonly [string, string],
  combine: (a: unknown, b: unknown) => unknown,
  whenMissing: (operand: unknown) => unknown,
): FieldOperator {
  return (operand, path) => {
    if (!isNumeric(operand)) {
      throw new CommandError('TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ${typeOf(operand)}}`);
    }
    return (current) => {
      if (current === undefined) return whenMissing(operand);
      if (!isNumeric(current)) {
        throw new CommandError(
          'TypeMismatch',
          `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of type ${typeOf(current)}`,
        );
      }
      const result = combine(current, operand);
      if (result === undefined)
        throw new CommandError('BadValue', `Failed to apply to '${path}': the result overflows`);
      return result;
    };
  };
}

function zeroLike(operand: unknown): unknown {
  return multiply(operand, new Int32(0));
}

function currentDate(operand: unknown): Change {
  if (typeof operand !== 'boolean' && !isDoc(operand)) {
    throw new CommandError('BadValue', `${typeOf(operand)} is not valid type for $currentDate.`);
  }
  const wrong = isDoc(operand) ? Object.keys(operand).find((name) => name !== '$type') : undefined;
  if (wrong !== undefined) throw new CommandError('BadValue', `Unrecognized $currentDate option: ${wrong}`);
  const kind = isDoc(operand) ? operand['$type'] : 'date';
  if (kind !== 'date' && kind !== 'timestamp') {
    throw new CommandError('BadValue', "The '$type' string field is required to be 'date' or 'timestamp'");
  }
  return () => (kind === 'date' ? new Date() : new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }));
}

const BITWISE: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const isWhole = (value: unknown): boolean => ['int', 'long'].includes(typeOf(value));

function bit(operand: unknown, path: string): Change {
  if (!isDoc(operand) || Object.keys(operand).length === 0) {
    throw new CommandError(
      'BadValue',
      'The $bit modifier needs an embedded document: {$bit: {field: {and/or/xor: #}}}',
    );
  }
  const steps = Object.entries(operand).map(([name, mask]) => {
    const combine = Object.hasOwn(BITWISE, name) ? BITWISE[name] : undefined;
    if (!combine) {
      throw new CommandError('BadValue', `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    }
    if (!isWhole(mask)) {
      const type = typeOf(mask);
      throw new CommandError('BadValue', `The $bit modifier field must be an Integer(32/64 bit), not of type ${type}`);
    }
    return { combine, bits: toBigInt(mask) ?? 0n, isLong: typeOf(mask) === 'long' };
  });
  return (current) => {
    if (current !== undefined && !isWhole(current)) {
      throw new CommandError('BadValue', `Cannot apply $bit to '${path}', which is of type ${typeOf(current)}`);
    }
    const value = steps.reduce((sum, { combine, bits }) => combine(sum, bits), toBigInt(current ?? 0) ?? 0n);
    const isLong = typeOf(current) === 'long' || steps.some((step) => step.isLong);
    return isLong ? Long.fromBigInt(value) : new Int32(Number(value));
  };
}

/** `$set`, and `$setOnInsert` where something is inserted. */
const set: FieldOperator = (operand) => () => operand;

/** The operators that look at one field; `$rename` is the caller's, and when `$setOnInsert` counts. */
export const FIELD_OPERATORS: Readonly<Record<string, FieldOperator>> = {
  $set: set,
  $setOnInsert: set,
  $unset: () => () => REMOVE,
  $inc: numeric(['$inc', 'increment'], add, (operand) => operand),
  $mul: numeric(['$mul', 'multiply'], multiply, zeroLike),
  $min: (operand) => (current) => (current === undefined || compare(operand, current) < 0 ? operand : undefined),
  $max: (operand) => (current) => (current === undefined || compare(operand, current) > 0 ? operand : undefined),
  $currentDate: currentDate,
  $bit: bit,
  ...ARRAY_OPERATORS,
};
