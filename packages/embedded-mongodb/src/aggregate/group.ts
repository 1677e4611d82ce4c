import { located } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Variables } from '../expression/scope.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { setField } from '../values/fields.ts';
import { keyText } from '../values/key.ts';
import { accumulatorOf } from './accumulators.ts';
import type { Grown } from './accumulators.ts';

function fieldOf(name: string, spec: unknown, variables: Variables | undefined): [string, () => Grown] {
  if (name.includes('.')) throw located(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw located(40236, `The field name '${name}' cannot be an operator name`);
  if (!isDoc(spec)) throw located(40234, `The field '${name}' must be an accumulator object`);
  const [entry, ...more] = Object.entries(spec);
  if (!entry || more.length > 0) throw located(40238, `The field '${name}' must specify one accumulator`);
  return [name, accumulatorOf(entry[0], entry[1], variables)];
}

/** `$group`. Groups come in the order in which they were first met. */
export function group(docs: Iterable<Doc>, operand: unknown, variables?: Variables): Iterable<Doc> {
  if (!isDoc(operand)) throw located(15947, "a group's fields must be specified in an object");
  if (!('_id' in operand)) throw located(15955, 'a group specification must include an _id');
  const idOf = compileExpression(operand['_id'], variables);
  const fields = Object.entries(operand)
    .filter(([name]) => name !== '_id')
    .map(([name, spec]) => fieldOf(name, spec, variables));
  return grouped(docs, idOf, fields);
}

function* grouped(
  docs: Iterable<Doc>,
  idOf: (doc: Doc) => unknown,
  fields: readonly [string, () => Grown][],
): Generator<Doc> {
  const groups = new Map<string, { id: unknown; parts: [string, Grown][] }>();
  for (const doc of docs) {
    const id = idOf(doc) ?? null;
    const key = keyText(id);
    let own = groups.get(key);
    if (!own) groups.set(key, (own = { id, parts: fields.map(([name, make]) => [name, make()]) }));
    for (const [, part] of own.parts) part.add(doc);
  }
  for (const { id, parts } of groups.values()) {
    const result: Doc = { _id: id };
    for (const [name, part] of parts) setField(result, name, part.result());
    yield result;
  }
}
