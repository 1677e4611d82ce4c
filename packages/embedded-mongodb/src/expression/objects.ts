import { Int32 } from 'bson';
import { located } from '../errors.ts';
import { encode, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { field, fieldsOf, setField } from '../values/fields.ts';
import { isNullish, typeOf } from '../values/types.ts';
import { eager, namedOperands, variadic } from './scope.ts';
import type { Expression, Operator, Operators, Scope } from './scope.ts';

export function mergeDocs(values: readonly unknown[]): Doc {
  const result: Doc = {};
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDoc(value))
      throw located(40400, `$mergeObjects requires object inputs, but input is of type ${typeOf(value)}`);
    for (const [name, own] of fieldsOf(value)) setField(result, name, own);
  }
  return result;
}

function pairOf(item: unknown): [unknown, unknown] {
  if (Array.isArray(item)) {
    if (item.length !== 2) throw located(40397, '$arrayToObject requires an array of size 2 arrays');
    return [item[0], item[1]];
  }
  if (!isDoc(item)) throw located(40398, `Unrecognised input type format for $arrayToObject: ${typeOf(item)}`);
  if (Object.keys(item).length !== 2) throw located(40392, "$arrayToObject requires an object keys of 'k' and 'v'");
  if (!('k' in item) || !('v' in item)) throw located(40393, "$arrayToObject requires an object with keys 'k' and 'v'");
  return [item['k'], item['v']];
}

function toObject(items: unknown): unknown {
  if (isNullish(items)) return null;
  if (!Array.isArray(items)) throw located(40386, `$arrayToObject requires an array input, found: ${typeOf(items)}`);
  const result: Doc = {};
  for (const item of items) {
    const [key, value] = pairOf(item);
    if (typeof key !== 'string') throw located(40394, '$arrayToObject requires keys that are strings');
    setField(result, key, value);
  }
  return result;
}

function toArray(value: unknown): unknown {
  if (isNullish(value)) return null;
  if (!isDoc(value)) throw located(40390, `$objectToArray requires a document input, found: ${typeOf(value)}`);
  return fieldsOf(value).map(([k, v]) => ({ k, v }));
}

/** The name of a field in `$getField` and its relatives: a constant, which may begin with `$` or have dots. */
function nameOf(spec: unknown, scope: Scope, operator: string): Expression {
  if (typeof spec === 'string' && !spec.startsWith('$')) return () => spec;
  const name = scope.compile(spec);
  return (env) => {
    const value = name(env);
    if (typeof value === 'string') return value;
    throw located(3041704, `${operator} requires 'field' to evaluate to type String`);
  };
}

const getField: Operator = (operand, scope, operator) => {
  const isNamed = isDoc(operand) && ('field' in operand || 'input' in operand);
  const given = isNamed ? namedOperands(operand, operator, ['field', 'input']) : { field: operand, input: '$$CURRENT' };
  const name = nameOf(given['field'], scope, operator);
  const input = scope.compile(given['input']);
  return (env) => {
    const value = input(env);
    if (value === null) return null;
    return isDoc(value) ? field(value, String(name(env))) : undefined;
  };
};

function changed(input: Expression, name: Expression, value: Expression): Expression {
  return (env) => {
    const source = input(env);
    if (isNullish(source)) return null;
    if (!isDoc(source)) throw located(4161105, `$setField requires 'input' to evaluate to type Object`);
    const next = value(env);
    const result = mergeDocs([source]);
    if (next === undefined) delete result[String(name(env))];
    else setField(result, String(name(env)), next);
    return result;
  };
}

const assign: Operator = (operand, scope, operator) => {
  const given = namedOperands(operand, operator, ['field', 'input', 'value']);
  const name = nameOf(given['field'], scope, operator);
  return changed(scope.compile(given['input']), name, scope.compile(given['value']));
};

const unassign: Operator = (operand, scope, operator) => {
  const given = namedOperands(operand, operator, ['field', 'input']);
  return changed(scope.compile(given['input']), nameOf(given['field'], scope, operator), () => undefined);
};

export const objects: Operators = {
  $mergeObjects: variadic((values) => {
    const [only] = values;
    return mergeDocs(values.length === 1 && Array.isArray(only) ? only : values);
  }),
  $objectToArray: eager(1, 1, toArray),
  $arrayToObject: eager(1, 1, toObject),
  $getField: getField,
  $setField: assign,
  $unsetField: unassign,
  $bsonSize: eager(1, 1, (value) => {
    if (isNullish(value)) return null;
    if (!isDoc(value)) throw located(31393, `$bsonSize requires a document input, found: ${typeOf(value)}`);
    return new Int32(encode(value).length);
  }),
  $type: eager(1, 1, (value) => typeOf(value)),
};
