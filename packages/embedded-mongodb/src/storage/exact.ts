import { isOperators } from '../query/matcher.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import { isIndex } from '../values/paths.ts';
import { rankOf, RANK } from '../values/types.ts';

/** The kinds of values of which an index key says all that a filter asks. */
const PLAIN: ReadonlySet<number> = new Set([
  RANK.int,
  RANK.string,
  RANK.objectId,
  RANK.bool,
  RANK.date,
  RANK.timestamp,
  RANK.binData,
]);
const RANGES = new Set(['$gt', '$gte', '$lt', '$lte']);

function isPlain(value: unknown): boolean {
  return PLAIN.has(rankOf(value)) && !Number.isNaN(toNumber(value) ?? 0);
}

function isPlainCondition(condition: unknown): 'point' | 'range' | undefined {
  if (!isOperators(condition)) return isPlain(condition) ? 'point' : undefined;
  const entries = Object.entries(condition);
  if (entries.every(([name, operand]) => RANGES.has(name) && isPlain(operand))) {
    return new Set(entries.map(([, operand]) => rankOf(operand))).size === 1 ? 'range' : undefined;
  }
  const [entry, ...more] = entries;
  if (!entry || more.length > 0) return undefined;
  const [name, operand] = entry;
  if (name === '$eq') return isPlain(operand) ? 'point' : undefined;
  return name === '$in' && Array.isArray(operand) && operand.every(isPlain) ? 'point' : undefined;
}

/**
 * The paths of a filter that an index over single values can answer without a look at the documents: each named once, with
 * plain equalities or ranges and nothing else. Undefined when the documents have to be tried.
 */
export function exactPaths(filter: Doc): readonly string[] | undefined {
  const paths = Object.keys(filter);
  const isAll = paths.every((path) => {
    if (path.startsWith('$') || path.split('.').some(isIndex)) return false;
    return (
      isPlainCondition(filter[path]) !== undefined && !(isDoc(filter[path]) && Object.keys(filter[path]).length === 0)
    );
  });
  return isAll ? paths : undefined;
}
