import { CommandError } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import { typeOf } from '../values/types.ts';

/** Fields of commands, with MongoDB's errors for what is of the wrong type. */

export function textField(command: Doc, name: string): string {
  const value = command[name];
  if (typeof value === 'string') return value;
  throw new CommandError('TypeMismatch', `field '${name}' must be a string, but is of type ${typeOf(value)}`);
}

export function docField(command: Doc, name: string): Doc {
  const value = command[name];
  if (value === undefined || value === null) return {};
  if (isDoc(value)) return value;
  throw new CommandError('TypeMismatch', `field '${name}' must be an object, but is of type ${typeOf(value)}`);
}

export function listField(command: Doc, name: string): unknown[] {
  const value = command[name];
  if (Array.isArray(value)) return value;
  throw new CommandError('TypeMismatch', `field '${name}' must be an array, but is of type ${typeOf(value)}`);
}

export function docsField(command: Doc, name: string): Doc[] {
  return listField(command, name).map((item) => {
    if (isDoc(item)) return item;
    throw new CommandError('TypeMismatch', `field '${name}' must be an array of objects`);
  });
}

/** A whole number of at least 0; undefined when the field is not there. */
export function countField(command: Doc, name: string): number | undefined {
  const value = command[name];
  if (value === undefined || value === null) return undefined;
  const number = toNumber(value);
  if (number === undefined) throw new CommandError('TypeMismatch', `field '${name}' must be a number`);
  if (number < 0) throw new CommandError('BadValue', `field '${name}' value must be >= 0, actual value '${number}'`);
  return Math.trunc(number);
}

export function flag(value: unknown): boolean {
  return value === true || (toNumber(value) ?? 0) !== 0;
}
