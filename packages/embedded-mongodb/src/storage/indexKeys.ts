import { CommandError } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { inverted, keyOf } from '../values/key.ts';
import { field } from '../values/fields.ts';
import { isIndex } from '../values/paths.ts';
import type { Path } from '../values/paths.ts';
import type { Index } from './indexSpec.ts';

/** A field on its way down: where it stands and what is left of its path. */
type Cursor = { value: unknown; rest: Path };

function descend(cursor: Cursor): Cursor {
  let { value, rest } = cursor;
  while (rest.length > 0) {
    const [name = '', ...others] = rest;
    if (Array.isArray(value)) {
      if (!isIndex(name)) return { value, rest };
      value = value[Number(name)];
    } else {
      value = isDoc(value) ? field(value, name) : undefined;
    }
    rest = others;
  }
  return { value, rest };
}

/** The tuples of values that a document has for these paths: one, or one for each element of the array on the way. */
function tuples(cursors: readonly Cursor[]): unknown[][] {
  const down = cursors.map(descend);
  const arrays = new Set(down.map(({ value }) => value).filter((value) => Array.isArray(value)));
  if (arrays.size === 0) return [down.map(({ value }) => value ?? null)];
  if (arrays.size > 1) throw new CommandError('CannotIndexParallelArrays', 'cannot index parallel arrays');
  const [items = []] = arrays;
  if (items.length === 0) {
    return tuples(
      down.map((one) => (one.value === items ? { value: one.rest.length > 0 ? null : EMPTY, rest: [] } : one)),
    );
  }
  return items.flatMap((item: unknown) =>
    tuples(down.map((one) => (one.value === items ? elementOf(one, item) : one))),
  );
}

function elementOf({ rest }: Cursor, item: unknown): Cursor {
  if (rest.length === 0) return { value: Array.isArray(item) ? { [NESTED]: item } : item, rest };
  return isDoc(item) ? { value: item, rest } : { value: null, rest: [] };
}

/** An empty array sorts below null, as undefined does. */
const EMPTY = Symbol('empty array');
/** An array inside an indexed array is a value, not gone through again. */
const NESTED = Symbol('nested array');

function part(value: unknown, index: Index): Buffer {
  if (value === EMPTY) return keyOf(undefined);
  if (typeof value === 'object' && value !== null && NESTED in value) return keyOf(value[NESTED]);
  if (typeof value === 'string' && index.textKey) return keyOf(index.textKey(value));
  return keyOf(value);
}

export function isCovered(index: Index, doc: Doc): boolean {
  if (index.partial && !index.partial(doc)) return false;
  if (!index.sparse) return true;
  return index.fields.some(({ path }) => descend({ value: doc, rest: path }).value !== undefined);
}

/** One key of a document in an index, with the values that it was made of (for the message about duplicates). */
export type IndexKey = { key: Buffer; values: readonly unknown[] };

/** The keys of a document in an index, none twice; none at all where a sparse or partial index leaves it out. */
export function indexKeys(index: Index, doc: Doc): IndexKey[] {
  if (!isCovered(index, doc)) return [];
  const seen = new Map<string, IndexKey>();
  for (const values of tuples(index.fields.map(({ path }) => ({ value: doc, rest: path })))) {
    const parts = index.fields.map(({ direction }, at) => {
      const key = part(values[at], index);
      return direction === 1 ? key : inverted(key);
    });
    const [only] = parts;
    const key = parts.length === 1 && only ? only : Buffer.concat(parts);
    seen.set(key.toString('latin1'), { key, values });
  }
  return [...seen.values()];
}

/** The keys that are not among the others. */
export function without(keys: readonly IndexKey[], others: readonly IndexKey[]): IndexKey[] {
  return keys.filter(({ key }) => !others.some((other) => other.key.equals(key)));
}
