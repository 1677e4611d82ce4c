import { CommandError } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { identical } from '../values/compare.ts';
import { withFirst } from '../values/fields.ts';
import { isIndex, splitPath } from '../values/paths.ts';
import { TAKING } from './arrays.ts';
import { FIELD_OPERATORS, REMOVE } from './operators.ts';
import { namesOf, positionsFor } from './positions.ts';
import { cloned, expandPath, getAt, refuseBlocked, setAt, unsetAt } from './targets.ts';
import type { Positions } from './targets.ts';

/** From the document that is there to the one that shall be. `inserting`: the document is about to be upserted. */
export type Updater = (doc: Doc, inserting: boolean) => Doc;

export type UpdateOptions = {
  filter: Doc;
  arrayFilters?: readonly unknown[];
  /** Runs an update given as a pipeline. */
  runPipeline: (stages: readonly unknown[], doc: Doc) => Doc;
};

/** One field that an operator changes; what it makes of a value, or the path that a field is renamed to. */
type FieldChange = { operator: string; path: string } & (
  | { change: (current: unknown) => unknown }
  | { renamedTo: string }
);

function bad(message: string): CommandError {
  return new CommandError('BadValue', message);
}

/** How an operator is told for one field. Throws FailedToParse for what is no operator. */
function making(operator: string): (path: string, operand: unknown) => FieldChange {
  if (operator === '$rename') return (path, operand) => ({ operator, path, renamedTo: renamedTo(path, operand) });
  const compile = Object.hasOwn(FIELD_OPERATORS, operator) ? FIELD_OPERATORS[operator] : undefined;
  if (!compile) {
    throw new CommandError(
      'FailedToParse',
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  return (path, operand) => ({ operator, path, change: compile(operand, path) });
}

function changesOf(update: Doc): FieldChange[] {
  const changes = Object.entries(update).flatMap(([operator, fields]): FieldChange[] => {
    const make = making(operator);
    if (!isDoc(fields)) {
      throw new CommandError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeof fields} instead.`,
      );
    }
    return Object.entries(fields).map(([path, operand]) => {
      checkPath(path);
      return make(path, operand);
    });
  });
  refuseConflicts(
    changes.flatMap((change) => ('renamedTo' in change ? [change.path, change.renamedTo] : [change.path])),
  );
  return changes.toSorted((a, b) => byPath(a.path, b.path));
}

function checkPath(path: string): void {
  const parts = splitPath(path);
  if (parts.some((part) => part === '')) {
    throw new CommandError(
      'FailedToParse',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  if (parts[0]?.startsWith('$') && isPositional(parts[0])) {
    throw bad(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  }
  if (parts.filter((part) => part === '$').length > 1) {
    throw bad(`Too many positional (i.e. '$') elements found in path '${path}'`);
  }
}

const isPositional = (part: string): boolean => part === '$' || part.startsWith('$[');

function renamedTo(path: string, operand: unknown): string {
  if (typeof operand !== 'string') throw bad(`The 'to' field for $rename must be a string: ${path}`);
  checkPath(operand);
  if (operand === path) throw bad(`The source and target field for $rename must differ: ${path}`);
  if (`${operand}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${operand}.`)) {
    throw bad(`The source and target field for $rename must not be on the same path: ${path}`);
  }
  for (const one of [path, operand]) {
    if (splitPath(one).some(isPositional)) throw bad(`The fields of $rename may not be dynamic: ${one}`);
  }
  return operand;
}

/** Fields are made in the order of their names, numbers by value (manual: "Update Operators Behavior"). */
function byPath(a: string, b: string): number {
  const [partsA, partsB] = [splitPath(a), splitPath(b)];
  for (const [at, part] of partsA.entries()) {
    const other = partsB[at];
    if (other === undefined) return 1;
    if (part === other) continue;
    if (isIndex(part) && isIndex(other)) return Number(part) - Number(other);
    return part < other ? -1 : 1;
  }
  return partsA.length - partsB.length;
}

function refuseConflicts(paths: readonly string[]): void {
  const ordered = paths.map((path) => `${path}.`).toSorted();
  for (const [at, path] of ordered.entries()) {
    const next = ordered[at + 1];
    if (next?.startsWith(path)) {
      throw new CommandError(
        'ConflictingUpdateOperators',
        `Updating the path '${next.slice(0, -1)}' would create a conflict at '${path.slice(0, -1)}'`,
      );
    }
  }
}

function rename(doc: Doc, from: string, to: string): void {
  const source = splitPath(from);
  refuseBlocked(doc, source);
  const value = getAt(doc, source);
  if (value === undefined) return;
  for (const path of [source, splitPath(to)]) {
    const array = path.slice(0, -1).findIndex((_, depth) => Array.isArray(getAt(doc, path.slice(0, depth + 1))));
    if (array !== -1) throw bad(`A field of $rename cannot be an array element: ${path.join('.')}`);
  }
  unsetAt(doc, source);
  setAt(doc, splitPath(to), value);
}

function applyChange(doc: Doc, change: FieldChange, positions: Positions, inserting: boolean): void {
  const { operator, path } = change;
  if ('renamedTo' in change) return rename(doc, path, change.renamedTo);
  if (operator === '$setOnInsert' && !inserting) return undefined;
  for (const target of expandPath(doc, path, positions)) {
    if (TAKING.has(operator)) refuseBlocked(doc, target);
    const value = change.change(getAt(doc, target));
    if (value === REMOVE) unsetAt(doc, target);
    else if (value !== undefined) setAt(doc, target, cloned(value));
  }
  return undefined;
}

function keepId(before: Doc, after: Doc, inserting: boolean): Doc {
  const [own, next] = [before['_id'], after['_id']];
  if (own === undefined) return after;
  if (next === undefined && !inserting) return withFirst({ ...after, _id: own }, '_id');
  if (next !== undefined && !identical(own, next)) {
    throw new CommandError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  return after;
}

/** Whether an update document is made of operators (as opposed to a replacement). */
export function hasOperators(update: unknown): boolean {
  return isDoc(update) && Object.keys(update)[0]?.startsWith('$') === true;
}

function replacement(update: Doc): Updater {
  const wrong = Object.keys(update).find((name) => name.startsWith('$'));
  if (wrong) {
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${wrong}' is not allowed in a replacement`,
    );
  }
  return (doc, inserting) => {
    const id = update['_id'] ?? doc['_id'];
    return keepId(doc, id === undefined ? update : withFirst({ ...update, _id: id }, '_id'), inserting);
  };
}

function checkFilters(changes: readonly FieldChange[], arrayFilters: readonly unknown[]): void {
  const names = namesOf(arrayFilters);
  const used = changes.flatMap(({ path }) => splitPath(path).filter((part) => part.startsWith('$[') && part !== '$[]'));
  const missing = used.find((part) => !names.includes(part.slice(2, -1)));
  if (missing !== undefined) throw bad(`No array filter found for identifier '${missing.slice(2, -1)}' in path`);
  const unused = names.find((name) => !used.includes(`$[${name}]`));
  if (unused !== undefined) {
    throw new CommandError('FailedToParse', `The array filter for identifier '${unused}' was not used in the update`);
  }
}

/** Compiles an update: operators, a replacement or a pipeline. Throws CommandError as MongoDB would. */
export function updater(update: unknown, options: UpdateOptions): Updater {
  if (Array.isArray(update)) {
    if (options.arrayFilters && options.arrayFilters.length > 0) {
      throw new CommandError('FailedToParse', 'arrayFilters may not be specified for pipeline-style updates');
    }
    return (doc, inserting) => keepId(doc, options.runPipeline(update, doc), inserting);
  }
  if (!isDoc(update)) throw new CommandError('FailedToParse', 'Update argument must be either an object or an array');
  if (!hasOperators(update)) return replacement(update);
  const changes = changesOf(update);
  const positions = positionsFor(options.filter, options.arrayFilters ?? []);
  checkFilters(changes, options.arrayFilters ?? []);
  return (doc, inserting) => {
    const result = cloned(doc);
    const here = positions(doc);
    for (const change of changes) applyChange(result, change, here, inserting);
    return keepId(doc, result, inserting);
  };
}

/** The document that an upsert starts from: what the filter says by equality. */
export function upsertBase(filter: Doc): Doc {
  const doc: Doc = {};
  collectEqualities(filter, doc);
  return doc;
}

function collectEqualities(filter: Doc, doc: Doc): void {
  // A path that is given twice says two things.
  const once = (path: string, value: unknown) => {
    if (getAt(doc, splitPath(path)) !== undefined) {
      throw new CommandError(
        'NotSingleValueField',
        `cannot infer query fields to set, path '${path}' is matched twice`,
      );
    }
    setAt(doc, splitPath(path), cloned(value));
  };
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' || (name === '$or' && Array.isArray(condition) && condition.length === 1)) {
      if (Array.isArray(condition)) for (const part of condition) if (isDoc(part)) collectEqualities(part, doc);
    } else if (!name.startsWith('$')) {
      const value = equalityIn(condition);
      if (value !== undefined) once(name, value);
    }
  }
}

function equalityIn(condition: unknown): unknown {
  if (!isDoc(condition)) return isPattern(condition) ? undefined : condition;
  if (!Object.keys(condition)[0]?.startsWith('$')) return condition;
  if ('$eq' in condition) return condition['$eq'];
  for (const name of ['$in', '$all']) {
    const list = condition[name];
    if (Array.isArray(list) && list.length === 1 && !isPattern(list[0])) return list[0];
  }
  return undefined;
}

function isPattern(value: unknown): boolean {
  return (
    value instanceof RegExp || (typeof value === 'object' && value !== null && value.constructor.name === 'BSONRegExp')
  );
}
