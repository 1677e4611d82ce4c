import { BSONRegExp, BSONSymbol, Decimal128, Double, Int32, Long, Timestamp } from 'bson';
import { Aggregator } from 'mingo/aggregator';
import { Context, ProcessingMode } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as windows from 'mingo/operators/window';
import type { Options } from 'mingo/types';
import { CommandError, notOffered } from '../errors.ts';
import type { Variables } from '../expression/scope.ts';
import { toRegExp } from '../query/regex.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { fieldsOf, setField } from '../values/fields.ts';

/** The few stages that mingo does. It computes with JavaScript's numbers, so documents go to it in that form. */

const context = Context.init()
  .addExpressionOps({ ...expressions })
  .addAccumulatorOps({ ...accumulators })
  .addPipelineOps({ ...stages })
  .addWindowOps({ ...windows });

function optionsWith(variables?: Variables): Options {
  return {
    idKey: '_id',
    processingMode: ProcessingMode.CLONE_OFF,
    useStrictMode: true,
    // mingo's own stages are made with $function; what a client sends has been searched for it.
    scriptEnabled: true,
    failOnError: true,
    context,
    ...(variables ? { variables } : {}),
  };
}

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
    for (const doc of new Aggregator(pipeline, optionsWith(variables)).run(promoted(docs))) yield doc;
  } catch (error) {
    throw asCommandError(error);
  }
}
