import { CommandError, notOffered } from '../errors.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { compare, equal } from '../values/compare.ts';
import { keyText } from '../values/key.ts';
import { toNumber } from '../values/numbers.ts';
import { field } from '../values/fields.ts';
import { isNumeric, typeOf } from '../values/types.ts';
import { toRegExp } from './regex.ts';

type Test = (value: unknown) => boolean;

const JSON_TYPES: Readonly<Record<string, string>> = { boolean: 'bool', number: 'number' };

function typeTest(operand: unknown): Test {
  const names = (Array.isArray(operand) ? operand : [operand]).map(String);
  return (value) => {
    const own = typeOf(value);
    return names.some((name) => {
      const wanted = JSON_TYPES[name] ?? name;
      return wanted === own || (wanted === 'number' && isNumeric(value));
    });
  };
}

function docTest(test: (doc: Doc) => boolean): Test {
  return (value) => !isDoc(value) || test(value);
}

function arrayTest(test: (items: unknown[]) => boolean): Test {
  return (value) => !Array.isArray(value) || test(value);
}

function textTest(test: (text: string) => boolean): Test {
  return (value) => typeof value !== 'string' || test(value);
}

function numberTest(operand: unknown, test: (order: number) => boolean): Test {
  return (value) => !isNumeric(value) || test(compare(value, operand));
}

function schemas(operand: unknown): Test[] {
  return Array.isArray(operand) ? operand.map(compileSchema) : [];
}

function propertyTests(operand: unknown): [string, Test][] {
  return isDoc(operand) ? Object.entries(operand).map(([name, schema]) => [name, compileSchema(schema)]) : [];
}

function properties(operand: unknown): Test {
  const tests = propertyTests(operand);
  return docTest((doc) => tests.every(([name, test]) => field(doc, name) === undefined || test(field(doc, name))));
}

function patternProperties(operand: unknown): Test {
  const tests = propertyTests(operand).map(([pattern, test]) => ({ pattern: toRegExp(pattern, ''), test }));
  return docTest((doc) =>
    Object.entries(doc).every(([name, value]) => tests.every((one) => !one.pattern.test(name) || one.test(value))),
  );
}

function additionalProperties(operand: unknown, schema: Doc): Test {
  const named = new Set(isDoc(schema['properties']) ? Object.keys(schema['properties']) : []);
  const patterns = propertyTests(schema['patternProperties']).map(([pattern]) => toRegExp(pattern, ''));
  const test: Test = isDoc(operand) ? compileSchema(operand) : () => operand !== false;
  return docTest((doc) =>
    Object.entries(doc).every(
      ([name, value]) => named.has(name) || patterns.some((pattern) => pattern.test(name)) || test(value),
    ),
  );
}

function items(operand: unknown): Test {
  const tests = Array.isArray(operand) ? operand.map(compileSchema) : undefined;
  if (tests) return arrayTest((list) => list.every((item, at) => tests[at]?.(item) ?? true));
  const test = compileSchema(operand);
  return arrayTest((list) => list.every(test));
}

function keyword(name: string, operand: unknown, schema: Doc): Test {
  const limit = toNumber(operand) ?? 0;
  switch (name) {
    case 'bsonType':
    case 'type':
      return typeTest(operand);
    case 'required':
      return docTest((doc) => Array.isArray(operand) && operand.every((key) => field(doc, String(key)) !== undefined));
    case 'properties':
      return properties(operand);
    case 'patternProperties':
      return patternProperties(operand);
    case 'additionalProperties':
      return additionalProperties(operand, schema);
    case 'minProperties':
      return docTest((doc) => Object.keys(doc).length >= limit);
    case 'maxProperties':
      return docTest((doc) => Object.keys(doc).length <= limit);
    case 'enum':
      return (value) => Array.isArray(operand) && operand.some((item) => equal(item, value));
    case 'minimum':
      return numberTest(operand, (order) => (schema['exclusiveMinimum'] === true ? order > 0 : order >= 0));
    case 'maximum':
      return numberTest(operand, (order) => (schema['exclusiveMaximum'] === true ? order < 0 : order <= 0));
    case 'multipleOf':
      return (value) => !isNumeric(value) || (toNumber(value) ?? 0) % limit === 0;
    case 'minLength':
      return textTest((text) => [...text].length >= limit);
    case 'maxLength':
      return textTest((text) => [...text].length <= limit);
    case 'pattern': {
      const pattern = toRegExp(String(operand), '');
      return textTest((text) => pattern.test(text));
    }
    case 'minItems':
      return arrayTest((list) => list.length >= limit);
    case 'maxItems':
      return arrayTest((list) => list.length <= limit);
    case 'uniqueItems':
      return arrayTest((list) => operand !== true || new Set(list.map(keyText)).size === list.length);
    case 'items':
      return items(operand);
    default:
      return combined(name, operand);
  }
}

function combined(name: string, operand: unknown): Test {
  const tests = schemas(operand);
  switch (name) {
    case 'allOf':
      return (value) => tests.every((test) => test(value));
    case 'anyOf':
      return (value) => tests.some((test) => test(value));
    case 'oneOf':
      return (value) => tests.filter((test) => test(value)).length === 1;
    case 'not': {
      const test = compileSchema(operand);
      return (value) => !test(value);
    }
    case 'title':
    case 'description':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return () => true;
    default:
      throw notOffered(`$jsonSchema keyword '${name}'`);
  }
}

function compileSchema(schema: unknown): Test {
  if (!isDoc(schema)) throw new CommandError('TypeMismatch', '$jsonSchema must be an object');
  const tests = Object.entries(schema).map(([name, operand]) => keyword(name, operand, schema));
  return (value) => tests.every((test) => test(value));
}

/** `$jsonSchema` (draft 4 as MongoDB takes it, without dependencies and additionalItems) as a test of documents. */
export function schemaTest(schema: unknown): (doc: Doc) => boolean {
  return compileSchema(schema);
}
