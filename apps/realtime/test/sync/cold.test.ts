/** Documents that are opened to be read: served as they are stored, until somebody writes. */
import { rmSync } from 'node:fs';
import { bodyOf, readBody } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, provide, until } from './support/client.ts';
import { newDirectory, startServer, type TestServer } from './support/server.ts';
import { awarenessOf, bytesOf, firstText, newDocument, wordsOf, writeLine, writtenBy } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);
const isLive = (documentId: string): boolean | undefined => server.sync.documents.state(documentId)?.isLive;

/** @returns a closed document that Anna wrote and deleted in, and the copy that she keeps. */
const left = async (how: 'merged' | 'in rows'): Promise<{ documentId: string; copy: Y.Doc }> => {
  const documentId = await newDocument(server, 'Hej på dig', 'Läslust');
  const anna = await new Client(at(documentId, 'anna')).synced();
  for (let index = 0; index < 5; index += 1) {
    writeLine(anna.doc, `rad ${index}`);
    firstText(anna.doc).delete(1, 1);
    await anna.durable();
  }
  bodyOf(anna.doc).delete(3, 1);
  await anna.durable();
  await anna.leave();
  server.rules.later += 10_000;
  await until('closed', () => server.sync.documents.state(documentId) === null);
  if (how === 'merged') expect(await server.journal.compact(documentId)).toBeGreaterThan(0);
  return { documentId, copy: anna.doc };
};

test.each(['merged', 'in rows'] as const)('a document that is only read is never built (%s)', async (how) => {
  const { documentId, copy } = await left(how);
  const reader = await new Client(at(documentId, 'reader')).synced();
  expect(readBody(reader.doc)).toEqual(readBody(copy));
  // Who comes back with all that it had, its deletions included, brings nothing new.
  const back = await new Client(at(documentId, 'anna'), copy).synced();
  await back.durable();
  expect(bytesOf(copy)).toBe(bytesOf(reader.doc));
  // Nor does one who has only a part of it.
  const part = new Y.Doc();
  Y.applyUpdate(part, Y.encodeStateAsUpdate(copy));
  const late = await new Client(at(documentId, 'bo'), part).synced();
  await late.durable();
  // The server's own look leaves nothing behind.
  expect(await server.sync.documents.read(documentId, readBody)).toEqual(readBody(copy));
  expect(isLive(documentId)).toBe(false);
  // Presence needs no document.
  reader.say({ type: 'awareness', update: awarenessOf(reader.doc.clientID, 1, { cursor: null }) });
  await until('presence', () => back.heard.some(({ type }) => type === 'awareness'));
  // What a reader may not write is refused by its number.
  firstText(reader.doc).insert(0, 'x');
  await until('refused', () => reader.refused.length === 1);
  expect(isLive(documentId)).toBe(false);
  const over = new Y.Doc();
  Y.applyUpdate(over, await server.sync.documents.diff(documentId, null));
  expect(bytesOf(over)).toBe(bytesOf(copy));
  expect(isLive(documentId)).toBe(false);
  for (const client of [reader, back, late]) await client.leave();
});

test.each(['merged', 'in rows'] as const)('the first who writes builds it, and nobody notices (%s)', async (how) => {
  const { documentId, copy } = await left(how);
  const taken = bodyOf(copy).get(1);
  const reader = await new Client(at(documentId, 'reader')).synced();
  const bo = await new Client(at(documentId, 'bo')).synced();
  expect(isLive(documentId)).toBe(false);
  const id = taken instanceof Y.XmlElement ? taken.getAttribute('id') : undefined;
  expect(id).toBeTypeOf('string');
  // Several at once, the first with an id that another block has.
  writeLine(bo.doc, 'av Bo', { id: id ?? '' });
  writeLine(bo.doc, 'och mer');
  firstText(bo.doc).insert(0, 'Nu: ');
  await bo.durable();
  expect(isLive(documentId)).toBe(true);
  await until('seen', () => wordsOf(reader.doc).includes('Nu: '));
  await until('same', () => bytesOf(reader.doc) === bytesOf(bo.doc));
  const ids: unknown[] = [...bodyOf(reader.doc).createTreeWalker(() => true)]
    .filter((node) => node instanceof Y.XmlElement)
    .map((node) => (node instanceof Y.XmlElement ? node.getAttribute('id') : null));
  expect(new Set(ids).size).toBe(ids.length);
  // Who returns with words of their own from before.
  writeLine(copy, 'utan nät');
  const back = await new Client(at(documentId, 'anna'), copy).synced();
  await back.durable();
  await until('all', () => bytesOf(reader.doc) === bytesOf(copy));
  for (const client of [reader, bo, back]) await client.leave();
});

test('offline words of who comes back to a document that nobody has open are taken at once', async () => {
  const { documentId, copy } = await left('merged');
  writeLine(copy, 'utan nät');
  firstText(copy).delete(0, 2);
  const doc = new Y.Doc();
  const provider = provide(at(documentId, 'bo', ''), doc);
  const back = await new Client(at(documentId, 'anna'), copy).synced();
  await back.durable();
  await until('same', () => bytesOf(doc) === bytesOf(copy));
  expect(wordsOf(doc)).toContain('utan nät');
  provider.destroy();
  await back.leave();
});

