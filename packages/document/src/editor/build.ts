/** From Yjs elements to editor nodes, without ever writing to the shared document for what cannot be built. */
import type { Mark, Node, Schema } from '@tiptap/pm/model';
import type { ProsemirrorBinding } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { markName } from '../schema.ts';

export type Mapping = ProsemirrorBinding['mapping'];

/** The shared document holds what this editor has no words for: it stops, instead of taking it away from everybody. */
export class BindingBrokenError extends Error {
  override readonly name = 'BindingBrokenError';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The marks of a text as the editor has them: of those that exclude each other the last counts. */
const marksOf = (attributes: unknown, schema: Schema): readonly Mark[] => {
  let marks: readonly Mark[] = [];
  if (!isRecord(attributes)) return marks;
  for (const [name, attrs] of Object.entries(attributes)) {
    const type = schema.marks[markName(name)];
    if (type) marks = type.create(isRecord(attrs) ? attrs : null).addToSet(marks);
  }
  return marks;
};

const buildText = (text: Y.XmlText, schema: Schema): Node[] => {
  const parts: unknown[] = text.toDelta();
  return parts.flatMap((part) =>
    isRecord(part) && typeof part['insert'] === 'string' && part['insert'] !== ''
      ? [schema.text(part['insert'], marksOf(part['attributes'], schema))]
      : [],
  );
};

/**
 * Two texts side by side (what stood between them was deleted) become one, by the client that made the second only: else
 * every client would move it and its letters come twice (yjs/y-prosemirror #160).
 */
const joinOwnText = (text: Y.XmlText): void => {
  const content = text._item?.right?.content;
  const next = content instanceof Y.ContentType ? content.type : undefined;
  if (!(next instanceof Y.XmlText) || next._item === null || next._item.deleted) return;
  if (next._item.id.client !== next.doc?.clientID) return;
  next.doc.transact((transaction) => {
    text.applyDelta([{ retain: text.length }, ...next.toDelta()]);
    next._item?.delete(transaction);
  });
};

const buildChildren = (element: Y.XmlElement | Y.XmlFragment, schema: Schema, mapping: Mapping): Node[] => {
  const nodes: Node[] = [];
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlElement) nodes.push(buildElement(child, schema, mapping));
    else if (child instanceof Y.XmlText && child._item?.deleted !== true) {
      joinOwnText(child);
      for (const text of buildText(child, schema)) nodes.push(text);
    }
  }
  return nodes;
};

/** @returns the node of an element: the one from last time when nothing in it changed. @throws BindingBrokenError */
export const buildElement = (element: Y.XmlElement, schema: Schema, mapping: Mapping): Node => {
  const known = mapping.get(element);
  if (known !== undefined && !Array.isArray(known)) return known;
  const type = schema.nodes[element.nodeName];
  if (type === undefined) throw new BindingBrokenError(`No such element: ${element.nodeName}`);
  const children = buildChildren(element, schema, mapping);
  let node: Node;
  try {
    node = type.createChecked(element.getAttributes(), children);
  } catch (error) {
    throw new BindingBrokenError(`${element.nodeName} cannot hold what stands in it`, { cause: error });
  }
  mapping.set(element, node);
  return node;
};

/** @returns the nodes of a whole body. @throws BindingBrokenError */
export const buildBody = (body: Y.XmlFragment, schema: Schema, mapping: Mapping): Node[] =>
  buildChildren(body, schema, mapping);
