/** What somebody takes away without having seen all that stands in it: only the server can tell, and puts the words back. */
import { bodyOf } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = (documentId: string, account: string) => ({ port: server.port, documentId, account, query: '?ack=1' });

/** A quotation with one line at the end of the document. */
const quote = (doc: Y.Doc, words: string): Y.XmlElement => {
  const around = new Y.XmlElement('blockquote');
  around.insert(0, [line(words)]);
  bodyOf(doc).push([around]);
  return around;
};
const line = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
};
const lastOf = (doc: Y.Doc): Y.XmlElement => {
  const last = bodyOf(doc).get(bodyOf(doc).length - 1);
  if (!(last instanceof Y.XmlElement)) throw new Error('Nothing there');
  return last;
};
const takeAway = (doc: Y.Doc): void => bodyOf(doc).delete(bodyOf(doc).length - 1, 1);

test('words in a line that somebody had not seen when taking away all that it stood in come back, once', async () => {
  const documentId = await newDocument(server, 'Först');
  const anna = await new Client(at(documentId, 'anna')).synced();
  quote(anna.doc, 'Citatet');
  await anna.durable();
  const bo = await new Client(at(documentId, 'bo')).synced();
  await bo.leave();
  lastOf(anna.doc).push([line('Annas tanke')]);
  await anna.durable();
  expect(wordsOf(bo.doc)).toBe('Först\nCitatet');
  takeAway(bo.doc);
  const back = await new Client(at(documentId, 'bo'), bo.doc).synced();
  for (const { doc } of [anna, back]) await until('there', () => wordsOf(doc) === 'Först\nAnnas tanke');
  await back.durable();
  expect(await server.sync.documents.read(documentId, wordsOf)).toBe('Först\nAnnas tanke');
  for (const client of [anna, back]) client.ws.terminate();
});

test('words that somebody had seen and took away stay away, also when two take them away at once', async () => {
  const documentId = await newDocument(server, 'Först');
  const anna = await new Client(at(documentId, 'anna')).synced();
  quote(anna.doc, 'Citatet');
  writeLine(anna.doc, 'Sist');
  await anna.durable();
  const bo = await new Client(at(documentId, 'bo')).synced();
  await bo.leave();
  for (const { doc } of [anna, bo]) bodyOf(doc).delete(1, 1);
  await anna.durable();
  const back = await new Client(at(documentId, 'bo'), bo.doc).synced();
  await back.durable();
  expect(await server.sync.documents.read(documentId, wordsOf)).toBe('Först\nSist');
  for (const client of [anna, back]) client.ws.terminate();
});
