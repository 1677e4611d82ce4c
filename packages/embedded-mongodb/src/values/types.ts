import { Binary, BSONRegExp, BSONSymbol, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey } from 'bson';
import { ObjectId, Timestamp } from 'bson';
import { DbPointer, Undefined } from './rare.ts';

/** The BSON type of a value, by its alias in `$type`. `missing` is no type: the field is not there. */
export type TypeName =
  | 'minKey'
  | 'missing'
  | 'undefined'
  | 'null'
  | 'int'
  | 'long'
  | 'double'
  | 'decimal'
  | 'string'
  | 'symbol'
  | 'object'
  | 'array'
  | 'binData'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'timestamp'
  | 'regex'
  | 'dbPointer'
  | 'javascript'
  | 'javascriptWithScope'
  | 'maxKey';

/** Type numbers as in the BSON specification, for `$type` by number. */
export const TYPE_NUMBERS: Readonly<Record<TypeName, number>> = {
  minKey: -1,
  missing: 0,
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  maxKey: 127,
};

/**
 * Values of different rank are ordered by it; values of one rank by what they hold. From the manual's page
 * "Comparison/Sort Order". Also the first byte of a value in an index key, so none is 0x00 or 0xFF, nor inverted.
 */
export const RANK: Readonly<Record<TypeName, number>> = {
  minKey: 10,
  missing: 15,
  undefined: 15,
  null: 20,
  int: 30,
  long: 30,
  double: 30,
  decimal: 30,
  string: 60,
  symbol: 60,
  object: 70,
  array: 80,
  binData: 90,
  objectId: 100,
  bool: 110,
  date: 120,
  timestamp: 130,
  regex: 140,
  dbPointer: 150,
  javascript: 160,
  javascriptWithScope: 170,
  maxKey: 240,
};

function bsonClass(value: object): TypeName {
  if (value instanceof ObjectId) return 'objectId';
  if (value instanceof Int32) return 'int';
  if (value instanceof Double) return 'double';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof Long) return 'long';
  if (value instanceof Date) return 'date';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof Binary || value instanceof Uint8Array) return 'binData';
  if (value instanceof BSONRegExp || value instanceof RegExp) return 'regex';
  if (value instanceof BSONSymbol) return 'symbol';
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript';
  if (value instanceof MinKey) return 'minKey';
  if (value instanceof MaxKey) return 'maxKey';
  if (value instanceof Undefined) return 'undefined';
  if (value instanceof DbPointer) return 'dbPointer';
  return 'object';
}

/** The BSON type of a value as it is, or would be, stored. */
export function typeOf(value: unknown): TypeName {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0) ? 'int' : 'double';
    case 'bigint':
      return 'long';
    case 'object':
      return value === null ? 'null' : bsonClass(value);
    default:
      return 'missing';
  }
}

/** The rank of a value in the order of all types. */
export function rankOf(value: unknown): number {
  return RANK[typeOf(value)];
}

export function isNumeric(value: unknown): boolean {
  return rankOf(value) === RANK.int;
}

/** null, undefined and missing fields are one to equality. */
export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined || value instanceof Undefined;
}
