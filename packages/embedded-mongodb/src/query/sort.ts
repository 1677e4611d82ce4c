import { CommandError } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { toNumber } from '../values/numbers.ts';
import { splitPath, walk } from '../values/paths.ts';
import type { Path } from '../values/paths.ts';
import type { Comparison } from './collation.ts';

export type SortField = { path: Path; name: string; direction: 1 | -1 };

/** The fields of a sort document, in order. Throws BadValue for a direction that is not 1 or -1. */
export function sortFields(spec: unknown): SortField[] {
  if (spec === undefined || spec === null) return [];
  if (!isDoc(spec)) throw new CommandError('TypeMismatch', 'Expected field sort to be of type object');
  return Object.entries(spec).map(([name, value]) => {
    if (isDoc(value)) throw new CommandError('CommandNotSupported', '$meta sort is not offered by the embedded store');
    const direction = toNumber(value);
    if (direction !== 1 && direction !== -1) {
      throw new CommandError('BadValue', '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
    return { path: splitPath(name), name, direction };
  });
}

/** What a document is sorted by: of an array its least element going up, its greatest going down; [] is below null. */
export function sortValue(doc: Doc, { path, direction }: SortField, collation?: Comparison): unknown {
  const values: unknown[] = [];
  walk(doc, path, 0, (value, isElement) => {
    if (isElement || !Array.isArray(value)) values.push(value ?? null);
    else if (value.length === 0) values.push(undefined);
    return false;
  });
  if (values.length === 0) return null;
  return values.reduce((best, value) => (order(value, best, collation) * direction < 0 ? value : best));
}

function order(a: unknown, b: unknown, collation?: Comparison): number {
  return collation && typeof a === 'string' && typeof b === 'string' ? collation(a, b) : compare(a, b);
}

export type Sorter = {
  keys: (doc: Doc) => unknown[];
  compare: (a: readonly unknown[], b: readonly unknown[]) => number;
};

export function sorter(fields: readonly SortField[], collation?: Comparison): Sorter {
  return {
    keys: (doc) => fields.map((one) => sortValue(doc, one, collation)),
    compare: (a, b) => {
      for (const [at, { direction }] of fields.entries()) {
        const difference = order(a[at], b[at], collation);
        if (difference !== 0) return difference * direction;
      }
      return 0;
    },
  };
}

/** Sorts what `doc` takes out of each item; stable. */
export function sorted<T>(
  items: Iterable<T>,
  fields: readonly SortField[],
  doc: (item: T) => Doc,
  collation?: Comparison,
): T[] {
  const by = sorter(fields, collation);
  const keyed = Array.from(items, (item) => ({ item, keys: by.keys(doc(item)) }));
  keyed.sort((a, b) => by.compare(a.keys, b.keys));
  return keyed.map(({ item }) => item);
}
