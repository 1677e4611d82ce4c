import { BSONRegExp, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import { CommandError } from '../errors.ts';
import { toRegExp } from '../query/regex.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { mingo } from './mingo.ts';
import { operandsOf } from './scope.ts';
import type { Expression, Operator } from './scope.ts';

/** Operators whose work mingo does: their operands are computed here and given to it as JavaScript's own values. */

function toJavaScript(value: unknown): unknown {
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (value instanceof Long) return value.toNumber();
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof BSONRegExp) return toRegExp(value.pattern, value.options);
  if (Array.isArray(value)) return value.map(toJavaScript);
  return isDoc(value)
    ? Object.fromEntries(Object.entries(value).map(([name, own]) => [name, toJavaScript(own)]))
    : value;
}

function run(name: string, operand: unknown): unknown {
  try {
    const { evalExpr, options } = mingo();
    return evalExpr({}, { [name]: operand }, options);
  } catch (error) {
    throw new CommandError('BadValue', error instanceof Error ? error.message : String(error));
  }
}

function constant(value: unknown): unknown {
  return { $literal: toJavaScript(value) };
}

/** mingo's operator of this name. `wrap` gives its answer the BSON class that it has in MongoDB. */
export function borrowed(name: string, wrap: (value: unknown) => unknown = (value) => value): Operator {
  return (operand, scope) => {
    if (isDoc(operand) && !Object.keys(operand)[0]?.startsWith('$')) {
      const parts = Object.entries(operand).map(([key, spec]): [string, Expression] => [key, scope.compile(spec)]);
      return (env) => {
        const given: Doc = {};
        for (const [key, part] of parts) {
          const value = part(env);
          if (value !== undefined) given[key] = constant(value);
        }
        return wrap(run(name, given));
      };
    }
    const parts = operandsOf(operand).map((part) => scope.compile(part));
    return (env) => {
      const given = parts.map((part) => constant(part(env) ?? null));
      return wrap(run(name, given.length === 1 && !Array.isArray(operand) ? given[0] : given));
    };
  };
}
