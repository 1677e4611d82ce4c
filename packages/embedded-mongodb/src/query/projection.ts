import { CommandError, located } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import { field, fieldsOf, setField } from '../values/fields.ts';
import { splitPath } from '../values/paths.ts';
import { compileExpression } from '../expression/compile.ts';
import { isTrue } from '../expression/scope.ts';
import type { Variables } from '../expression/scope.ts';
import { compile } from './matcher.ts';

/** Takes the documents of a find to what its projection asks for. */
export type Projector = (doc: Doc) => Doc;

/** The tree of a projection: true keeps (or drops), a tree goes deeper, a function computes. */
type Tree = Map<string, true | Tree | Computed>;
type Computed = { compute: (root: Doc, value: unknown) => unknown };

function isComputed(node: true | Tree | Computed | undefined): node is Computed {
  return typeof node === 'object' && 'compute' in node;
}

function insert(tree: Tree, path: string, node: true | Computed): void {
  const parts = splitPath(path);
  let at = tree;
  for (const [depth, part] of parts.entries()) {
    const next = at.get(part);
    if (depth === parts.length - 1) {
      if (next !== undefined) throw located(31249, `Path collision at ${path}`);
      at.set(part, node);
    } else {
      if (next === true || isComputed(next)) throw located(31250, `Path collision at ${path}`);
      const deeper: Tree = next ?? new Map();
      at.set(part, deeper);
      at = deeper;
    }
  }
}

function slice(operand: unknown): (value: unknown) => unknown {
  const [first, second] = (Array.isArray(operand) ? operand : [operand]).map((part) => Math.trunc(toNumber(part) ?? 0));
  if (first === undefined) throw new CommandError('BadValue', '$slice needs a number or an array of two');
  if (second !== undefined && second <= 0)
    throw new CommandError('BadValue', 'First argument to $slice must be positive');
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (second === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + second);
  };
}

function elemMatch(operand: unknown): (value: unknown) => unknown {
  if (!isDoc(operand)) throw new CommandError('BadValue', '$elemMatch: Invalid argument, object required');
  const operators = Object.keys(operand)[0]?.startsWith('$') === true;
  const matches = compile(operators ? { v: operand } : operand);
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const found: unknown = value.find((item) => (operators ? matches({ v: item }) : isDoc(item) && matches(item)));
    return found === undefined ? undefined : [found];
  };
}

function computed(value: unknown, variables?: Variables): Computed {
  if (isDoc(value) && isNeutralSlice(value)) {
    const take = slice(value['$slice']);
    return { compute: (_root, own) => take(own) };
  }
  if (isDoc(value) && '$elemMatch' in value) {
    const take = elemMatch(value['$elemMatch']);
    return { compute: (_root, own) => take(own) };
  }
  if (isDoc(value) && '$meta' in value) throw new CommandError('CommandNotSupported', '$meta is not offered');
  const compute = compileExpression(value, variables);
  return { compute: (root) => compute(root) };
}

function include(value: unknown, tree: Tree, root: Doc): unknown {
  if (Array.isArray(value)) {
    // What is computed goes into every element; where nothing is, only documents are kept.
    const isComputing = hasComputed(tree);
    return value
      .filter((item) => isComputing || isDoc(item) || Array.isArray(item))
      .map((item) => include(isDoc(item) || Array.isArray(item) ? item : {}, tree, root));
  }
  if (!isDoc(value)) return undefined;
  const result: Doc = {};
  for (const [name, own] of fieldsOf(value)) {
    const node = tree.get(name);
    if (node === true) setField(result, name, own);
    else if (isComputed(node)) assign(result, name, node.compute(root, own));
    else if (node) assign(result, name, include(own, node, root));
  }
  for (const [name, node] of tree) {
    if (Object.hasOwn(value, name) || node === true) continue;
    if (isComputed(node)) assign(result, name, node.compute(root, undefined));
    else if (hasComputed(node)) assign(result, name, include({}, node, root));
  }
  return result;
}

function hasComputed(tree: Tree): boolean {
  return [...tree.values()].some((node) => isComputed(node) || (node !== true && hasComputed(node)));
}

function assign(target: Doc, name: string, value: unknown): void {
  if (value !== undefined) setField(target, name, value);
}

