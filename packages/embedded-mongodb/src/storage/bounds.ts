import { isOperators } from '../query/matcher.ts';
import { regexOf } from '../query/regex.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { inverted, keyOf, keyText } from '../values/key.ts';
import { toNumber } from '../values/numbers.ts';
import { isNullish, rankOf, RANK } from '../values/types.ts';
import type { Index } from './indexSpec.ts';
import type { Range } from './plan.ts';

/** One thing that a filter says of a path, such as `$gt 5`. */
export type Condition = { operator: string; operand: unknown };

/** What a filter says of each path, of what must hold for every match. */
export type Conditions = ReadonlyMap<string, readonly Condition[]>;

function add(into: Map<string, Condition[]>, path: string, condition: Condition): void {
  into.set(path, [...(into.get(path) ?? []), condition]);
}

function collect(filter: Doc, prefix: string, into: Map<string, Condition[]>): void {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isDoc(part)) collect(part, prefix, into);
    } else if (!name.startsWith('$')) {
      collectPath(prefix + name, condition, into);
    }
  }
}

function collectPath(path: string, condition: unknown, into: Map<string, Condition[]>): void {
  if (!isOperators(condition)) {
    add(into, path, { operator: regexOf(condition) ? '$regex' : '$eq', operand: condition });
    return;
  }
  for (const [operator, operand] of Object.entries(condition)) {
    if (operator === '$elemMatch' && isDoc(operand) && !isOperators(operand)) collect(operand, `${path}.`, into);
    else if (operator === '$regex' && '$options' in condition) continue;
    else add(into, path, { operator, operand });
  }
}

export function conditionsOf(filter: Doc): Conditions {
  const into = new Map<string, Condition[]>();
  collect(filter, '', into);
  return into;
}

/** `isPart`: the key is only the beginning of a value's key. */
type Edge = { key: Buffer; inclusive: boolean; isPart?: boolean };
type Interval = { from: Edge; to: Edge };
/** Where in one field's order the matches are: at these points, or in these intervals. */
export type Bounds = { points: Buffer[] } | { intervals: Interval[] };

const AFTER_NAN = 2;
const END = Buffer.of(0xff);

function beginningWith(key: Buffer): Interval {
  return { from: { key, inclusive: true, isPart: true }, to: { key, inclusive: true, isPart: true } };
}

/**
 * The lowest bytes above every key that begins with this one. What follows a whole value is never 0xFF; within a value any
 * byte may follow.
 */
function above(key: Buffer, isPart: boolean | undefined): Buffer {
  if (!isPart) return Buffer.concat([key, END]);
  const next = Buffer.from(key);
  next[next.length - 1] = (next.at(-1) ?? 0) + 1;
  return next;
}

function exactly(key: Buffer): Interval {
  return { from: { key, inclusive: true }, to: { key, inclusive: true } };
}

/** All values of a kind; of numbers those that are numbers: NaN is first among their keys and in no range. */
function wholeKind(rank: number): Interval {
  const whole = beginningWith(Buffer.of(rank));
  return rank === RANK.int
    ? { ...whole, from: { key: Buffer.of(rank, AFTER_NAN), inclusive: true, isPart: true } }
    : whole;
}

/** Under a collation, text (alone or inside) is only comparable with an index of the same collation. */
function isUsable(operand: unknown, index: Index, collation: unknown): boolean {
  const rank = rankOf(operand);
  if (rank === RANK.array || rank === RANK.minKey || rank === RANK.maxKey || rank === RANK.regex) return false;
  if (Number.isNaN(toNumber(operand) ?? 0)) return false;
  if (rank !== RANK.string && rank !== RANK.object) return true;
  if (!index.textKey) return collation === undefined;
  return rank === RANK.string && keyText(index.spec['collation']) === keyText(collation);
}

function pointsOf(operand: unknown, index: Index): Buffer[] {
  if (isNullish(operand)) return [keyOf(null), keyOf(undefined)];
  return [keyOf(typeof operand === 'string' && index.textKey ? index.textKey(operand) : operand)];
}

function intervalOf(operator: string, operand: unknown): Bounds {
  const key = keyOf(operand);
  const { from, to } = wholeKind(rankOf(operand));
  const inclusive = operator.endsWith('e');
  const interval = operator.startsWith('$lt') ? { from, to: { key, inclusive } } : { from: { key, inclusive }, to };
  return { intervals: [interval] };
}

