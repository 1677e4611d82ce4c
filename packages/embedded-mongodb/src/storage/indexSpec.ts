import { Int32 } from 'bson';
import { CommandError, notOffered } from '../errors.ts';
import { textKeys } from '../query/collation.ts';
import type { TextKey } from '../query/collation.ts';
import { compile } from '../query/matcher.ts';
import type { Matcher } from '../query/matcher.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import { splitPath } from '../values/paths.ts';
import type { SortField } from '../query/sort.ts';

/** An index as the planner and the writers see it. */
export type Index = {
  readonly id: number;
  readonly name: string;
  readonly spec: Doc;
  readonly fields: readonly SortField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly primary: boolean;
  readonly partial: Matcher | undefined;
  readonly partialFilter: Doc | undefined;
  /** Turns text into what equal texts share, under the index's collation; undefined for the order of bytes. */
  readonly textKey: TextKey | undefined;
  readonly expireAfterSeconds: number | undefined;
  multikey: boolean;
};

/** MongoDB's kinds of indexes, of which this store has the ordinary one. */
const KINDS = new Set(['text', '2d', '2dsphere', 'hashed', 'geoHaystack', 'wildcard', 'columnstore']);

function fieldsOf(key: unknown): SortField[] {
  if (!isDoc(key) || Object.keys(key).length === 0) {
    throw new CommandError('CannotCreateIndex', 'Index keys cannot be an empty object');
  }
  return Object.entries(key).map(([name, value]): SortField => {
    if (typeof value === 'string' && KINDS.has(value)) throw notOffered(`An index of kind '${value}' (on '${name}')`);
    if (typeof value === 'string') throw new CommandError('CannotCreateIndex', `Unknown index plugin '${value}'`);
    const direction = toNumber(value);
    if (direction === undefined || direction === 0 || Number.isNaN(direction)) {
      throw new CommandError(
        'CannotCreateIndex',
        `Values in the index key pattern cannot be 0: {${name}: ${String(value)}}`,
      );
    }
    if (name === '' || name.startsWith('$') || name.split('.').includes('')) {
      throw new CommandError('CannotCreateIndex', `Index key contains an illegal field name: '${name}'`);
    }
    if (name.includes('$**')) throw notOffered('A wildcard index');
    return { name, path: splitPath(name), direction: direction < 0 ? -1 : 1 };
  });
}

/** Builds an index from its stored description. Throws CommandError for what is wrong or not offered. */
export function makeIndex(id: number, spec: Doc, multikey: boolean): Index {
  const partialFilter = spec['partialFilterExpression'];
  if (partialFilter !== undefined && !isDoc(partialFilter)) {
    throw new CommandError('CannotCreateIndex', 'partialFilterExpression must be an object');
  }
  return {
    id,
    name: String(spec['name']),
    spec,
    fields: fieldsOf(spec['key']),
    unique: isSet(spec['unique']) || isSet(spec['prepareUnique']),
    sparse: isSet(spec['sparse']),
    primary: false,
    partial: partialFilter ? compile(partialFilter) : undefined,
    partialFilter,
    textKey: textKeys(spec['collation']),
    expireAfterSeconds: toNumber(spec['expireAfterSeconds']),
    multikey,
  };
}

function isSet(value: unknown): boolean {
  return value === true || (toNumber(value) ?? 0) !== 0;
}

/** The index of _id: the unique column of the collection's own table. */
export function primaryIndex(): Index {
  return {
    ...makeIndex(0, { v: new Int32(2), key: { _id: new Int32(1) }, name: '_id_' }, false),
    primary: true,
    unique: true,
  };
}
