/** What holds children and attributes in a document, as far as judging needs: which rule applies, and how deep it is. */
import { bodyRoot, elements, type ElementRule } from '@samsyn/document';
import * as Y from 'yjs';

type Type = Y.XmlElement | Y.XmlText;

export type Holder =
  /** the body itself */
  | { kind: 'body'; depth: 0; type: null }
  /** `type`: what it is in a document; null when it is only in an update */
  | { kind: 'element'; name: string; rule: ElementRule; depth: number; type: Type | null }
  | { kind: 'text'; depth: number; type: Type | null }
  /** collected as garbage: what is written there vanishes, on every replica alike */
  | { kind: 'gone'; depth: 0; type: null }
  /** the server's own roots, and what no client may write into */
  | { kind: 'server'; depth: 0; type: null };

export const body: Holder = { kind: 'body', depth: 0, type: null };
export const gone: Holder = { kind: 'gone', depth: 0, type: null };
export const server: Holder = { kind: 'server', depth: 0, type: null };

/** @returns the holder that an element of this name is. */
export const elementHolder = (name: string, depth: number, type: Type | null = null): Holder => {
  const rule = Object.hasOwn(elements, name) ? elements[name] : undefined;
  return rule ? { kind: 'element', name, rule, depth, type } : server;
};

// Where a type stands never changes, so what was found out once holds.
const known = new WeakMap<object, Holder>();

const find = (type: object): Holder => {
  if (!(type instanceof Y.AbstractType)) return server;
  if (type._item === null) return type.doc?.share.get(bodyRoot) === type ? body : server;
  const parent = type._item.parent;
  const above = parent === null || typeof parent === 'string' || parent instanceof Y.ID ? gone : holderOf(parent);
  if (above.kind === 'gone' || above.kind === 'server') return above;
  if (type instanceof Y.XmlText) return { kind: 'text', depth: above.depth + 1, type };
  return type instanceof Y.XmlElement ? elementHolder(type.nodeName, above.depth + 1, type) : server;
};

/** @returns what a type of a document is to those who write into it. */
export const holderOf = (type: object): Holder => {
  const before = known.get(type);
  if (before) return before;
  const holder = find(type);
  known.set(type, holder);
  return holder;
};
