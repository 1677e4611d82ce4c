import { CommandError } from '../errors.ts';
import { compile, isOperators } from '../query/matcher.ts';
import { regexOf } from '../query/regex.ts';
import { sorter, sortFields } from '../query/sort.ts';
import { isDoc } from '../values/bson.ts';
import { compare, equal, identical } from '../values/compare.ts';
import { toNumber } from '../values/numbers.ts';
import { typeOf } from '../values/types.ts';

/** What an operator makes of a field's current value (undefined: missing); undefined leaves the field alone. */
export type Change = (current: unknown) => unknown;

function bad(message: string): CommandError {
  return new CommandError('BadValue', message);
}

/** The array that an operator changes, or a new one where there is none. Throws BadValue for what is no array. */
function arrayFor(current: unknown, operator: string, path: string): unknown[] {
  if (current === undefined) return [];
  if (Array.isArray(current)) return current;
  throw bad(`The field '${path}' must be an array but is of type ${typeOf(current)} (${operator})`);
}

function whole(value: unknown, name: string): number {
  const number = toNumber(value);
  if (number === undefined || !Number.isInteger(number)) throw bad(`The value for ${name} must be an integer value`);
  return number;
}

function direction(value: unknown): number {
  const number = toNumber(value);
  if (number !== 1 && number !== -1) throw bad('The $sort element value must be either 1 or -1');
  return number;
}

function sorting(spec: unknown): (items: unknown[]) => unknown[] {
  if (!isDoc(spec)) {
    const sign = direction(spec);
    return (items) => items.toSorted((a, b) => compare(a, b) * sign);
  }
  if (Object.keys(spec).length === 0) throw bad('The $sort pattern is empty when it should be a set of fields.');
  Object.values(spec).forEach(direction);
  const by = sorter(sortFields(spec));
  return (items) =>
    items
      .map((item) => ({ item, keys: by.keys(isDoc(item) ? item : {}) }))
      .toSorted((a, b) => by.compare(a.keys, b.keys))
      .map(({ item }) => item);
}

const CLAUSES = ['$each', '$slice', '$sort', '$position'];

function push(operand: unknown, path: string): Change {
  if (!isDoc(operand) || !('$each' in operand)) return (current) => [...arrayFor(current, '$push', path), operand];
  const unknown = Object.keys(operand).find((name) => !CLAUSES.includes(name));
  if (unknown) throw bad(`Unrecognized clause in $push: ${unknown}`);
  const added = operand['$each'];
  if (!Array.isArray(added)) {
    throw bad(`The argument to $each in $push must be an array but it was of type: ${typeOf(added)}`);
  }
  // An array's own slice counts from its end, too, where a position is negative.
  const position = '$position' in operand ? whole(operand['$position'], '$position') : Infinity;
  const slice = '$slice' in operand ? whole(operand['$slice'], '$slice') : Infinity;
  const sort = '$sort' in operand ? sorting(operand['$sort']) : (items: unknown[]) => items;
  return (current) => {
    const items = arrayFor(current, '$push', path);
    const result = sort([...items.slice(0, position), ...added, ...items.slice(position)]);
    return slice >= 0 ? result.slice(0, slice) : result.slice(slice);
  };
}

/** The elements that `$addToSet` adds: one, or those of an `$each` that stands alone. */
function setElements(operand: unknown): unknown[] {
  if (!isDoc(operand) || Object.keys(operand)[0] !== '$each') return [operand];
  const added = operand['$each'];
  if (!Array.isArray(added)) {
    const type = typeOf(added);
    throw new CommandError(
      'TypeMismatch',
      `The argument to $each in $addToSet must be an array but it was of type ${type}`,
    );
  }
  if (Object.keys(operand).length > 1) throw bad('Found unexpected fields after $each in $addToSet');
  return added;
}

function addToSet(operand: unknown, path: string): Change {
  const added = setElements(operand);
  return (current) => {
    const result = [...arrayFor(current, '$addToSet', path)];
    for (const item of added) if (!result.some((own) => identical(own, item))) result.push(item);
    return result;
  };
}

function pop(operand: unknown, path: string): Change {
  const end = toNumber(operand);
  if (end !== 1 && end !== -1) {
    throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${String(operand)}`);
  }
  return (current) => {
    if (current === undefined) return undefined;
    if (!Array.isArray(current)) {
      const type = typeOf(current);
      throw new CommandError('TypeMismatch', `Path '${path}' contains an element of non-array type '${type}'`);
    }
    return end === 1 ? current.slice(0, -1) : current.slice(1);
  };
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

function culling(operator: string, path: string, takes: (item: unknown) => boolean): Change {
  return (current) =>
    current === undefined ? undefined : arrayFor(current, operator, path).filter((item) => !takes(item));
}

function pull(operand: unknown, path: string): Change {
  return culling('$pull', path, pulls(operand));
}

function pullAll(operand: unknown, path: string): Change {
  if (!Array.isArray(operand)) throw bad(`$pullAll requires an array argument but was given a ${typeOf(operand)}`);
  return culling('$pullAll', path, (item) => operand.some((one) => equal(one, item)));
}

/** The arrays' operators, by name: from an operand, which is checked here, to what it makes of a value. */
export const ARRAY_OPERATORS: Readonly<Record<string, (operand: unknown, path: string) => Change>> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};

/** What these take from is never made; a path that could not be made is an error all the same. */
export const TAKING: ReadonlySet<string> = new Set(['$pop', '$pull', '$pullAll']);
