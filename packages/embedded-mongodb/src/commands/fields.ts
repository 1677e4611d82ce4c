import { CommandError, located } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import { typeOf } from '../values/types.ts';

/** Fields of commands, with MongoDB's errors for what is of the wrong type. */

function missing(name: string): CommandError {
  return located(40414, `BSON field '${name}' is missing but a required field`);
}

/** Refuses fields that the command (or one of its parts, `of`) does not know. */
export function refuseUnknown(command: Doc, known: ReadonlySet<string>, of: string): void {
  const unknown = Object.keys(command).find((name) => !known.has(name));
  if (unknown !== undefined) throw located(40415, `BSON field '${of}.${unknown}' is an unknown field.`);
}

export function textField(command: Doc, name: string): string {
  const value = command[name];
  if (typeof value === 'string') return value;
  if (value === undefined) throw missing(name);
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
  if (value === undefined) throw missing(name);
  throw new CommandError('TypeMismatch', `field '${name}' must be an array, but is of type ${typeOf(value)}`);
}

export function docsField(command: Doc, name: string): Doc[] {
  return listField(command, name).map((item) => {
    if (isDoc(item)) return item;
    throw new CommandError('TypeMismatch', `field '${name}' must be an array of objects`);
  });
}

/** The collection that a command is for: the value of its first field. */
export function collectionField(command: Doc, name: string): string {
  const value = command[name];
  if (typeof value !== 'string')
    throw new CommandError('InvalidNamespace', `collection name has invalid type ${typeOf(value)}`);
  if (value === '' || value.startsWith('.') || value.includes('\0'))
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${value}'`);
  return value;
}

/** As docField, of a field that must be there. */
export function requiredDoc(command: Doc, name: string): Doc {
  if (command[name] === undefined) throw missing(name);
  return docField(command, name);
}

/** A whole number of at least 0; undefined when the field is not there. */
export function countField(command: Doc, name: string): number | undefined {
  const value = command[name];
  if (value === undefined || value === null) return undefined;
  const number = toNumber(value);
  if (number === undefined) throw new CommandError('TypeMismatch', `field '${name}' must be a number`);
  if (number < 0) throw located(51024, `BSON field '${name}' value must be >= 0, actual value '${number}'`);
  return Math.trunc(number);
}

export function flag(value: unknown): boolean {
  return value === true || (toNumber(value) ?? 0) !== 0;
}
