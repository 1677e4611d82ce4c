/** What somebody takes away without having seen all that stands in it: only the server can tell, and puts the words back. */
import { bodyOf } from '@samsyn/document';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { numbers, times, update } from './support/bombs.ts';
import { Client, placesOn, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { mallory, newDocument, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

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

test('(16) a block taken away with thousands of words between unseen: all come back, and no text is read for each', async () => {
  const documentId = await newDocument(server, ...Array.from({ length: 20 }, (_, index) => `Rad ${index}`));
  const anna = await new Client(at(documentId, 'anna')).synced();
  const long = writeLine(anna.doc, 'oi'.repeat(1500));
  await anna.durable();
  const text = long.get(0);
  const [from, block] = [text instanceof Y.XmlText ? text._start?.id : null, long._item?.id];
  if (!from || !block) throw new Error('Nothing was written');
  const every = update((encoder) => {
    numbers(encoder, 0, 1, block.client, 1501, block.clock, 1);
    times(1500, (index) => numbers(encoder, from.clock + 2 * index, 1));
  });
  const read = vi.spyOn(Y.XmlText.prototype, 'toDelta');
  expect(await server.sync.documents.receive(documentId, mallory, every)).toEqual({ kind: 'accepted' });
  const reads = read.mock.calls.length;
  read.mockRestore();
  expect(reads).toBeLessThan(2000);
  const isBack = (): boolean => wordsOf(anna.doc).replaceAll(/[^i]/g, '') === 'i'.repeat(1500);
  await until('there', () => bodyOf(anna.doc).length === 22 && isBack());
  await anna.leave();
});

/** Takes a block away that holds one text, and names of its words every other letter, or none. */
const takingAway = (doc: Y.Doc, named: number): Uint8Array => {
  const block = lastOf(doc);
  const text = block.get(0);
  const [from, id] = [text instanceof Y.XmlText ? text._start?.id : null, block._item?.id];
  if (!from || !id) throw new Error('Nothing was written');
  return update((encoder) => {
    numbers(encoder, 0, 1, id.client, named + 1, id.clock, 1);
    times(named, (index) => numbers(encoder, from.clock + 2 * index, 1));
  });
};

test.each([
  ['few words in a text of millions of letters', 100, 'oi'.repeat(500), 500],
  ['one text of millions of letters', 0, 'ord om oi '.repeat(1_400_000), 0],
])('(16) %s taken away unseen: the process does not stand still for minutes', async (_what, lines, words, named) => {
  const documentId = await newDocument(server, 'Hej');
  const write = async (line: string, count = 1): Promise<void> => {
    await server.sync.documents.change(documentId, null, (doc) => {
      for (let index = 0; index < count; index += 1) writeLine(doc, line);
    });
  };
  await write('åäö '.repeat(25_000), lines);
  await write(words);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
  const begun = performance.now();
  const result = await server.sync.documents.receive(documentId, mallory, takingAway(doc, named));
  // Minutes, when each word is looked for in all of it; a slow machine takes some seconds.
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(result).toEqual({ kind: 'accepted' });
  const left = await server.sync.documents.read(documentId, (now) => wordsOf(now).replaceAll(/[^i]/g, '').length);
  expect(left).toBe(words.replaceAll(/[^i]/g, '').length);
});
