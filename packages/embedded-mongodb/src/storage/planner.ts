import { CommandError } from '../errors.ts';
import { compile } from '../query/matcher.ts';
import type { SortField } from '../query/sort.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { identical } from '../values/compare.ts';
import { setAt } from '../update/targets.ts';
import { splitPath } from '../values/paths.ts';
import { isNullish } from '../values/types.ts';
import { conditionsOf, directed, fieldBounds, rangeOf } from './bounds.ts';
import type { Condition, Conditions } from './bounds.ts';
import type { Collection } from './catalog.ts';
import type { Index } from './indexSpec.ts';
import { exactPaths } from './exact.ts';
import { WHOLE } from './plan.ts';
import type { IndexPlan, Plan, Range } from './plan.ts';

export type PlanOptions = { sort?: readonly SortField[]; collation?: unknown; hint?: unknown };

type Question = PlanOptions & { exactPaths: readonly string[] | undefined };

const MOST_RANGES = 2000;

type Candidate = { plan: IndexPlan; score: number };

/** Whether everything that the filter finds has a value other than null in this field. */
function impliesPresent(conditions: readonly Condition[]): boolean {
  return conditions.some(({ operator, operand }) => {
    if (operator === '$exists') return operand === true;
    if (operator === '$in') return Array.isArray(operand) && operand.length > 0 && !operand.some(isNullish);
    return ['$eq', '$gt', '$gte', '$lt', '$lte', '$regex', '$type'].includes(operator) && !isNullish(operand);
  });
}

/** Whether everything that the filter finds meets one condition of a partial index. */
function impliesCondition(path: string, wanted: Condition, conditions: Conditions): boolean {
  const own = conditions.get(path) ?? [];
  if (wanted.operator === '$exists' && wanted.operand === true) return impliesPresent(own);
  if (own.some((one) => one.operator === wanted.operator && identical(one.operand, wanted.operand))) return true;
  const exact = own.find((one) => one.operator === '$eq');
  if (!exact) return false;
  const probe: Doc = {};
  setAt(probe, splitPath(path), exact.operand);
  return compile({ [path]: { [wanted.operator]: wanted.operand } })(probe);
}

function covers(index: Index, conditions: Conditions): boolean {
  if (index.sparse && !index.fields.some(({ name }) => impliesPresent(conditions.get(name) ?? []))) return false;
  if (!index.partialFilter) return true;
  if (Object.keys(index.partialFilter).some((name) => name.startsWith('$') && name !== '$and')) return false;
  return [...conditionsOf(index.partialFilter)].every(([path, wanted]) =>
    wanted.every((one) => impliesCondition(path, one, conditions)),
  );
}

/** Whether reading the index yields the sort, and in which direction: 1 or -1; 0 when it does not. */
function sortDirection(
  index: Index,
  sort: readonly SortField[],
  fixed: ReadonlySet<string>,
  collation: unknown,
): 1 | -1 | 0 {
  if (sort.length === 0 || index.multikey || index.textKey || collation !== undefined) return 0;
  const wanted = sort.filter(({ name }) => !fixed.has(name));
  let direction: number = 0;
  let at = 0;
  for (const field of index.fields) {
    if (fixed.has(field.name)) continue;
    const next = wanted[at];
    if (!next) break;
    const own = next.direction * field.direction;
    if (next.name !== field.name || (direction !== 0 && own !== direction)) return 0;
    direction = own;
    at += 1;
  }
  if (at < wanted.length) return 0;
  return direction < 0 ? -1 : 1;
}

function byBytes(a: Range, b: Range): number {
  return Buffer.compare(a.lower, b.lower);
}

function withoutRepeats(ranges: readonly Range[]): Range[] {
  const ordered = ranges.toSorted(byBytes);
  return ordered.filter((range, at) => at === 0 || !ordered[at - 1]?.lower.equals(range.lower));
}