function exclude(value: unknown, tree: Tree, root: Doc): unknown {
  if (Array.isArray(value)) return value.map((item) => exclude(item, tree, root));
  if (!isDoc(value)) return value;
  const result: Doc = {};
  for (const [name, own] of fieldsOf(value)) {
    const node = tree.get(name);
    if (node === true) continue;
    if (isComputed(node)) assign(result, name, node.compute(root, own));
    else setField(result, name, node ? exclude(own, node, root) : own);
  }
  return result;
}

type Entry = { path: string; kind: 'include' | 'exclude' | 'compute'; value: unknown };

function flatten(spec: Doc, prefix: string): Entry[] {
  return Object.entries(spec).flatMap(([name, value]): Entry[] => {
    const path = prefix + name;
    const number = toNumber(value);
    if (typeof value === 'boolean' || number !== undefined)
      return [{ path, kind: isTrue(number ?? value) ? 'include' : 'exclude', value }];
    if (isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$'))
      return flatten(value, `${path}.`);
    return [{ path, kind: 'compute', value }];
  });
}

function isNeutral({ value }: Entry): boolean {
  return isDoc(value) && isNeutralSlice(value);
}

/** `{$slice: n}` and `{$slice: [skip, n]}` cut the field itself; `{$slice: [array, n]}` is an expression. */
function isNeutralSlice(value: Doc): boolean {
  const operand = value['$slice'];
  return Array.isArray(operand)
    ? operand.every((part) => toNumber(part) !== undefined)
    : toNumber(operand) !== undefined;
}

/** The name before a positional `.$`, and the position that the filter matched at. */
function withPositional(entries: Entry[]): { path: string } | undefined {
  const entry = entries.find(({ path }) => path.endsWith('.$'));
  if (!entry) return undefined;
  entry.path = entry.path.slice(0, -2);
  return { path: entry.path };
}

/**
 * Compiles a projection; undefined when it keeps everything. `position` finds, for a positional `field.$`, the index that
 * the filter matched. Throws BadValue where inclusion and exclusion are mixed.
 */
export function projector(
  spec: unknown,
  options: { variables?: Variables | undefined; position?: (doc: Doc) => number | undefined } = {},
): Projector | undefined {
  if (!isDoc(spec) || Object.keys(spec).length === 0) return undefined;
  const entries = flatten(spec, '');
  const positional = withPositional(entries);
  const others = entries.filter(({ path }) => path !== '_id');
  const including = others.some((entry) => entry.kind === 'include' || (entry.kind === 'compute' && !isNeutral(entry)));
  const excluding = others.some((entry) => entry.kind === 'exclude');
  if (including && excluding) {
    // The first field says what the projection is.
    const isInclusionFirst = others.find((entry) => !isNeutral(entry))?.kind !== 'exclude';
    throw isInclusionFirst
      ? located(31254, 'Cannot do exclusion on a field in inclusion projection')
      : located(31253, 'Cannot do inclusion on a field in exclusion projection');
  }
  const id = entries.find(({ path }) => path === '_id');
  const isInclusion = including || (!excluding && others.length === 0 && id?.kind !== 'exclude');
  const tree: Tree = new Map();
  if (isInclusion && !id && !entries.some(({ path }) => path.startsWith('_id.'))) tree.set('_id', true);
  for (const { path, kind, value } of entries) {
    if (kind === 'compute') insert(tree, path, computed(value, options.variables));
    else if ((kind === 'include') === isInclusion) insert(tree, path, true);
  }
  const apply = isInclusion ? include : exclude;
  return (doc) => {
    const source = positional ? pick(doc, positional.path, options.position?.(doc)) : doc;
    const result = apply(source, tree, doc);
    return isDoc(result) ? result : {};
  };
}

function pick(doc: Doc, path: string, at: number | undefined): Doc {
  const [head = '', ...rest] = splitPath(path);
  const value = field(doc, head);
  const copy: Doc = { ...doc };
  if (rest.length > 0 && isDoc(value)) setField(copy, head, pick(value, rest.join('.'), at));
  else if (Array.isArray(value) && at !== undefined) setField(copy, head, value.slice(at, at + 1));
  return copy;
}
