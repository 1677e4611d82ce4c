import { CommandError, notOffered } from '../errors.ts';
import { context as mingoContext, evaluate, mingoOptions, prepare, promoteDoc } from '../query/expression.ts';
import type { Variables } from '../query/expression.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { keyText } from '../values/key.ts';
import { setField } from '../values/fields.ts';
import { isNullish, isNumeric } from '../values/types.ts';
import { addPlain, divide } from '../query/operators.ts';
import { OpType } from 'mingo/core';

/** One accumulator while a group grows. */
type Accumulator = { add: (doc: Doc) => void; result: () => unknown };
type Evaluate = (doc: Doc) => unknown;

function fold(evaluateDoc: Evaluate, start: unknown, step: (whole: unknown, value: unknown) => unknown): Accumulator {
  let whole = start;
  return {
    add: (doc) => {
      whole = step(whole, evaluateDoc(doc));
    },
    result: () => whole,
  };
}

function extreme(evaluateDoc: Evaluate, sign: number): Accumulator {
  return fold(evaluateDoc, null, (best, value) => {
    if (isNullish(value)) return best;
    return best === null || compare(value, best) * sign > 0 ? value : best;
  });
}

function average(evaluateDoc: Evaluate): Accumulator {
  let count = 0;
  let sum: unknown = 0;
  return {
    add: (doc) => {
      const value = evaluateDoc(doc);
      if (!isNumeric(value)) return;
      count += 1;
      sum = addPlain(sum, value);
    },
    result: () => (count === 0 ? null : divide(sum, count)),
  };
}

function first(evaluateDoc: Evaluate): Accumulator {
  let value: unknown;
  let isSet = false;
  return {
    add: (doc) => {
      if (!isSet) value = evaluateDoc(doc);
      isSet = true;
    },
    result: () => value ?? null,
  };
}

function toSet(evaluateDoc: Evaluate): Accumulator {
  const values = new Map<string, unknown>();
  return {
    add: (doc) => {
      const value = evaluateDoc(doc);
      if (value !== undefined) values.set(keyText(value), value);
    },
    result: () => [...values.values()],
  };
}

function list(evaluateDoc: Evaluate): Accumulator {
  const values: unknown[] = [];
  return {
    add: (doc) => {
      const value = evaluateDoc(doc);
      if (value !== undefined) values.push(value);
    },
    result: () => values,
  };
}

/** The accumulators that need the whole group at once are mingo's. */
function collected(name: string, operand: unknown, variables?: Variables): Accumulator {
  const apply = mingoContext.getOperator(OpType.ACCUMULATOR, name);
  if (!apply) throw new CommandError('BadValue', `unknown group operator '${name}'`);
  const docs: Doc[] = [];
  const options = mingoOptions(variables);
  return { add: (doc) => docs.push(doc), result: () => apply(docs, operand, options) };
}

function accumulator(name: string, operand: unknown, variables?: Variables): () => Accumulator {
  if (name === '$accumulator' || name === '$function') throw notOffered(name);
  const prepared = prepare(operand);
  const options = mingoOptions(variables);
  const evaluateDoc: Evaluate = (doc) => evaluate(prepared, doc, options);
  switch (name) {
    case '$sum':
      return () => fold(evaluateDoc, 0, (whole, value) => (isNumeric(value) ? addPlain(whole, value) : whole));
    case '$count':
      return () =>
        fold(
          () => 1,
          0,
          (whole) => Number(whole) + 1,
        );
    case '$avg':
      return () => average(evaluateDoc);
    case '$min':
      return () => extreme(evaluateDoc, -1);
    case '$max':
      return () => extreme(evaluateDoc, 1);
    case '$first':
      return () => first(evaluateDoc);
    case '$last':
      return () => fold(evaluateDoc, null, (_whole, value) => value ?? null);
    case '$push':
      return () => list(evaluateDoc);
    case '$addToSet':
      return () => toSet(evaluateDoc);
    default:
      return () => collected(name, prepared, variables);
  }
}

/** `$group`. Groups come in the order in which they were first met. */
export function* group(docs: Iterable<Doc>, operand: unknown, variables?: Variables): Generator<Doc> {
  if (!isDoc(operand) || !('_id' in operand)) {
    throw new CommandError('BadValue', 'a group specification must include an _id');
  }
  const idExpression = prepare(operand['_id']);
  const options = mingoOptions(variables);
  const fields = Object.entries(operand)
    .filter(([name]) => name !== '_id')
    .map(([name, spec]): [string, () => Accumulator] => {
      const [entry, ...more] = isDoc(spec) ? Object.entries(spec) : [];
      if (!entry || more.length > 0)
        throw new CommandError('BadValue', `The field '${name}' must specify one accumulator`);
      return [name, accumulator(entry[0], entry[1], variables)];
    });
  const groups = new Map<string, { id: unknown; accumulators: [string, Accumulator][] }>();
  for (const source of docs) {
    const doc = promoteDoc(source);
    const id = evaluate(idExpression, doc, options) ?? null;
    const key = keyText(id);
    let own = groups.get(key);
    if (!own) groups.set(key, (own = { id, accumulators: fields.map(([name, make]) => [name, make()]) }));
    for (const [, one] of own.accumulators) one.add(doc);
  }
  for (const { id, accumulators } of groups.values()) {
    const result: Doc = { _id: id };
    for (const [name, one] of accumulators) setField(result, name, one.result());
    yield result;
  }
}
