import { CommandError } from '../errors.ts';
import { compile } from '../query/matcher.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { setField } from '../values/fields.ts';
import { splitPath, valueAt } from '../values/paths.ts';
import type { Positions } from './targets.ts';

/** The conditions of a filter that look into the array at a path, also inside `$and` and `$or`. */
function conditionsOn(filter: Doc, arrayPath: string): Doc[] {
  return Object.entries(filter).flatMap(([name, condition]): Doc[] => {
    if (name === '$and' || name === '$or') {
      return Array.isArray(condition) ? condition.filter(isDoc).flatMap((part) => conditionsOn(part, arrayPath)) : [];
    }
    return name === arrayPath || name.startsWith(`${arrayPath}.`) ? [{ [name]: condition }] : [];
  });
}

/** A document that has nothing but this array, with this one element. */
function only(arrayPath: string, element: unknown): Doc {
  let value: unknown = [element];
  for (const part of splitPath(arrayPath).toReversed()) {
    const parent: Doc = {};
    setField(parent, part, value);
    value = parent;
  }
  return isDoc(value) ? value : {};
}

/** The index of the first element that meets the filter's conditions on the array; undefined when none does. */
export function matchedIndex(doc: Doc, filter: Doc, arrayPath: string): number | undefined {
  const items = valueAt(doc, splitPath(arrayPath));
  if (!Array.isArray(items)) return undefined;
  const tests = conditionsOn(filter, arrayPath).map((condition) => compile(condition));
  if (tests.length === 0) return undefined;
  const meets = (count: number) =>
    items.findIndex((item) => tests.slice(0, count).every((test) => test(only(arrayPath, item))));
  const all = meets(tests.length);
  const found = all === -1 ? meets(1) : all;
  return found === -1 ? undefined : found;
}

/** The array filters of an update, by the name that they use. Throws FailedToParse for what names none or several. */
function namedFilters(arrayFilters: readonly unknown[]): Positions['filters'] {
  const filters = new Map<string, (element: unknown) => boolean>();
  for (const filter of arrayFilters) {
    if (!isDoc(filter)) throw new CommandError('TypeMismatch', 'Each array filter must be an object');
    const names = new Set(namesIn(filter));
    const [name] = names;
    if (name === undefined || names.size > 1) {
      throw new CommandError('FailedToParse', 'Expected a single top-level field name in an array filter');
    }
    if (filters.has(name)) {
      throw new CommandError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw new CommandError(
        'BadValue',
        `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    }
    const matches = compile(filter);
    filters.set(name, (element) => matches({ [name]: element }));
  }
  return filters;
}

/** The names that array filters define. */
export function namesOf(arrayFilters: readonly unknown[]): string[] {
  return [...new Set(arrayFilters.filter(isDoc).flatMap(namesIn))];
}

function namesIn(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [splitPath(name)[0] ?? ''];
    return Array.isArray(value) ? value.filter(isDoc).flatMap(namesIn) : [];
  });
}

/** What `$` and `$[name]` stand for, for an update with this filter and these array filters on this document. */
export function positionsFor(filter: Doc, arrayFilters: readonly unknown[]): (doc: Doc) => Positions {
  const filters = namedFilters(arrayFilters);
  return (doc) => ({ matched: (arrayPath) => matchedIndex(doc, filter, arrayPath), filters });
}
