import type { Doc } from './doc.ts';

/**
 * JavaScript lists fields that are named by whole numbers first; BSON keeps each in its place. A document whose fields
 * stand in another order than JavaScript would list them carries that order here. Copies made by spreading carry it too.
 */
const ORDER = Symbol('order of fields');
type Ordered = { [ORDER]?: readonly string[] };

function orderOf(doc: Ordered): readonly string[] | undefined {
  return doc[ORDER];
}

/** Whether JavaScript may list this name out of its place. */
export function isNumberName(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57 && /^(?:0|[1-9]\d{0,9})$/.test(name);
}

export function keepOrder(doc: Ordered, names: readonly string[]): void {
  doc[ORDER] = names;
}

/** The names of a document's fields in their order. */
export function fieldNames(doc: Doc): string[] {
  const names = Object.keys(doc);
  const order = orderOf(doc);
  if (!order) return names;
  const known = new Set(order);
  return [...order.filter((name) => Object.hasOwn(doc, name)), ...names.filter((name) => !known.has(name))];
}

/** The fields of a document in their order. */
export function fieldsOf(doc: Doc): [string, unknown][] {
  return fieldNames(doc).map((name) => [name, doc[name]]);
}

/** An own field's value; what is inherited (`constructor`, `__proto__`) is not there. */
export function field(doc: Doc, name: string): unknown {
  return Object.hasOwn(doc, name) ? doc[name] : undefined;
}

/** Sets a field, also one that is named `__proto__`, as data; a new one becomes the last. */
export function setField(doc: Doc, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(doc, name, { value, enumerable: true, configurable: true, writable: true });
    return;
  }
  const isMisplaced = isNumberName(name) && !Object.hasOwn(doc, name);
  if (isMisplaced) keepOrder(doc, [...fieldNames(doc).filter((one) => one !== name), name]);
  doc[name] = value;
}

/** The same fields with this one first. */
export function withFirst(doc: Doc, name: string): Doc {
  const names = fieldNames(doc);
  if (names[0] === name || !Object.hasOwn(doc, name)) return doc;
  const result: Doc = {};
  for (const one of [name, ...names.filter((other) => other !== name)]) setField(result, one, doc[one]);
  return result;
}
