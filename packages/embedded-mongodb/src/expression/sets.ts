import { located } from '../errors.ts';
import { keyText } from '../values/key.ts';
import { isNullish, typeOf } from '../values/types.ts';
import { eager, variadic } from './scope.ts';
import type { Operators } from './scope.ts';

/** Arrays as sets: equal values once, whatever their numeric types; in the order in which they were met. */

function setOf(items: unknown, code: number, name: string): Map<string, unknown> {
  if (!Array.isArray(items))
    throw located(code, `All operands of ${name} must be arrays. One is of type: ${typeOf(items)}`);
  const set = new Map<string, unknown>();
  for (const item of items) {
    const key = keyText(item);
    if (!set.has(key)) set.set(key, item);
  }
  return set;
}

function union(values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const all = values.map((value) => setOf(value, 17043, '$setUnion'));
  return [...new Map(all.toReversed().flatMap((set) => [...set])).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value);
}

function intersection(values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const [first, ...others] = values.map((value) => setOf(value, 17047, '$setIntersection'));
  if (!first) return [];
  return [...first].filter(([key]) => others.every((set) => set.has(key))).map(([, value]) => value);
}

function difference(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  const without = setOf(b, 17049, '$setDifference');
  return [...setOf(a, 17048, '$setDifference')].filter(([key]) => !without.has(key)).map(([, value]) => value);
}

function equals(values: unknown[]): unknown {
  if (values.length < 2) throw located(17045, '$setEquals needs at least two arguments');
  const [first, ...others] = values.map((value) => setOf(value, 17044, '$setEquals'));
  return others.every((set) => set.size === first?.size && [...set.keys()].every((key) => first.has(key)));
}

function isSubset(a: unknown, b: unknown): unknown {
  const whole = setOf(b, 17042, '$setIsSubset');
  return [...setOf(a, 17046, '$setIsSubset').keys()].every((key) => whole.has(key));
}

export const sets: Operators = {
  $setUnion: variadic(union),
  $setIntersection: variadic(intersection),
  $setDifference: eager(2, 2, difference),
  $setEquals: variadic(equals),
  $setIsSubset: eager(2, 2, isSubset),
};
