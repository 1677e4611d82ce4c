import { CommandError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import { planFor } from '../storage/planner.ts';
import type { Plan } from '../storage/plan.ts';
import type { Row, View } from '../storage/view.ts';
import { decode } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { keyOf } from '../values/key.ts';
import { rankOf, RANK } from '../values/types.ts';
import { collationOf } from './collation.ts';
import type { Variables } from '../expression/scope.ts';
import { compile, isOperators } from './matcher.ts';
import { sorter, sortFields } from './sort.ts';
import type { SortField } from './sort.ts';

/** A stored document that was found; decoded when somebody asks for it. */
export class Found {
  readonly row: Row;
  private decoded: Doc | undefined;

  constructor(row: Row) {
    this.row = row;
  }

  get doc(): Doc {
    return (this.decoded ??= decode(this.row.bytes));
  }
}

export type Selection = {
  filter: Doc;
  sort?: unknown;
  skip?: number | undefined;
  /** 0 or undefined: all. */
  limit?: number | undefined;
  collation?: unknown;
  hint?: unknown;
  variables?: Variables | undefined;
};

const SORT_BYTES = 100 * 1024 * 1024;

/** The key of a selection that asks for nothing but `{_id: value}`; undefined for every other. */
function idOnly({ filter, collation, hint, sort }: Selection): Uint8Array | undefined {
  const names = Object.keys(filter);
  if (hint !== undefined || sort !== undefined) return undefined;
  if (names.length !== 1 || names[0] !== '_id') return undefined;
  const id = filter['_id'];
  if (isOperators(id) || id === null || id === undefined) return undefined;
  const rank = rankOf(id);
  if (rank === RANK.regex || rank === RANK.array || (collation !== undefined && rank === RANK.string)) return undefined;
  return keyOf(id);
}

/** The rows that match, skipped and limited. `matches` is undefined where the plan has seen to it. */
function* chosen(
  rows: Iterable<Row>,
  matches: ((doc: Doc) => boolean) | undefined,
  skip: number,
  limit: number,
): Generator<Found> {
  let at = 0;
  for (const row of rows) {
    const found = new Found(row);
    if (matches && !matches(found.doc)) continue;
    at += 1;
    if (at <= skip) continue;
    yield found;
    if (at >= skip + limit) return;
  }
}

/** Skips and limits a stream. */
export function* slice<T>(items: Iterable<T>, skip: number, limit: number): Generator<T> {
  if (limit <= 0) return;
  let at = 0;
  for (const item of items) {
    at += 1;
    if (at <= skip) continue;
    yield item;
    if (at >= skip + limit) return;
  }
}

/**
 * Sorts a stream. With a limit only the best are kept. What is held is bounded: beyond 100 MB it throws
 * QueryExceededMemoryLimitNoDiskUseAllowed, as MongoDB does.
 */
export function sortStream<T extends { doc: Doc }>(
  items: Iterable<T>,
  fields: readonly SortField[],
  options: { collation?: unknown; keep: number; size: (item: T) => number },
): T[] {
  const by = sorter(fields, collationOf(options.collation));
  let held: { item: T; keys: unknown[] }[] = [];
  let bytes = 0;
  for (const item of items) {
    held.push({ item, keys: by.keys(item.doc) });
    bytes += options.size(item);
    if (held.length > 2 * options.keep + 1000) {
      held = held.toSorted((a, b) => by.compare(a.keys, b.keys)).slice(0, options.keep);
      bytes = held.reduce((sum, one) => sum + options.size(one.item), 0);
    }
    if (bytes > SORT_BYTES) {
      throw new CommandError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        'Sort exceeded memory limit of 104857600 bytes',
      );
    }
  }
  return held
    .toSorted((a, b) => by.compare(a.keys, b.keys))
    .slice(0, options.keep)
    .map(({ item }) => item);
}

/** A collection made with a collation has it for every command that names none. */
function withCollation(collection: Collection, selection: Selection): Selection {
  return { ...selection, collation: selection.collation ?? collection.options['collation'] };
}

export function planSelection(collection: Collection, selection: Selection): Plan {
  const { collation, hint } = selection;
  return planFor(collection, selection.filter, { sort: sortFields(naturalLess(selection.sort)), collation, hint });
}

function isNatural(sort: unknown): sort is Doc {
  return typeof sort === 'object' && sort !== null && '$natural' in sort;
}

function naturalLess(sort: unknown): unknown {
  return isNatural(sort) ? undefined : sort;
}

/**
 * Finds documents: by an index where one fits, sorted, skipped and limited. Lazy as far as a sort allows. `wanted`: how
 * many the reader will take at first, where that is fewer than the limit.
 */
export function select(view: View, collection: Collection, given: Selection, wanted?: number): Iterable<Found> {
  const selection = withCollation(collection, given);
  const { filter, collation, skip = 0 } = selection;
  const limit = selection.limit === undefined || selection.limit === 0 ? Infinity : selection.limit;
  const id = idOnly(selection);
  if (id) {
    const row = view.byId(collection, id);
    return row && skip === 0 ? [new Found(row)] : [];
  }
  const matches = compile(filter, { collation: collationOf(collation), variables: selection.variables });
  const isBackward = isNatural(selection.sort) && Number(selection.sort['$natural']) < 0;
  const plan: Plan = isNatural(selection.sort)
    ? { kind: 'collection', backward: isBackward }
    : planSelection(collection, selection);
  const keeps = plan.kind === 'index' && view.follows(collection, plan);
  const tried = keeps && plan.exact ? undefined : matches;
  const fields = sortFields(naturalLess(selection.sort));
  if (fields.length === 0 || (keeps && plan.sorted)) {
    const first = Math.min(wanted ?? Infinity, limit) + skip;
    return chosen(view.rows(collection, plan, Number.isFinite(first) ? first : undefined), tried, skip, limit);
  }
  const found = chosen(view.rows(collection, plan), tried, 0, Infinity);
  const all = sortStream(found, fields, { collation, keep: skip + limit, size: ({ row }) => row.bytes.length });
  return slice(all, skip, limit);
}

/** How many documents a selection finds: from an index alone where that is enough. */
export function countSelected(view: View, collection: Collection, given: Selection): number {
  const { sort: _sort, ...selection } = withCollation(collection, given);
  const { filter, skip = 0, limit } = selection;
  const plan = planSelection(collection, selection);
  const isAll = Object.keys(filter).length === 0;
  const isExact = plan.kind === 'index' && plan.exact && view.follows(collection, plan);
  if (isAll || isExact) {
    const n = isAll ? view.count(collection) : view.countPlanned(collection, plan);
    return Math.min(Math.max(0, n - skip), limit || Infinity);
  }
  let n = 0;
  for (const _ of select(view, collection, selection)) n += 1;
  return n;
}