/**
 * How an index can answer a filter; undefined when it cannot. Over arrays, fields with one root are not bounded together: one
 * element may meet one condition and another the next, and the index has the elements' values side by side.
 */
function candidate(index: Index, conditions: Conditions, options: Question, isForced: boolean): Candidate | undefined {
  if (!isForced && !covers(index, conditions)) return undefined;
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let ranges: Range[] | undefined;
  let score = 0;
  const fixed = new Set<string>();
  const roots = new Set<string>();
  const bounded = new Set<string>();
  for (const { name, path, direction } of index.fields) {
    if (index.multikey && roots.has(path[0] ?? '')) break;
    roots.add(path[0] ?? '');
    const bounds = fieldBounds(conditions.get(name) ?? [], index, options.collation);
    if (!bounds) break;
    bounded.add(name);
    if ('intervals' in bounds) {
      ranges = prefixes.flatMap((prefix) => bounds.intervals.map((interval) => rangeOf(prefix, interval, direction)));
      score += 6;
      break;
    }
    const points = directed(bounds.points, direction);
    if (points.length * prefixes.length > MOST_RANGES) {
      bounded.delete(name);
      break;
    }
    // A null is two points (null and undefined) that no sort tells apart.
    if (points.length === 1) fixed.add(name);
    prefixes = prefixes.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, point])));
    score += 10;
  }
  ranges ??= prefixes.map((prefix) => rangeOf(prefix, undefined, 1));
  if (index.unique && fixed.size === index.fields.length) score += 100;
  const direction = sortDirection(index, options.sort ?? [], fixed, options.collation);
  if (direction !== 0) score += 5;
  if (score === 0 && !isForced) return undefined;
  const plain = index.multikey || index.textKey || options.collation !== undefined ? undefined : options.exactPaths;
  const plan: IndexPlan = {
    kind: 'index',
    index,
    ranges: withoutRepeats(ranges),
    backward: direction === -1,
    sorted: direction !== 0,
    exact: plain?.every((path) => bounded.has(path)) === true,
  };
  return {
    plan,
    score: score - index.fields.length / 100,
  };
}

function hinted(collection: Collection, hint: unknown): Index | 'natural' | undefined {
  if (hint === undefined || hint === null) return undefined;
  if (isDoc(hint) && '$natural' in hint) return 'natural';
  const found = collection.indexes.find((index) =>
    typeof hint === 'string' ? index.name === hint : identical(index.spec['key'], hint),
  );
  if (!found) throw new CommandError('BadValue', 'hint provided does not correspond to an existing index');
  return found;
}

/** A plan for `$or` where each of its branches has an index. */
function unionOf(collection: Collection, filter: Doc, options: PlanOptions): Plan | undefined {
  const branches = filter['$or'];
  if (!Array.isArray(branches) || branches.length > 100) return undefined;
  const plans = branches.map((branch) =>
    isDoc(branch) ? planFor(collection, branch, { collation: options.collation }) : WHOLE,
  );
  return plans.every((plan) => plan.kind !== 'collection') ? { kind: 'union', plans } : undefined;
}

/**
 * Chooses how to find what may match a filter: the index with most fields held by equality, then by a range, then one that
 * yields the sort. Every row found is still tried against the whole filter. Throws BadValue for a hint to no index.
 */
export function planFor(collection: Collection, filter: Doc, given: PlanOptions = {}): Plan {
  const options: Question = { ...given, exactPaths: exactPaths(filter) };
  const hint = hinted(collection, options.hint);
  const conditions = conditionsOf(filter);
  if (hint === 'natural') return WHOLE;
  if (hint) return candidate(hint, conditions, options, true)?.plan ?? WHOLE;
  let best: Candidate | undefined;
  for (const index of collection.indexes) {
    const next = candidate(index, conditions, options, false);
    if (next && (!best || next.score > best.score)) best = next;
  }
  if (best && (best.score > 5 || !('$or' in filter))) return best.plan;
  return unionOf(collection, filter, options) ?? best?.plan ?? WHOLE;
}