/** Every byte of the document that somebody is sent who comes fresh: by socket and over HTTP. */
const sentTo = async (documentId: string): Promise<string> => {
  const reader = await new Client(at(documentId, 'reader')).synced();
  const heard = reader.heard.map((message) => ('update' in message ? Buffer.from(message.update) : Buffer.alloc(0)));
  await reader.leave();
  const part = Y.encodeStateVector(new Y.Doc());
  const over = await Promise.all([null, part].map((since) => server.sync.documents.diff(documentId, since)));
  return Buffer.concat([...heard, ...over]).toString('latin1');
};

test('(28) words that were deleted are in no byte for who comes later: open, just left, in rows, merged', async () => {
  const documentId = await newDocument(server, 'Hej på dig', 'Lust att lara');
  const anna = await new Client(at(documentId, 'anna')).synced();
  writeLine(anna.doc, 'Kalle Svensson kom sent');
  firstText(anna.doc).insert(3, ' Lisa Berg');
  await anna.durable();
  expect(await sentTo(documentId)).toMatch(/Lisa Berg[^]*Kalle Svensson|Kalle Svensson[^]*Lisa Berg/);
  bodyOf(anna.doc).delete(2, 1);
  firstText(anna.doc).delete(3, 10);
  await anna.durable();
  const versionBefore = await server.sync.documents.nameVersion(documentId, 'Efter', 'anna');
  const isClean = async (when: string): Promise<void> => {
    const sent = await sentTo(documentId);
    expect(sent, when).toContain('Lust att lara');
    expect(sent, when).not.toMatch(/Kalle|Lisa/);
  };
  await isClean('open');
  await anna.leave();
  const close = async (): Promise<void> => {
    server.rules.later += 10_000;
    await until('closed', () => server.sync.documents.state(documentId) === null);
  };
  await close();
  expect((await server.journal.load(documentId)).unmerged).toBeGreaterThan(0);
  const closed = Buffer.from(await server.sync.documents.diff(documentId, null)).toString('latin1');
  expect(closed).not.toMatch(/Kalle|Lisa/);
  await isClean('in rows');
  const versionAfter = await server.sync.documents.nameVersion(documentId, 'Ur rader', 'anna');
  await close();
  expect(await server.journal.compact(documentId)).toBeGreaterThan(0);
  await isClean('merged');
  for (const { id } of [versionBefore, versionAfter]) {
    const version = Buffer.from((await server.journal.readVersion(documentId, id)) ?? []).toString('latin1');
    expect(version).toContain('Lust att lara');
    expect(version).not.toMatch(/Kalle|Lisa/);
  }
  // The history that tells who wrote what keeps them as long as it is kept.
  const forMonths = new Date(Date.now() + 60_000);
  const rows = () => server.connection.collection('updates').find({ documentId }).toArray();
  const kept = async () => (await rows()).map(({ bytes }) => Buffer.from(bytes.buffer).toString('latin1')).join('');
  expect(await kept()).toContain('Kalle');
  await server.journal.tidy(documentId, { mergeBefore: forMonths, expireBefore: forMonths });
  expect(await kept()).toBe('');
  await isClean('after the retention');
});

test('a stop leaves what was open merged, so that it opens cold', async () => {
  const directory = newDirectory();
  const first = await startServer({ directory });
  const documentId = await newDocument(first, 'Hej');
  const anna = await new Client({ ...at(documentId, 'anna'), port: first.port }).synced();
  for (let index = 0; index < 25; index += 1) {
    writeLine(anna.doc, `rad ${index}.`);
    await anna.durable();
  }
  expect((await first.journal.load(documentId)).unmerged).toBeGreaterThan(20);
  await first.close();
  const second = await startServer({ directory });
  expect((await second.journal.load(documentId)).unmerged).toBe(0);
  expect(await second.sync.documents.read(documentId, wordsOf)).toContain('rad 24.');
  await second.close();
  rmSync(directory, { recursive: true, force: true });
});

test('what a crash has left in many rows is merged before it is opened', async () => {
  const documentId = await newDocument(server, 'Hej');
  const bytes = await writtenBy(server, documentId, (doc) => writeLine(doc, 'ord '.repeat(50_000)));
  server.journal.append({ documentId, epoch: 1, bytes, authorIds: ['anna'], broughtBy: null, bindings: [] });
  await server.journal.drained();
  expect((await server.journal.load(documentId)).unmerged).toBe(1);
  const reader = await new Client(at(documentId, 'reader')).synced();
  expect(wordsOf(reader.doc).length).toBeGreaterThan(190_000);
  expect((await server.journal.load(documentId)).unmerged).toBe(0);
  expect(isLive(documentId)).toBe(false);
  await reader.leave();
});

test('a snapshot whose bytes were changed is not served', async () => {
  const { documentId } = await left('merged');
  const blobs = server.connection.collection('blobs');
  const found = await blobs.find().toArray();
  const row = found.findLast(({ _id }) => String(_id).includes(documentId));
  if (!row) throw new Error('The snapshot has no bytes');
  const bytes = Buffer.from(row['bytes'].buffer);
  bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
  await blobs.updateOne({ _id: row._id }, { $set: { bytes } });
  const client = new Client(at(documentId, 'anna'));
  expect(await client.closed()).toBe(1012);
  expect(client.isSynced).toBe(false);
  await expect(server.sync.documents.read(documentId, wordsOf)).rejects.toThrow('damaged');
});
