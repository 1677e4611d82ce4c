/** A history that is begun anew while people have it open, and copies of the former one that come back. */
import { bodyOf } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, provide, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { mallory, newDocument, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);
const erase = (doc: Y.Doc): void => {
  const body = bodyOf(doc);
  const found = body.toArray().findIndex((block) => block.toString().includes('Kalle'));
  body.delete(found, 1);
};
const fail = (doc: Y.Doc): void => {
  erase(doc);
  throw new Error('no');
};
const fresh = async (documentId: string): Promise<string> => {
  const witness = await new Client(at(documentId, 'reader')).synced();
  const words = wordsOf(witness.doc);
  await witness.leave();
  return words;
};

test('(28) a document is erased in while people write: they are told, their copies stay out, and who comes fresh goes on', async () => {
  const documentId = await newDocument(server, 'Hej');
  const anna = await new Client(at(documentId, 'anna')).synced();
  const reader = await new Client(at(documentId, 'reader', '?ack=1&epoch=1&schema=1')).synced();
  const idle = await new Client(at(documentId, 'bo')).synced();
  writeLine(anna.doc, 'Kalle Svensson kom sent');
  await anna.durable();
  await until('seen', () => wordsOf(reader.doc).includes('Kalle'));
  // Still on its way when the history is begun anew: kept.
  writeLine(anna.doc, 'sista raden');
  await until('seen too', () => wordsOf(reader.doc).includes('sista raden'));
  expect(await server.sync.documents.epoch(documentId)).toBe(1);
  expect(await server.sync.documents.rebuild(documentId, { change: erase, former: 'remove' })).toBe(2);
  expect(await Promise.all([anna.closed(), reader.closed(), idle.closed()])).toEqual([4409, 4409, 4409]);
  expect(await server.sync.documents.epoch(documentId)).toBe(2);
  expect(await fresh(documentId)).toContain('sista raden');
  expect(await fresh(documentId)).not.toContain('Kalle');
  for (const query of ['?ack=1', '?epoch=1&schema=1', '?epoch=1', '?epoch=2']) {
    for (const [account, copy] of [
      ['anna', anna.doc],
      ['reader', reader.doc],
      ['bo', idle.doc],
    ] as const) {
      const before = wordsOf(copy);
      const back = new Client(at(documentId, account, query), copy);
      expect(await back.closed(), `${account} ${query}`).toBe(4409);
      expect(wordsOf(copy)).toBe(before);
    }
  }
  // Nor by a copy under a new client id, nor by words that build on it alone.
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(anna.doc));
  const since = Y.encodeStateVector(copy);
  writeLine(copy, 'mer');
  const only = Y.encodeStateAsUpdate(copy, since);
  const sly = await new Client(at(documentId, 'cecilia')).synced();
  sly.update(only);
  expect(await sly.closed()).toBe(4409);
  expect(await new Client(at(documentId, 'cecilia'), copy).closed()).toBe(4409);
  // Over HTTP the same.
  expect(await server.sync.documents.receive(documentId, mallory, only)).toEqual({ kind: 'otherEpoch' });
  const all = Y.encodeStateAsUpdate(copy);
  expect(await server.sync.documents.receive(documentId, mallory, all)).toEqual({ kind: 'otherEpoch' });
  await expect(server.sync.documents.diff(documentId, since)).rejects.toMatchObject({ name: 'OtherEpoch' });
  // Who comes fresh writes on, the same person too.
  const again = await new Client(at(documentId, 'anna', '?ack=1&epoch=2&schema=1')).synced();
  writeLine(again.doc, 'på ny kula');
  await again.durable();
  expect(await fresh(documentId)).toMatch(/sista raden[^]*på ny kula/);
  await again.leave();
});

test('a change that fails leaves everybody where they were', async () => {
  const documentId = await newDocument(server, 'Hej', 'Kalle');
  const doc = new Y.Doc();
  const provider = provide(at(documentId, 'anna', ''), doc);
  await until('synced', () => provider.synced);
  const rebuilding = server.sync.documents.rebuild(documentId, { change: fail, former: 'keep' });
  writeLine(doc, 'under tiden');
  await expect(rebuilding).rejects.toThrow('no');
  await until('kept', () => provider.wsconnected && provider.synced);
  const reader = await new Client(at(documentId, 'reader')).synced();
  await until('written', () => wordsOf(reader.doc).includes('under tiden'));
  expect(wordsOf(reader.doc)).toContain('Kalle');
  expect(await server.sync.documents.epoch(documentId)).toBe(1);
  provider.destroy();
  await reader.leave();
});

test('of all that is written while a history is begun anew, what was acknowledged is in the new one', async () => {
  const documentId = await newDocument(server, 'Hej');
  const writers = await Promise.all(['anna', 'bo'].map((account) => new Client(at(documentId, account)).synced()));
  await Promise.all(writers.map((writer) => writer.durable()));
  const before = writers.map((writer) => writer.sent);
  const typing = setInterval(() => {
    for (const [index, writer] of writers.entries())
      writeLine(writer.doc, `w${index}n${writer.sent - (before[index] ?? 0)}.`);
  }, 2);
  await until('written', () => writers.every((writer) => writer.acknowledged > 20));
  await Promise.all([
    server.sync.documents.rebuild(documentId, { former: 'keep' }),
    server.sync.documents.rebuild(documentId, { former: 'keep' }),
  ]);
  await Promise.all(writers.map((writer) => writer.closed()));
  clearInterval(typing);
  expect(await server.sync.documents.epoch(documentId)).toBe(3);
  const words = await fresh(documentId);
  for (const [index, writer] of writers.entries()) {
    const acknowledged = writer.acknowledged - (before[index] ?? 0);
    expect(acknowledged).toBeGreaterThan(0);
    for (let count = 0; count < acknowledged; count += 1) expect(words).toContain(`w${index}n${count}.`);
  }
});
