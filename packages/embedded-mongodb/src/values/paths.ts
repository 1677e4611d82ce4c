import { isDoc } from './bson.ts';
import { field } from './fields.ts';

/** A field's path, split at its dots. */
export type Path = readonly string[];

export function splitPath(path: string): Path {
  return path.split('.');
}

export function isIndex(part: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(part);
}

/** Called with each value at a path; answers true to stop. `leafArray` is given when the value came out of one. */
type Visit = (value: unknown, isElement: boolean) => boolean;

function visitLeaf(value: unknown, visit: Visit): boolean {
  if (Array.isArray(value)) {
    for (const item of value) if (visit(item, true)) return true;
  }
  return visit(value, false);
}

function visitArray(items: readonly unknown[], path: Path, at: number, visit: Visit): boolean {
  const part = path[at] ?? '';
  for (const item of items) {
    if (isDoc(item) && walk(item, path, at, visit)) return true;
  }
  if (!isIndex(part) || Number(part) >= items.length) return false;
  const item = items[Number(part)];
  // An element that the path names by its index is not gone through once more.
  if (at === path.length - 1) return visit(item, false);
  return Array.isArray(item) ? visitArray(item, path, at + 1, visit) : walk(item, path, at + 1, visit);
}

/**
 * Visits the values that a filter's path stands for: through arrays of subdocuments, by index, and for an array at the
 * end its elements and then itself. A missing field is visited as undefined. Answers whether a visit said stop.
 */
export function walk(value: unknown, path: Path, at: number, visit: Visit): boolean {
  if (!isDoc(value)) return visit(undefined, false);
  const next = field(value, path[at] ?? '');
  if (at === path.length - 1) return visitLeaf(next, visit);
  if (Array.isArray(next)) return visitArray(next, path, at + 1, visit);
  return walk(next, path, at + 1, visit);
}

/** The value at a path without going through arrays except by index; undefined where there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (isDoc(value)) value = field(value, part);
    else if (Array.isArray(value) && isIndex(part)) value = value[Number(part)];
    else return undefined;
  }
  return value;
}
