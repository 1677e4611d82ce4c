import { BSONRegExp, BSONSymbol, Decimal128, Double, Int32, Long, Timestamp } from 'bson';
import { CommandError, notOffered } from '../errors.ts';
import { mingo } from '../expression/mingo.ts';
import type { Variables } from '../expression/scope.ts';
import { toRegExp } from '../query/regex.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { fieldsOf, setField } from '../values/fields.ts';

/** The few stages that mingo does. It computes with JavaScript's numbers, so documents go to it in that form. */

/** A value with JavaScript's numbers. What they cannot hold (large longs, decimals) stays as it is and passes through. */
function promote(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long && !(value instanceof Timestamp)) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : value;
  }
  if (Array.isArray(value)) return value.map(promote);
  return isDoc(value) ? promoteDoc(value) : value;
}

function promoteDoc(doc: Doc): Doc {
  const result: Doc = {};
  for (const [name, value] of fieldsOf(doc)) setField(result, name, promote(value));
  return result;
}

const REFUSED = new Set(['$function', '$where', '$accumulator']);

function prepare(expression: unknown): unknown {
  if (expression instanceof BSONRegExp) return toRegExp(expression.pattern, expression.options);
  if (expression instanceof BSONSymbol || expression instanceof Decimal128) return expression;
  if (Array.isArray(expression)) return expression.map(prepare);
  if (!isDoc(expression)) return promote(expression);
  const result: Doc = {};
  for (const [name, value] of fieldsOf(expression)) {
    if (REFUSED.has(name)) throw notOffered(name);
    setField(result, name, name === '$literal' ? promote(value) : prepare(value));
  }
  return result;
}

function asCommandError(error: unknown): Error {
  if (error instanceof CommandError) return error;
  const unknown = error instanceof Error ? /'(\$\w+)' is not registered/.exec(error.message)?.[1] : undefined;
  if (unknown) return new CommandError('InvalidPipelineOperator', `Unrecognized expression '${unknown}'`);
  return new CommandError('BadValue', error instanceof Error ? error.message : String(error));
}

function* promoted(docs: Iterable<Doc>): Generator<Doc> {
  for (const doc of docs) yield promoteDoc(doc);
}

/** Runs one of mingo's stages. */
export function* byMingo(name: string, docs: Iterable<Doc>, operand: unknown, variables?: Variables): Generator<Doc> {
  const pipeline = [{ [name]: prepare(operand) }];
  try {
    const { Aggregator, options } = mingo();
    const aggregator = new Aggregator(pipeline, variables ? { ...options, variables } : options);
    for (const doc of aggregator.run(promoted(docs))) yield doc;
  } catch (error) {
    throw asCommandError(error);
  }
}
