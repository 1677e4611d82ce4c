import { Int32, Long, Timestamp } from 'bson';
import { CommandError } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { add, multiply, toBigInt } from '../values/numbers.ts';
import { isNumeric, typeOf } from '../values/types.ts';
import { ARRAY_OPERATORS } from './arrays.ts';

/** From a field's current value (undefined: missing) to its new one; `LEAVE` and `REMOVE` say otherwise. */
export type FieldOperator = (current: unknown, operand: unknown, path: string) => unknown;

export const REMOVE = Symbol('remove');

function numeric(
  operator: string,
  combine: (a: unknown, b: unknown) => unknown,
  whenMissing: (operand: unknown) => unknown,
) {
  return (current: unknown, operand: unknown, path: string): unknown => {
    if (!isNumeric(operand)) {
      throw new CommandError(
        'TypeMismatch',
        `Cannot ${operator} with non-numeric argument: {${path}: ${typeOf(operand)}}`,
      );
    }
    if (current === undefined) return whenMissing(operand);
    if (!isNumeric(current)) {
      throw new CommandError(
        'TypeMismatch',
        `Cannot apply $${operator === 'increment' ? 'inc' : 'mul'} to a value of non-numeric type. The field '${path}' is of type ${typeOf(current)}`,
      );
    }
    const result = combine(current, operand);
    if (result === undefined) throw new CommandError('BadValue', `Failed to apply to '${path}': the result overflows`);
    return result;
  };
}

function zeroLike(operand: unknown): unknown {
  return multiply(operand, new Int32(0));
}

function currentDate(_current: unknown, operand: unknown): unknown {
  const kind = isDoc(operand) ? operand['$type'] : 'date';
  if (kind === 'timestamp') return new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
  if (kind !== 'date')
    throw new CommandError('BadValue', "The '$type' string field is required to be 'date' or 'timestamp'");
  return new Date();
}

function bit(current: unknown, operand: unknown, path: string): unknown {
  if (!isDoc(operand)) throw new CommandError('BadValue', 'The $bit modifier needs an object: {and|or|xor: int}');
  if (current !== undefined && !['int', 'long'].includes(typeOf(current))) {
    throw new CommandError('BadValue', `Cannot apply $bit to '${path}', which is of type ${typeOf(current)}`);
  }
  let value = toBigInt(current ?? 0) ?? 0n;
  let isLong = typeOf(current) === 'long';
  for (const [name, mask] of Object.entries(operand)) {
    const bits = toBigInt(mask);
    if (bits === undefined) throw new CommandError('BadValue', 'The $bit modifier field must be an Integer(32/64 bit)');
    isLong ||= typeOf(mask) === 'long';
    if (name === 'and') value &= bits;
    else if (name === 'or') value |= bits;
    else if (name === 'xor') value ^= bits;
    else throw new CommandError('BadValue', `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
  }
  return isLong ? Long.fromBigInt(value) : new Int32(Number(value));
}

/** The operators that look at one field; `$rename` and `$setOnInsert` are the caller's. */
export const FIELD_OPERATORS: Readonly<Record<string, FieldOperator>> = {
  $set: (_current, operand) => operand,
  $unset: () => REMOVE,
  $inc: numeric('increment', add, (operand) => operand),
  $mul: numeric('multiply', multiply, zeroLike),
  $min: (current, operand) => (current === undefined || compare(operand, current) < 0 ? operand : undefined),
  $max: (current, operand) => (current === undefined || compare(operand, current) > 0 ? operand : undefined),
  $currentDate: currentDate,
  $bit: bit,
  ...ARRAY_OPERATORS,
};