/** The literal beginning that every match of `^literal...` has. */
function literalPrefix(pattern: RegExp): string {
  if (/[im]/.test(pattern.flags) || pattern.source.includes('|')) return '';
  const literal = /^\^((?:[\p{L}\p{N} _:@/,-]|\\[-.:/])+)/u.exec(pattern.source)?.[1] ?? '';
  const next = pattern.source[1 + literal.length] ?? '';
  const kept = '*+?{'.includes(next) && next !== '' ? literal.replace(/\\?.$/su, '') : literal;
  return kept.replaceAll('\\', '');
}

function regexBounds(operand: unknown, index: Index, collation: unknown): Bounds | undefined {
  const pattern = typeof operand === 'string' ? new RegExp(operand) : regexOf(operand);
  const prefix = pattern && !index.textKey && collation === undefined ? literalPrefix(pattern) : '';
  if (prefix === '') return undefined;
  const texts = beginningWith(Buffer.concat([Buffer.of(RANK.string), Buffer.from(prefix)]));
  // A regex also finds where the very same regex is stored.
  return { intervals: typeof operand === 'string' ? [texts] : [texts, exactly(keyOf(operand))] };
}

function boundsOf({ operator, operand }: Condition, index: Index, collation: unknown): Bounds | undefined {
  switch (operator) {
    case '$eq':
      return isUsable(operand, index, collation) ? { points: pointsOf(operand, index) } : undefined;
    case '$in': {
      if (!Array.isArray(operand) || !operand.every((item) => isUsable(item, index, collation))) return undefined;
      return { points: operand.flatMap((item) => pointsOf(item, index)) };
    }
    case '$all':
      return Array.isArray(operand) && operand.length > 0 && !isOperators(operand[0])
        ? boundsOf({ operator: '$eq', operand: operand[0] }, index, collation)
        : undefined;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte': {
      if (!isUsable(operand, index, collation) || isNullish(operand)) return undefined;
      return index.textKey && typeof operand === 'string' ? undefined : intervalOf(operator, operand);
    }
    case '$regex':
      return regexBounds(operand, index, collation);
    default:
      return undefined;
  }
}

function edgeCompare(a: Edge, b: Edge, side: 'from' | 'to'): number {
  const bytes = (edge: Edge) => (edge.inclusive === (side === 'from') ? edge.key : above(edge.key, edge.isPart));
  return Buffer.compare(bytes(a), bytes(b));
}

function narrower(a: Bounds, b: Bounds): Bounds {
  if ('points' in a) return a;
  if ('points' in b) return b;
  const [one, more] = a.intervals;
  const [other, others] = b.intervals;
  if (!one || !other || more || others) return a;
  const from = edgeCompare(one.from, other.from, 'from') >= 0 ? one.from : other.from;
  const to = edgeCompare(one.to, other.to, 'to') <= 0 ? one.to : other.to;
  return { intervals: [{ from, to }] };
}

/** The bounds that a filter sets on one field of an index; undefined for none. */
export function fieldBounds(conditions: readonly Condition[], index: Index, collation: unknown): Bounds | undefined {
  const all = conditions.map((condition) => boundsOf(condition, index, collation)).filter((one) => one !== undefined);
  const points = all.find((one) => 'points' in one);
  if (points) return points;
  // In an array one element may meet one condition and another the next, so an index over arrays takes only one of them.
  return index.multikey
    ? all[0]
    : all.reduce<Bounds | undefined>((whole, one) => (whole ? narrower(whole, one) : one), undefined);
}

/** Points as they stand in an index of this direction. */
export function directed(points: readonly Buffer[], direction: 1 | -1): Buffer[] {
  return direction === 1 ? [...points] : points.map(inverted);
}

/** The range of whole keys that begin with `prefix` and go on within the interval. */
export function rangeOf(prefix: Buffer, interval: Interval | undefined, direction: 1 | -1): Range {
  if (!interval) return { lower: prefix, upper: Buffer.concat([prefix, END]) };
  const [low, high] = direction === 1 ? [interval.from, interval.to] : [interval.to, interval.from];
  const key = (edge: Edge) => (direction === 1 ? edge.key : inverted(edge.key));
  return {
    lower: Buffer.concat([prefix, low.inclusive ? key(low) : above(key(low), low.isPart)]),
    upper: Buffer.concat([prefix, high.inclusive ? above(key(high), high.isPart) : key(high)]),
  };
}
