import { CommandError } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { field, fieldsOf, setField } from '../values/fields.ts';
import { isIndex, splitPath } from '../values/paths.ts';
import type { Path } from '../values/paths.ts';

/** A copy in which documents and arrays are new and everything else is shared. */
export function cloned<T>(value: T): T;
export function cloned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => cloned(item));
  if (!isDoc(value)) return value;
  const copy: Doc = {};
  for (const [name, own] of fieldsOf(value)) setField(copy, name, cloned(own));
  return copy;
}

/** What stands behind `$` and `$[name]` in the paths of an update. */
export type Positions = {
  /** The index that the filter matched in the array at this path, for `$`. */
  matched: (arrayPath: string) => number | undefined;
  /** Whether an element meets the array filter of this name, for `$[name]`. */
  filters: ReadonlyMap<string, (element: unknown) => boolean>;
};

function notViable(part: string, parent: unknown, parentPath: string): CommandError {
  const kind = Array.isArray(parent) ? 'array' : typeof parent;
  return new CommandError('PathNotViable', `Cannot create field '${part}' in element {${parentPath}: ${kind}}`);
}

function child(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return isIndex(part) ? value[Number(part)] : undefined;
  return isDoc(value) ? field(value, part) : undefined;
}

function elementsFor(part: string, items: readonly unknown[], positions: Positions): number[] {
  if (part === '$[]') return [...items.keys()];
  const name = part.slice(2, -1);
  const test = positions.filters.get(name);
  if (!test) return [];
  return [...items.keys()].filter((at) => test(items[at]));
}

/** The concrete paths that a path with `$`, `$[]` and `$[name]` stands for in this document. */
export function expandPath(doc: Doc, path: string, positions: Positions): Path[] {
  if (!path.includes('$')) return [splitPath(path)];
  let found: { path: string[]; value: unknown }[] = [{ path: [], value: doc }];
  for (const part of splitPath(path)) {
    found = found.flatMap(({ path: parent, value }) => {
      if (part === '$') {
        const at = positions.matched(parent.join('.'));
        if (at === undefined) {
          throw new CommandError('BadValue', 'The positional operator did not find the match needed from the query.');
        }
        return [{ path: [...parent, String(at)], value: child(value, String(at)) }];
      }
      if (!part.startsWith('$[')) return [{ path: [...parent, part], value: child(value, part) }];
      if (!Array.isArray(value)) {
        throw new CommandError(
          'BadValue',
          `The path '${parent.join('.')}' must exist in the document in order to apply array updates.`,
        );
      }
      return elementsFor(part, value, positions).map((at) => ({ path: [...parent, String(at)], value: value[at] }));
    });
  }
  return found.map((one) => one.path);
}

/** The container that holds the last part of a path, made where it is missing when `create` says so. */
function container(doc: Doc, path: Path, create: boolean): { parent: Doc | unknown[]; last: string } | undefined {
  let at: Doc | unknown[] = doc;
  for (const [depth, part] of path.slice(0, -1).entries()) {
    if (Array.isArray(at) && !isIndex(part)) {
      if (!create) return undefined;
      throw notViable(part, at, path[depth - 1] ?? '');
    }
    const next = child(at, part);
    if (isDoc(next) || Array.isArray(next)) {
      at = next;
    } else {
      if (!create) return undefined;
      if (next !== undefined) throw notViable(path[depth + 1] ?? '', next, part);
      const made: Doc = {};
      put(at, part, made);
      at = made;
    }
  }
  return { parent: at, last: path.at(-1) ?? '' };
}

const MOST_PADDING = 1_500_000;

function put(parent: Doc | unknown[], part: string, value: unknown): void {
  if (!Array.isArray(parent)) return setField(parent, part, value);
  const index = Number(part);
  if (index > parent.length + MOST_PADDING) {
    throw new CommandError('CannotCreateIndex', `can't backfill more than ${MOST_PADDING} elements`);
  }
  while (parent.length < index) parent.push(null);
  parent[index] = value;
  return undefined;
}

export function getAt(doc: Doc, path: Path): unknown {
  const place = container(doc, path, false);
  return place ? child(place.parent, place.last) : undefined;
}

/** Throws PathNotViable where a path ends in front of what has no such part: a plain value, or an array without a number. */
export function refuseBlocked(doc: Doc, path: Path): void {
  let at: unknown = doc;
  for (const part of path) {
    if (at === undefined) return;
    if (Array.isArray(at) ? !isIndex(part) : !isDoc(at)) {
      throw new CommandError(
        'PathNotViable',
        `Cannot use the part (${part}) of (${path.join('.')}) to traverse the element`,
      );
    }
    at = child(at, part);
  }
}

/** Throws PathNotViable where a part of the path is neither a document nor an array's index. */
export function setAt(doc: Doc, path: Path, value: unknown): void {
  const place = container(doc, path, true);
  if (!place) return;
  if (Array.isArray(place.parent) && !isIndex(place.last)) throw notViable(place.last, place.parent, path.at(-2) ?? '');
  put(place.parent, place.last, value);
}

/** Removes a field; an array's element becomes null, as in MongoDB. */
export function unsetAt(doc: Doc, path: Path): void {
  const place = container(doc, path, false);
  if (!place) return;
  if (Array.isArray(place.parent)) {
    if (isIndex(place.last) && Number(place.last) < place.parent.length) place.parent[Number(place.last)] = null;
  } else {
    delete place.parent[place.last];
  }
}
