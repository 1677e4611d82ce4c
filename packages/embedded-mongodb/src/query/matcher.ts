import { notOffered } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { splitPath, walk } from '../values/paths.ts';
import { isNullish } from '../values/types.ts';
import type { Comparison } from './collation.ts';
import { truthOf } from './expression.ts';
import type { Variables } from './expression.ts';
import { schemaTest } from './jsonSchema.ts';
import { regexOf } from './regex.ts';
import * as tests from './tests.ts';
import type { ValueTest } from './tests.ts';

/** Whether a document matches a filter. */
export type Matcher = (doc: Doc) => boolean;

export type MatchOptions = { collation?: Comparison | undefined; variables?: Variables | undefined };

const NOT_OFFERED = new Set(['$text', '$where', '$near', '$nearSphere', '$geoWithin', '$geoIntersects', '$within']);

/** A document whose first key is an operator; `$ref`, `$id` and `$db` belong to a DBRef. */
export function isOperators(value: unknown): value is Doc {
  if (!isDoc(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

function every(matchers: readonly Matcher[]): Matcher {
  const [first, ...others] = matchers;
  if (!first) return () => true;
  return others.length === 0 ? first : (doc) => matchers.every((matches) => matches(doc));
}

function not(matches: Matcher): Matcher {
  return (doc) => !matches(doc);
}

function atPath(path: string, test: ValueTest): Matcher {
  const parts = splitPath(path);
  return (doc) => walk(doc, parts, 0, test);
}

/** The test of an operator that asks one value; undefined for those that need the whole path. */
function valueTest(name: string, operand: unknown, condition: Doc, options: MatchOptions): ValueTest | undefined {
  const { collation } = options;
  switch (name) {
    case '$eq': {
      return tests.equality(operand, collation);
    }
    case '$lt':
      return tests.range(operand, (order) => order < 0, collation);
    case '$lte':
      return tests.range(operand, (order) => order <= 0, collation);
    case '$gt':
      return tests.range(operand, (order) => order > 0, collation);
    case '$gte':
      return tests.range(operand, (order) => order >= 0, collation);
    case '$in':
      return tests.membership(operand, name, collation);
    case '$regex':
      return tests.regex(operand, condition['$options']);
    case '$type':
      return tests.type(operand);
    case '$mod':
      return tests.mod(operand);
    case '$size':
      return tests.size(operand);
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return tests.bits(operand, name);
    case '$elemMatch':
      return elementTest(operand, options);
    default:
      return undefined;
  }
}

/** `$elemMatch`: one element of the array meets all of it. */
function elementTest(operand: unknown, options: MatchOptions): ValueTest {
  if (!isDoc(operand)) throw tests.bad('$elemMatch needs an Object');
  const isValue = isOperators(operand) && !['$and', '$or', '$nor', '$expr'].includes(Object.keys(operand)[0] ?? '');
  if (isValue) {
    const wrapped = compileCondition('v', operand, options);
    return (value, isElement) => !isElement && Array.isArray(value) && value.some((item) => wrapped({ v: item }));
  }
  const matches = compile(operand, options);
  return (value, isElement) =>
    !isElement &&
    Array.isArray(value) &&
    value.some((item) => (isDoc(item) || Array.isArray(item)) && matches({ ...item }));
}

function all(path: string, operand: unknown, options: MatchOptions): Matcher {
  if (!Array.isArray(operand)) throw tests.bad('$all needs an array');
  if (operand.length === 0) return () => false;
  return every(
    operand.map((item) =>
      isOperators(item) ? compileCondition(path, item, options) : compilePath(path, item, options),
    ),
  );
}

function compileOperator(path: string, name: string, operand: unknown, condition: Doc, options: MatchOptions): Matcher {
  const test = valueTest(name, operand, condition, options);
  if (test) return atPath(path, test);
  switch (name) {
    case '$ne':
      if (regexOf(operand)) throw tests.bad("Can't have regex as arg to $ne.");
      return not(atPath(path, tests.equality(operand, options.collation)));
    case '$nin':
      return not(atPath(path, tests.membership(operand, name, options.collation)));
    case '$exists': {
      const exists = atPath(path, (value) => value !== undefined);
      return operand === false || isNullish(operand) || isZero(operand) ? not(exists) : exists;
    }
    case '$all':
      return all(path, operand, options);
    case '$not':
      if (regexOf(operand)) return not(compilePath(path, operand, options));
      if (!isOperators(operand)) throw tests.bad('$not needs a regex or a document');
      return not(compileCondition(path, operand, options));
    case '$options':
      if (!('$regex' in condition)) throw tests.bad('$options needs a $regex');
      return () => true;
    case '$comment':
      return () => true;
    default:
      if (NOT_OFFERED.has(name)) throw notOffered(name);
      throw tests.bad(`unknown operator: ${name}`);
  }
}

function isZero(value: unknown): boolean {
  return Number(value) === 0;
}

function compileCondition(path: string, condition: Doc, options: MatchOptions): Matcher {
  return every(
    Object.entries(condition).map(([name, operand]) => compileOperator(path, name, operand, condition, options)),
  );
}

function compilePath(path: string, condition: unknown, options: MatchOptions): Matcher {
  if (isOperators(condition)) return compileCondition(path, condition, options);
  if (regexOf(condition)) return atPath(path, tests.regex(condition, undefined));
  return atPath(path, tests.equality(condition, options.collation));
}

function list(name: string, operand: unknown, options: MatchOptions): Matcher[] {
  if (!Array.isArray(operand) || operand.length === 0) throw tests.bad(`${name} must be a nonempty array`);
  return operand.map((item) => {
    if (!isDoc(item)) throw tests.bad(`${name} argument's entries must be objects`);
    return compile(item, options);
  });
}

function compileTop(name: string, operand: unknown, options: MatchOptions): Matcher {
  switch (name) {
    case '$and':
      return every(list(name, operand, options));
    case '$or': {
      const matchers = list(name, operand, options);
      return (doc) => matchers.some((matches) => matches(doc));
    }
    case '$nor': {
      const matchers = list(name, operand, options);
      return (doc) => !matchers.some((matches) => matches(doc));
    }
    case '$expr':
      return truthOf(operand, options.variables);
    case '$jsonSchema':
      return schemaTest(operand);
    case '$comment':
      return () => true;
    case '$alwaysTrue':
      return () => true;
    case '$alwaysFalse':
      return () => false;
    default:
      if (NOT_OFFERED.has(name)) throw notOffered(name);
      throw tests.bad(`unknown top level operator: ${name}`);
  }
}

/** Compiles a filter. Throws CommandError (BadValue) on what MongoDB refuses, and names what is not offered. */
export function compile(filter: Doc, options: MatchOptions = {}): Matcher {
  return every(
    Object.entries(filter).map(([name, operand]) =>
      name.startsWith('$') ? compileTop(name, operand, options) : compilePath(name, operand, options),
    ),
  );
}
