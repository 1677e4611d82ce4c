import { CommandError, located } from '../errors.ts';
import type { Doc } from '../values/bson.ts';
import { isDoc } from '../values/bson.ts';
import { field } from '../values/fields.ts';
import { toNumber } from '../values/numbers.ts';
import { isNullish } from '../values/types.ts';

/** The values of `let` and `$$name`. */
export type Variables = Readonly<Record<string, unknown>>;

/** What an expression is computed over. `current` is what `$field` looks into; the root unless a `$let` says otherwise. */
export type Env = { readonly root: unknown; readonly current: unknown; readonly variables: Variables };

/** A compiled expression: from a document to a value in its BSON class; `undefined` is a missing field. */
export type Expression = (env: Env) => unknown;

/** Where an expression stands: the variables that it may name. */
export type Scope = {
  readonly names: ReadonlySet<string>;
  /** Compiles what stands inside, with these variables besides. */
  readonly compile: (spec: unknown, names?: readonly string[]) => Expression;
};

/** From an operator's operand to the compiled expression. */
export type Operator = (operand: unknown, scope: Scope, name: string) => Expression;

export type Operators = Readonly<Record<string, Operator>>;

/** The operands as a list: `{$op: x}` is `{$op: [x]}`. */
export function operandsOf(operand: unknown): unknown[] {
  return Array.isArray(operand) ? operand : [operand];
}

/** An operator of `least` to `most` operands that are all computed first. */
export function eager(least: number, most: number, apply: (...values: unknown[]) => unknown): Operator {
  return (operand, scope, name) => {
    const operands = operandsOf(operand);
    if (operands.length < least || operands.length > most) {
      const wanted = least === most ? `exactly ${least}` : `${least} to ${most}`;
      throw located(16020, `Expression ${name} takes ${wanted} arguments. ${operands.length} were passed in.`);
    }
    const parts = operands.map((part) => scope.compile(part));
    return (env) => apply(...parts.map((part) => part(env)));
  };
}

/** An operator of any number of operands. */
export function variadic(apply: (values: unknown[], name: string) => unknown): Operator {
  return (operand, scope, name) => {
    const parts = operandsOf(operand).map((part) => scope.compile(part));
    return (env) =>
      apply(
        parts.map((part) => part(env)),
        name,
      );
  };
}

/** As eager with one operand; null and missing give null. */
export function ofOne(apply: (value: unknown) => unknown): Operator {
  return eager(1, 1, (value) => (isNullish(value) ? null : apply(value)));
}

/** The operands that an operator takes by name. Throws for unknown ones and for required ones that are not there. */
export function namedOperands(
  operand: unknown,
  name: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Doc {
  if (!isDoc(operand)) throw new CommandError('FailedToParse', `${name} only supports an object as its argument`);
  const unknown = Object.keys(operand).find((key) => !required.includes(key) && !optional.includes(key));
  if (unknown !== undefined) throw new CommandError('FailedToParse', `Unrecognized argument to ${name}: ${unknown}`);
  const missing = required.find((key) => !Object.hasOwn(operand, key));
  if (missing !== undefined) throw new CommandError('FailedToParse', `Missing '${missing}' parameter to ${name}`);
  return operand;
}

/** An operator whose operands have names and are all computed first. */
export function named(
  required: readonly string[],
  optional: readonly string[],
  apply: (values: Doc, name: string) => unknown,
): Operator {
  return (operand, scope, name) => {
    const given = namedOperands(operand, name, required, optional);
    const parts = Object.entries(given).map(([key, spec]): [string, Expression] => [key, scope.compile(spec)]);
    return (env) => apply(Object.fromEntries(parts.map(([key, part]) => [key, part(env)])), name);
  };
}

/** The value at a path as expressions see it: into documents, and through arrays of documents (never by index). */
export function follow(value: unknown, path: readonly string[], at: number): unknown {
  const part = path[at];
  if (part === undefined) return value;
  if (isDoc(value)) return follow(field(value, part), path, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value
    .filter(isDoc)
    .map((item) => follow(item, path, at))
    .filter((found) => found !== undefined);
}

/** MongoDB's truth: false, null, missing and every zero are false; everything else, also '', is true. */
export function isTrue(value: unknown): boolean {
  if (isNullish(value) || value === false) return false;
  const number = toNumber(value);
  return number === undefined || number !== 0;
}
