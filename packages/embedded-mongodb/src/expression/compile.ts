import { Timestamp } from 'bson';
import { CommandError, located, notOffered } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { fieldsOf, setField } from '../values/fields.ts';
import { accumulating } from './accumulators.ts';
import { arithmetic } from './arithmetic.ts';
import { arrays } from './arrays.ts';
import { comparison } from './comparison.ts';
import { control } from './control.ts';
import { conversion } from './convert.ts';
import { dates } from './dates.ts';
import { objects } from './objects.ts';
import type { Env, Expression, Operators, Scope, Variables } from './scope.ts';
import { follow } from './scope.ts';
import { sets } from './sets.ts';
import { texts } from './texts.ts';

const OPERATORS: Operators = {
  ...accumulating,
  ...arithmetic,
  ...arrays,
  ...comparison,
  ...control,
  ...conversion,
  ...dates,
  ...objects,
  ...sets,
  ...texts,
};

const NOT_OFFERED = new Set([
  '$function',
  '$accumulator',
  '$where',
  '$meta',
  '$toHashedIndexKey',
  '$sampleRate',
  '$encStrStartsWith',
]);

const SYSTEM = new Set(['ROOT', 'CURRENT', 'REMOVE', 'NOW', 'CLUSTER_TIME']);

function systemValue(name: string, env: Env): unknown {
  switch (name) {
    case 'ROOT':
      return env.root;
    case 'CURRENT':
      return env.current;
    case 'NOW':
      return env.variables['NOW'] ?? new Date();
    case 'CLUSTER_TIME':
      return new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
    default:
      return undefined;
  }
}

function checkPath(path: string): string[] {
  if (path === '') throw located(40352, 'FieldPath cannot be constructed with empty string');
  const parts = path.split('.');
  if (parts.at(-1) === '') throw located(40353, "FieldPath must not end with a '.'.");
  for (const part of parts) {
    if (part === '') throw located(15998, 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$')) throw located(16410, "FieldPath field names may not start with '$'.");
  }
  return parts;
}

function compilePath(text: string, names: ReadonlySet<string>): Expression {
  if (!text.startsWith('$$')) {
    if (text === '$') throw located(16872, "'$' by itself is not a valid FieldPath");
    const path = checkPath(text.slice(1));
    return (env) => follow(env.current, path, 0);
  }
  const [name = '', ...rest] = text.slice(2).split('.');
  if (name === '') throw located(16867, 'empty variable names are not allowed');
  const path = rest.length === 0 ? [] : checkPath(rest.join('.'));
  if (['KEEP', 'PRUNE', 'DESCEND'].includes(name) && names.has(name)) return () => text;
  if (SYSTEM.has(name)) return (env) => follow(systemValue(name, env), path, 0);
  if (!names.has(name)) throw located(17276, `Use of undefined variable: ${name}`);
  return (env) => follow(env.variables[name], path, 0);
}

function compileObject(spec: Doc, scope: Scope): Expression {
  const parts = fieldsOf(spec).map(([name, value]): [string, Expression] => {
    if (name.startsWith('$')) throw located(15983, `An object representing an expression must have exactly one field`);
    if (name.includes('.')) throw located(16405, `FieldPath field names may not contain '.': ${name}`);
    return [name, scope.compile(value)];
  });
  return (env) => {
    const result: Doc = {};
    for (const [name, part] of parts) {
      const value = part(env);
      if (value !== undefined) setField(result, name, value);
    }
    return result;
  };
}

function compileOperator(name: string, operand: unknown, scope: Scope): Expression {
  if (NOT_OFFERED.has(name)) throw notOffered(`The expression ${name}`);
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) throw new CommandError('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
  return operator(operand, scope, name);
}

function compileIn(spec: unknown, names: ReadonlySet<string>): Expression {
  const scope: Scope = {
    names,
    compile: (inner, more) => compileIn(inner, more ? new Set([...names, ...more]) : names),
  };
  if (typeof spec === 'string' && spec.startsWith('$')) return compilePath(spec, names);
  if (Array.isArray(spec)) {
    const parts = spec.map((item) => scope.compile(item));
    return (env) => parts.map((part) => part(env) ?? null);
  }
  if (!isDoc(spec)) return () => spec;
  const [first, ...more] = Object.keys(spec);
  if (!first?.startsWith('$')) return compileObject(spec, scope);
  if (more.length > 0)
    throw located(
      15983,
      'An object representing an expression must have exactly one field: ' + Object.keys(spec).join(),
    );
  return compileOperator(first, spec[first], scope);
}

/** A compiled expression for a document, with the variables it was compiled for. */
export type Evaluate = (doc: unknown, more?: Variables) => unknown;

/**
 * Compiles an expression. `variables` are those of the command and of the pipeline around it. Throws CommandError for what
 * MongoDB refuses, and names what is not offered.
 */
export function compileExpression(
  spec: unknown,
  variables: Variables = {},
  moreNames: readonly string[] = [],
): Evaluate {
  const expression = compileIn(spec, new Set([...Object.keys(variables), ...moreNames]));
  const fixed: Variables = { NOW: new Date(), ...variables };
  return (doc, more) =>
    expression({ root: doc, current: doc, variables: more === undefined ? fixed : { ...fixed, ...more } });
}
