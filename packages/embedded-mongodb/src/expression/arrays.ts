import { Int32 } from 'bson';
import { CommandError, located } from '../errors.ts';
import { sorted, sortFields } from '../query/sort.ts';
import { isDoc } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { toNumber } from '../values/numbers.ts';
import { isNullish, typeOf } from '../values/types.ts';
import { eager, isTrue, named, variadic } from './scope.ts';
import type { Operators } from './scope.ts';

function whole(value: unknown): number | undefined {
  const number = toNumber(value);
  return number !== undefined && Number.isInteger(number) ? number : undefined;
}

function list(value: unknown, code: number, name: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw located(code, `The argument to ${name} must be an array, but was of type: ${typeOf(value)}`);
}

function elementAt(items: unknown, at: unknown): unknown {
  if (isNullish(items) || isNullish(at)) return null;
  const values = list(items, 28689, '$arrayElemAt');
  if (toNumber(at) === undefined) throw located(28690, `$arrayElemAt's second argument must be a numeric value`);
  const index = whole(at);
  if (index === undefined) throw located(28691, `$arrayElemAt's second argument must be representable as an integer`);
  return values.at(index);
}

function slice(items: unknown, first: unknown, second?: unknown): unknown {
  if (isNullish(items) || isNullish(first) || second === null) return null;
  const values = list(items, 28724, '$slice');
  const [from, count] = [whole(first), second === undefined ? undefined : whole(second)];
  if (from === undefined) throw located(28725, 'The second argument to $slice must be a whole number');
  if (second === undefined) return from < 0 ? values.slice(from) : values.slice(0, from);
  if (count === undefined) throw located(28727, 'The third argument to $slice must be a whole number');
  if (count <= 0) throw located(28729, 'Third argument to $slice must be positive');
  const start = from < 0 ? Math.max(0, values.length + from) : from;
  return values.slice(start, start + count);
}

function concatArrays(values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  return values.flatMap((value) => {
    if (!Array.isArray(value)) throw located(28664, `$concatArrays only supports arrays, not ${typeOf(value)}`);
    return value;
  });
}

function indexOf(items: unknown, value: unknown, start: unknown, end: unknown): unknown {
  if (isNullish(items)) return null;
  const values = list(items, 40090, '$indexOfArray');
  const [from, to] = [start === undefined ? 0 : whole(start), end === undefined ? values.length : whole(end)];
  if (from === undefined || to === undefined) throw located(40096, '$indexOfArray requires integral indexes');
  if (from < 0 || to < 0) throw located(40097, '$indexOfArray requires nonnegative indexes');
  const found = values.slice(0, to).findIndex((item, at) => at >= from && compare(item, value) === 0);
  return new Int32(found);
}

function range(start: unknown, end: unknown, step: unknown = new Int32(1)): unknown {
  const [from, to, by] = [whole(start), whole(end), whole(step)];
  if (from === undefined) throw located(34443, '$range requires a numeric starting value');
  if (to === undefined) throw located(34445, '$range requires a numeric ending value');
  if (by === undefined) throw located(34447, '$range requires a numeric step value');
  if (by === 0) throw located(34449, '$range requires a non-zero step value');
  const count = Math.max(0, Math.ceil((to - from) / by));
  if (count > 5_000_000) throw new CommandError('ExceededMemoryLimit', '$range would exceed the memory limit');
  return Array.from({ length: count }, (_, at) => new Int32(from + at * by));
}

function zip(given: Record<string, unknown>): unknown {
  const inputs = given['inputs'];
  if (isNullish(inputs)) return null;
  if (!Array.isArray(inputs)) throw located(34461, 'inputs must be an array of expressions');
  if (inputs.some(isNullish)) return null;
  const lists = inputs.map((input) => list(input, 34468, '$zip'));
  const defaults = given['defaults'];
  const isLongest = given['useLongestLength'] === true;
  if (defaults !== undefined && !isLongest)
    throw located(34466, 'cannot specify defaults unless useLongestLength is true');
  const lengths = lists.map((one) => one.length);
  const length = lists.length === 0 ? 0 : isLongest ? Math.max(...lengths) : Math.min(...lengths);
  return Array.from({ length }, (_, at) =>
    lists.map((one, index) => (at < one.length ? one[at] : Array.isArray(defaults) ? defaults[index] : null) ?? null),
  );
}

