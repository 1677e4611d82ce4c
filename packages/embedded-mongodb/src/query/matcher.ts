import { notOffered } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { splitPath, walk } from '../values/paths.ts';
import { isNullish } from '../values/types.ts';
import type { Comparison } from './collation.ts';
import { compileExpression } from '../expression/compile.ts';
import { isTrue } from '../expression/scope.ts';
import type { Variables } from '../expression/scope.ts';
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

/** Where a condition looks: at a path, or (in `$elemMatch`) at one value as it is. */
type Place = (test: ValueTest) => Matcher;

function atPath(path: string): Place {
  const parts = splitPath(path);
  return (test) => (doc) => walk(doc, parts, 0, test);
}

const VALUE = 'v';

function atValue(test: ValueTest): Matcher {
  return (doc) => test(doc[VALUE], false);
}

const RANGES: ReadonlySet<string> = new Set(['$lt', '$lte', '$gt', '$gte']);

/** The test of an operator that asks one value; undefined for those that need the whole path. */
function valueTest(name: string, operand: unknown, condition: Doc, options: MatchOptions): ValueTest | undefined {
  const { collation } = options;
  if (RANGES.has(name) && regexOf(operand)) throw tests.bad(`Can't have RegEx as arg to predicate ${name}.`);
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
    const matches = compileCondition(atValue, operand, options);
    return (value, isElement) => !isElement && Array.isArray(value) && value.some((item) => matches({ [VALUE]: item }));
  }
  const matches = compile(operand, options);
  return (value, isElement) =>
    !isElement &&
    Array.isArray(value) &&
    value.some((item) => (isDoc(item) || Array.isArray(item)) && matches({ ...item }));
}

function all(place: Place, operand: unknown, options: MatchOptions): Matcher {
  if (!Array.isArray(operand)) throw tests.bad('$all needs an array');
  if (operand.length === 0) return () => false;
  return every(
    operand.map((item) =>
      isOperators(item) ? compileCondition(place, item, options) : compileValue(place, item, options),
    ),
  );
}

function compileOperator(place: Place, name: string, operand: unknown, condition: Doc, options: MatchOptions): Matcher {
  const test = valueTest(name, operand, condition, options);
  if (test) return place(test);
  switch (name) {
    case '$ne':
      if (regexOf(operand)) throw tests.bad("Can't have regex as arg to $ne.");
      return not(place(tests.equality(operand, options.collation)));
    case '$nin':
      return not(place(tests.membership(operand, name, options.collation)));
    case '$exists': {
      const exists = place((value) => value !== undefined);
      return operand === false || isNullish(operand) || isZero(operand) ? not(exists) : exists;
    }
    case '$all':
      return all(place, operand, options);
    case '$not':
      if (regexOf(operand)) return not(compileValue(place, operand, options));
      if (!isOperators(operand)) throw tests.bad('$not needs a regex or a document');
      return not(compileCondition(place, operand, options));
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

function compileCondition(place: Place, condition: Doc, options: MatchOptions): Matcher {
  return every(
    Object.entries(condition).map(([name, operand]) => compileOperator(place, name, operand, condition, options)),
  );
}

function compileValue(place: Place, condition: unknown, options: MatchOptions): Matcher {
  if (isOperators(condition)) return compileCondition(place, condition, options);
  if (regexOf(condition)) return place(tests.regex(condition, undefined));
  return place(tests.equality(condition, options.collation));
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
    case '$expr': {
      const compute = compileExpression(operand, options.variables);
      return (doc) => isTrue(compute(doc));
    }
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
      name.startsWith('$') ? compileTop(name, operand, options) : compileValue(atPath(name), operand, options),
    ),
  );
}
