/** Documents and honest edits for tests. */
import { bodyOf, paragraph, readBody, seedUpdate, textOf, withIds } from '@samsyn/document';
import { newObjectId } from '@samsyn/models';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { TestServer } from './server.ts';

/** @returns the id of a new document that holds a paragraph for each of the words. */
export const newDocument = async (server: TestServer, ...words: string[]): Promise<string> => {
  const documentId = newObjectId();
  const blocks = (words.length > 0 ? words : ['']).map((one) => withIds(paragraph(one)));
  await server.sync.documents.create(documentId, seedUpdate(blocks), null);
  return documentId;
};

export const wordsOf = (doc: Y.Doc): string => textOf(readBody(doc));

/** Writes a paragraph at the end, as an editor does: in one transaction. */
export const writeLine = (doc: Y.Doc, words: string, attributes: Record<string, string> = {}): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const text = new Y.XmlText();
  text.insert(0, words);
  element.insert(0, [text]);
  bodyOf(doc).push([element]);
  return element;
};

/** The text of the first block. */
export const firstText = (doc: Y.Doc): Y.XmlText => {
  const element = bodyOf(doc).get(0);
  if (!(element instanceof Y.XmlElement)) throw new Error('The document has no first block');
  const text = element.get(0);
  if (text instanceof Y.XmlText) return text;
  const made = new Y.XmlText();
  element.insert(0, [made]);
  return made;
};

/** Bytes that are equal when two documents are. */
export const bytesOf = (doc: Y.Doc): string => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');

export const stateOf = (server: TestServer, documentId: string): Promise<string> =>
  server.sync.documents.read(documentId, (doc) => JSON.stringify(readBody(doc)));

/** An update as somebody would write it who has the document before them. */
export const writtenBy = async (
  server: TestServer,
  documentId: string,
  write: (doc: Y.Doc) => void,
): Promise<Uint8Array> => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
  const since = Y.encodeStateVector(doc);
  doc.transact(() => write(doc));
  return Y.encodeStateAsUpdate(doc, since);
};

/** An awareness update with one state. */
export const awarenessOf = (clientId: number, clock: number, state: unknown): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });

/** A writer over HTTP who means no good. */
export const mallory = { accountId: 'mallory', access: 'write' } as const;