function sortArray({ input, sortBy }: Record<string, unknown>): unknown {
  if (isNullish(input)) return null;
  if (!Array.isArray(input)) throw located(2942504, `The input argument to $sortArray must be an array`);
  if (isDoc(sortBy)) return sorted(input, sortFields(sortBy), (item) => (isDoc(item) ? item : {}));
  const direction = toNumber(sortBy);
  if (direction !== 1 && direction !== -1) throw located(2942801, 'The sortBy direction must be 1 or -1');
  return input.toSorted((a, b) => compare(a, b) * direction);
}

function endOf(name: string, at: number) {
  return eager(1, 1, (items) => (isNullish(items) ? null : list(items, 28689, name).at(at)));
}

/** `{$firstN: {n, input}}` and its relatives over an array. */
function several(name: string, take: (items: unknown[], n: number) => unknown[]) {
  return named(['n', 'input'], [], ({ n, input }) => {
    const count = whole(n);
    if (count === undefined || count <= 0) throw located(5787908, `'n' of ${name} must be a whole number above 0`);
    if (isNullish(input)) throw located(5788200, `Value of 'input' of ${name} must be an array`);
    return take(list(input, 5788200, name), count);
  });
}

export function extremes(items: readonly unknown[], sign: number, n: number): unknown[] {
  return items
    .filter((item) => !isNullish(item))
    .toSorted((a, b) => compare(a, b) * sign)
    .slice(0, n);
}

export const arrays: Operators = {
  $size: eager(1, 1, (items) => {
    if (Array.isArray(items)) return new Int32(items.length);
    throw located(17124, `The argument to $size must be an array, but was of type: ${typeOf(items)}`);
  }),
  $arrayElemAt: eager(2, 2, elementAt),
  $slice: eager(2, 3, slice),
  $concatArrays: variadic(concatArrays),
  $indexOfArray: eager(2, 4, indexOf),
  $isArray: eager(1, 1, (value) => Array.isArray(value)),
  $in: eager(2, 2, (value, items) => {
    if (!Array.isArray(items))
      throw located(40081, `$in requires an array as a second argument, found: ${typeOf(items)}`);
    return items.some((item) => compare(item, value) === 0);
  }),
  $range: eager(2, 3, range),
  $reverseArray: eager(1, 1, (items) => (isNullish(items) ? null : list(items, 34435, '$reverseArray').toReversed())),
  $zip: (operand, scope, name) =>
    named(['inputs'], ['useLongestLength', 'defaults'], (values) => zip(values))(operand, scope, name),
  $sortArray: (operand, scope) => {
    if (!isDoc(operand) || !('input' in operand) || !('sortBy' in operand))
      throw located(2942502, '$sortArray requires an object with input and sortBy');
    const input = scope.compile(operand['input']);
    return (env) => sortArray({ input: input(env), sortBy: operand['sortBy'] });
  },
  $first: endOf('$first', 0),
  $last: endOf('$last', -1),
  $firstN: several('$firstN', (items, n) => items.slice(0, n)),
  $lastN: several('$lastN', (items, n) => items.slice(-n)),
  $maxN: several('$maxN', (items, n) => extremes(items, -1, n)),
  $minN: several('$minN', (items, n) => extremes(items, 1, n)),
  $allElementsTrue: eager(1, 1, (items) => list(items, 17040, '$allElementsTrue').every(isTrue)),
  $anyElementTrue: eager(1, 1, (items) => list(items, 17041, '$anyElementTrue').some(isTrue)),
};
