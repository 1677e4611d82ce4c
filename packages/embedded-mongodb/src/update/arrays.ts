import { CommandError } from '../errors.ts';
import { compile, isOperators } from '../query/matcher.ts';
import { regexOf } from '../query/regex.ts';
import { sorter, sortFields } from '../query/sort.ts';
import { isDoc } from '../values/bson.ts';
import { compare, equal, identical } from '../values/compare.ts';
import { toNumber } from '../values/numbers.ts';
import { typeOf } from '../values/types.ts';

/** The array that an operator changes, or a new one where there is none. Throws BadValue for what is no array. */
function arrayFor(current: unknown, operator: string, path: string): unknown[] {
  if (current === undefined) return [];
  if (Array.isArray(current)) return current;
  throw new CommandError(
    'BadValue',
    `The field '${path}' must be an array but is of type ${typeOf(current)} (${operator})`,
  );
}

function whole(value: unknown, name: string): number {
  const number = toNumber(value);
  if (number === undefined || !Number.isInteger(number)) {
    throw new CommandError('BadValue', `The value for ${name} must be an integer value`);
  }
  return number;
}

function sortItems(items: unknown[], spec: unknown): unknown[] {
  if (!isDoc(spec)) {
    const direction = whole(spec, '$sort');
    return items.toSorted((a, b) => compare(a, b) * direction);
  }
  const by = sorter(sortFields(spec));
  return items
    .map((item) => ({ item, keys: by.keys(isDoc(item) ? item : {}) }))
    .toSorted((a, b) => by.compare(a.keys, b.keys))
    .map(({ item }) => item);
}

function each(operand: unknown, operator: string): unknown[] | undefined {
  if (!isDoc(operand) || !('$each' in operand)) return undefined;
  if (!Array.isArray(operand['$each'])) {
    throw new CommandError('TypeMismatch', `The argument to $each in ${operator} must be an array`);
  }
  return operand['$each'];
}

export function push(current: unknown, operand: unknown, path: string): unknown[] {
  const items = arrayFor(current, '$push', path);
  const added = each(operand, '$push');
  if (!added || !isDoc(operand)) return [...items, operand];
  const unknown = Object.keys(operand).find((name) => !['$each', '$slice', '$sort', '$position'].includes(name));
  if (unknown) throw new CommandError('BadValue', `Unrecognized clause in $push: ${unknown}`);
  let result = [...items];
  if ('$position' in operand) result.splice(whole(operand['$position'], '$position'), 0, ...added);
  else result.push(...added);
  if ('$sort' in operand) result = sortItems(result, operand['$sort']);
  if ('$slice' in operand) {
    const count = whole(operand['$slice'], '$slice');
    result = count === 0 ? [] : count < 0 ? result.slice(count) : result.slice(0, count);
  }
  return result;
}

export function addToSet(current: unknown, operand: unknown, path: string): unknown[] {
  const result = [...arrayFor(current, '$addToSet', path)];
  for (const item of each(operand, '$addToSet') ?? [operand]) {
    if (!result.some((own) => identical(own, item))) result.push(item);
  }
  return result;
}

export function pop(current: unknown, operand: unknown, path: string): unknown {
  if (current === undefined) return undefined;
  const end = toNumber(operand);
  if (end !== 1 && end !== -1)
    throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${String(operand)}`);
  const items = arrayFor(current, '$pop', path);
  return end === 1 ? items.slice(0, -1) : items.slice(1);
}

/** Whether `$pull` takes this element: by operators, by a filter on its fields, or by equality. */
function pulls(operand: unknown): (item: unknown) => boolean {
  if (isOperators(operand) || regexOf(operand)) {
    const matches = compile({ v: operand });
    return (item) => matches({ v: item });
  }
  if (isDoc(operand)) {
    const matches = compile(operand);
    return (item) => isDoc(item) && matches(item);
  }
  return (item) => equal(item, operand);
}

export function pull(current: unknown, operand: unknown, path: string): unknown {
  if (current === undefined) return undefined;
  const takes = pulls(operand);
  return arrayFor(current, '$pull', path).filter((item) => !takes(item));
}

export function pullAll(current: unknown, operand: unknown, path: string): unknown {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$pullAll requires an array argument');
  if (current === undefined) return undefined;
  return arrayFor(current, '$pullAll', path).filter((item) => !operand.some((one) => equal(one, item)));
}

/** The arrays' operators, by name: from the current value to the new one; undefined leaves the field alone. */
export const ARRAY_OPERATORS: Readonly<Record<string, (current: unknown, operand: unknown, path: string) => unknown>> =
  {
    $push: push,
    $addToSet: addToSet,
    $pop: pop,
    $pull: pull,
    $pullAll: pullAll,
  };
