/** Yjs ↔ JSON, without an editor: the shapes are those of the editor's binding, so both read the same document. */
import * as Y from 'yjs';
import type { DocMark, DocNode } from './node.ts';
import { bodyRoot, elements, markName } from './schema.ts';

export const bodyOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(bodyRoot);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const marksOf = (attributes: Record<string, unknown> | undefined): DocMark[] =>
  Object.entries(attributes ?? {}).map(([name, attrs]) => ({
    type: markName(name),
    ...(isRecord(attrs) && Object.keys(attrs).length > 0 && { attrs }),
  }));

const readText = (text: Y.XmlText): DocNode[] => {
  const parts: unknown[] = text.toDelta();
  return parts.flatMap((part): DocNode[] => {
    if (!isRecord(part) || typeof part['insert'] !== 'string' || part['insert'] === '') return [];
    const marks = marksOf(isRecord(part['attributes']) ? part['attributes'] : undefined);
    return [{ type: 'text', text: part['insert'], ...(marks.length > 0 && { marks }) }];
  });
};

const readChildren = (parent: Y.XmlFragment | Y.XmlElement): DocNode[] =>
  parent.toArray().flatMap((child): DocNode[] => {
    if (child instanceof Y.XmlText) return readText(child);
    return child instanceof Y.XmlElement ? [readElement(child)] : [];
  });

/** @returns the element as JSON; attributes that are not set are left out. */
export const readElement = (element: Y.XmlElement): DocNode => {
  const set: Record<string, unknown> = element.getAttributes();
  const attrs = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null && value !== undefined));
  if (typeof attrs['level'] === 'string') attrs['level'] = Number(attrs['level']);
  const content = readChildren(element);
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(content.length > 0 && { content }),
  };
};

/** @returns the document's text as JSON: a node of type `doc`. */
export const readBody = (doc: Y.Doc): DocNode => ({ type: 'doc', content: readChildren(bodyOf(doc)) });

const formatting = (marks: readonly DocMark[] | undefined): Record<string, unknown> =>
  Object.fromEntries((marks ?? []).map((mark) => [mark.type, mark.attrs ?? {}]));

/** Children as the editor's binding writes them: neighbouring texts in one Y.XmlText, elements on their own. */
export const toYjs = (nodes: readonly DocNode[]): (Y.XmlElement | Y.XmlText)[] => {
  const made: (Y.XmlElement | Y.XmlText)[] = [];
  let run: DocNode[] = [];
  const flush = (): void => {
    if (run.length === 0) return;
    const text = new Y.XmlText();
    text.applyDelta(run.map((node) => ({ insert: node.text ?? '', attributes: formatting(node.marks) })));
    made.push(text);
    run = [];
  };
  for (const node of nodes) {
    if (node.type === 'text') run.push(node);
    else {
      flush();
      made.push(toElement(node));
    }
  }
  flush();
  return made;
};

// By default Y.XmlElement is typed for text attributes only; numbers and lists pass through as they are (a heading's level).
type Attributes = Record<string, string | number | object>;
const isAttribute = (value: unknown): value is string | number | object =>
  typeof value === 'string' || typeof value === 'number' || (typeof value === 'object' && value !== null);

/** @returns a new element, not yet in a document. @throws RangeError for an element outside the schema. */
export const toElement = (node: DocNode): Y.XmlElement => {
  if (!Object.hasOwn(elements, node.type)) throw new RangeError(`No such element in the schema: ${node.type}`);
  const element = new Y.XmlElement<Attributes>(node.type);
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    if (isAttribute(value)) element.setAttribute(name, value);
  }
  const children = toYjs(node.content ?? []);
  if (children.length > 0) element.insert(0, children);
  return element as Y.XmlElement;
};

/** Appends the nodes to the document's body, in one transaction. */
export const appendToBody = (doc: Y.Doc, nodes: readonly DocNode[], origin?: unknown): void => {
  doc.transact(() => bodyOf(doc).push(toYjs(nodes)), origin);
};

/** @returns an update that holds a new document with these blocks: how a document is seeded, once, on the server. */
export const seedUpdate = (nodes: readonly DocNode[]): Uint8Array => {
  const doc = new Y.Doc();
  appendToBody(doc, nodes);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
};

/** @returns a Y.Doc with the given updates applied; the caller destroys it. */
export const docFrom = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
};
