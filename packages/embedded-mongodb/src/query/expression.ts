import { BSONRegExp, BSONSymbol, Decimal128, Double, Int32, Long, Timestamp } from 'bson';
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { CommandError, notOffered } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { fieldsOf, setField } from '../values/fields.ts';
import { ownAccumulators, ownExpressions } from './operators.ts';
import { toRegExp } from './regex.ts';

/** The values of `let` and `$$name`. */
export type Variables = Readonly<Record<string, unknown>>;

const {
  $function: _function,
  $accumulator: _accumulator,
  ...accumulatorsOffered
} = {
  $function: undefined,
  ...accumulators,
};

/** Our own operators come first: an operator that is registered already is kept. */
export const context = Context.init()
  .addExpressionOps(ownExpressions)
  .addAccumulatorOps(ownAccumulators)
  .addExpressionOps({ ...expressions })
  .addAccumulatorOps(accumulatorsOffered);

export function mingoOptions(variables?: Variables): Options {
  return {
    idKey: '_id',
    processingMode: ProcessingMode.CLONE_OFF,
    useStrictMode: true,
    scriptEnabled: false,
    failOnError: true,
    context,
    ...(variables ? { variables } : {}),
  };
}

/**
 * A value for mingo, which computes with JavaScript numbers. What they cannot hold (large longs, decimals) stays in its
 * BSON class, so that it passes through unharmed.
 */
export function promote(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long && !(value instanceof Timestamp)) {
    const number = value.toNumber();
    return Number.isSafeInteger(number) ? number : value;
  }
  if (Array.isArray(value)) return value.map(promote);
  return isDoc(value) ? promoteDoc(value) : value;
}

export function promoteDoc(doc: Doc): Doc {
  const result: Doc = {};
  for (const [name, value] of fieldsOf(doc)) setField(result, name, promote(value));
  return result;
}

const REFUSED = new Set(['$function', '$where', '$accumulator']);

/** An expression as mingo takes it: numbers promoted, regexes in JavaScript's form, scripts refused by name. */
export function prepare(expression: unknown): unknown {
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

/** What mingo throws becomes the command's error. */
export function asCommandError(error: unknown): Error {
  if (error instanceof CommandError) return error;
  const unknown = error instanceof Error ? /'(\$\w+)' is not registered/.exec(error.message)?.[1] : undefined;
  if (unknown) return new CommandError('InvalidPipelineOperator', `Unrecognized expression '${unknown}'`);
  return new CommandError('BadValue', error instanceof Error ? error.message : String(error));
}

/** Evaluates a prepared expression over a promoted document. */
export function evaluate(expression: unknown, doc: Doc, options: Options): unknown {
  try {
    return evalExpr(doc, expression, options);
  } catch (error) {
    throw asCommandError(error);
  }
}

/** MongoDB's truth: false, null, missing and every zero are false; everything else, also '', is true. */
export function isTrue(value: unknown): boolean {
  if (value instanceof Decimal128 || value instanceof Long) return Number(value.toString()) !== 0;
  return value !== false && value !== null && value !== undefined && value !== 0;
}

/** `$expr` as a test of documents. */
export function truthOf(expression: unknown, variables?: Variables): (doc: Doc) => boolean {
  const prepared = prepare(expression);
  const options = mingoOptions(variables);
  return (doc) => isTrue(evaluate(prepared, promoteDoc(doc), options));
}
