import { CommandError, located } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import { isNullish } from '../values/types.ts';
import { eager, isTrue, namedOperands, operandsOf } from './scope.ts';
import type { Expression, Operator, Operators } from './scope.ts';

/** Operators that compute only what they need, or that make variables. */

const and: Operator = (operand, scope) => {
  const parts = operandsOf(operand).map((part) => scope.compile(part));
  return (env) => parts.every((part) => isTrue(part(env)));
};

const or: Operator = (operand, scope) => {
  const parts = operandsOf(operand).map((part) => scope.compile(part));
  return (env) => parts.some((part) => isTrue(part(env)));
};

const cond: Operator = (operand, scope, name) => {
  if (!Array.isArray(operand)) {
    if (!isDoc(operand)) throw located(16020, `Expression ${name} takes exactly 3 arguments. 1 were passed in.`);
    const unknown = Object.keys(operand).find((key) => !['if', 'then', 'else'].includes(key));
    if (unknown !== undefined) throw located(17083, `Unrecognized parameter to $cond: ${unknown}`);
    for (const [at, key] of ['if', 'then', 'else'].entries()) {
      if (!(key in operand)) throw located(17080 + at, `Missing '${key}' parameter to $cond`);
    }
  }
  const operands = Array.isArray(operand)
    ? operand
    : isDoc(operand)
      ? ['if', 'then', 'else'].map((key) => operand[key])
      : [];
  if (operands.length !== 3)
    throw located(16020, `Expression ${name} takes exactly 3 arguments. ${operands.length} were passed in.`);
  const [test, yes, no] = operands.map((part) => scope.compile(part));
  return (env) => (isTrue(test?.(env)) ? yes?.(env) : no?.(env));
};

const ifNull: Operator = (operand, scope) => {
  const parts = operandsOf(operand).map((part) => scope.compile(part));
  if (parts.length < 2) throw located(1257300, `$ifNull needs at least two arguments, had: ${parts.length}`);
  return (env) => {
    let value: unknown;
    for (const part of parts) {
      value = part(env);
      if (!isNullish(value)) return value;
    }
    return value;
  };
};

const choose: Operator = (operand, scope) => {
  if (!isDoc(operand)) throw located(40060, '$switch requires an object as an argument');
  const { branches } = operand;
  if (!Array.isArray(branches)) throw located(40061, "$switch expected an array for 'branches'");
  if (branches.length === 0) throw located(40068, '$switch requires at least one branch');
  const pairs = branches.map((branch: unknown): [Expression, Expression] => {
    if (!isDoc(branch)) throw located(40062, '$switch expected each branch to be an object');
    if (!('case' in branch)) throw located(40064, "$switch requires each branch have a 'case' expression");
    if (!('then' in branch)) throw located(40065, "$switch requires each branch have a 'then' expression");
    return [scope.compile(branch['case']), scope.compile(branch['then'])];
  });
  const otherwise = 'default' in operand ? scope.compile(operand['default']) : undefined;
  return (env) => {
    const found = pairs.find(([test]) => isTrue(test(env)));
    if (found) return found[1](env);
    if (otherwise) return otherwise(env);
    throw located(40066, '$switch could not find a matching branch for an input, and no default was specified.');
  };
};

function checkName(name: string): void {
  if (!/^[a-z\u0080-\uFFFF][\w\u0080-\uFFFF]*$/u.test(name) && name !== 'CURRENT') {
    throw new CommandError('FailedToParse', `'${name}' starts with an invalid character for a user variable name`);
  }
}

const bind: Operator = (operand, scope, name) => {
  const given = namedOperands(operand, name, ['vars', 'in']);
  const vars = given['vars'];
  if (!isDoc(vars)) throw new CommandError('FailedToParse', 'invalid parameter: expected an object (vars)');
  const names = Object.keys(vars);
  names.forEach(checkName);
  const parts = Object.entries(vars).map(([key, spec]): [string, Expression] => [key, scope.compile(spec)]);
  const inner = scope.compile(given['in'], names);
  return (env) => {
    const own = Object.fromEntries(parts.map(([key, part]) => [key, part(env)]));
    const current = 'CURRENT' in own ? own['CURRENT'] : env.current;
    return inner({ ...env, current, variables: { ...env.variables, ...own } });
  };
};

function elementName(given: unknown): string {
  if (given === undefined) return 'this';
  if (typeof given !== 'string') throw new CommandError('FailedToParse', 'The name of a variable must be a string');
  checkName(given);
  return given;
}

const map: Operator = (operand, scope, name) => {
  const given = namedOperands(operand, name, ['input', 'in'], ['as']);
  const as = elementName(given['as']);
  const input = scope.compile(given['input']);
  const each = scope.compile(given['in'], [as]);
  return (env) => {
    const items = input(env);
    if (isNullish(items)) return null;
    if (!Array.isArray(items)) throw located(16883, `input to $map must be an array`);
    return items.map((item) => each({ ...env, variables: { ...env.variables, [as]: item } }) ?? null);
  };
};

const filter: Operator = (operand, scope, name) => {
  const given = namedOperands(operand, name, ['input', 'cond'], ['as', 'limit']);
  const as = elementName(given['as']);
  const input = scope.compile(given['input']);
  const test = scope.compile(given['cond'], [as]);
  const limit = 'limit' in given ? scope.compile(given['limit']) : undefined;
  return (env) => {
    const items = input(env);
    if (isNullish(items)) return null;
    if (!Array.isArray(items)) throw located(28651, `input to $filter must be an array`);
    const most = limit?.(env);
    const count = isNullish(most) ? Infinity : Number(most);
    if (!(count >= 1)) throw located(327392, '$filter: limit must be greater than 0');
    const found: unknown[] = [];
    for (const item of items) {
      if (found.length >= count) break;
      if (isTrue(test({ ...env, variables: { ...env.variables, [as]: item } }))) found.push(item);
    }
    return found;
  };
};

const reduce: Operator = (operand, scope, name) => {
  const given = namedOperands(operand, name, ['input', 'initialValue', 'in']);
  const [input, start] = [scope.compile(given['input']), scope.compile(given['initialValue'])];
  const step = scope.compile(given['in'], ['this', 'value']);
  return (env) => {
    const items = input(env);
    if (isNullish(items)) return null;
    if (!Array.isArray(items)) throw located(40080, `$reduce requires that 'input' be an array`);
    return items.reduce(
      (value: unknown, item: unknown) => step({ ...env, variables: { ...env.variables, value, this: item } }),
      start(env),
    );
  };
};

export const control: Operators = {
  $and: and,
  $or: or,
  $not: eager(1, 1, (value) => !isTrue(value)),
  $cond: cond,
  $ifNull: ifNull,
  $switch: choose,
  $let: bind,
  $map: map,
  $filter: filter,
  $reduce: reduce,
  $literal: (operand) => () => operand,
  $const: (operand) => () => operand,
  $expr: (operand, scope) => scope.compile(operand),
};
