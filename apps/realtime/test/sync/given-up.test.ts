/**
 * A room whose memory is not to be trusted any more: Yjs has failed in the middle of an update that was let through. Everybody
 * is sent away to come again, and finds what the journal holds.
 */
import { encodeMessage } from '@samsyn/document';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, provide, until } from './support/client.ts';
import { clientFrame, opcodes, RawClient } from './support/raw.ts';
import { startServer, type TestServer } from './support/server.ts';
import { bytesOf, firstText, newDocument, stateOf, wordsOf, writeLine, writtenBy } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const at = placesOn(() => server);

/** Yjs fails once, as it puts these words into a document: what stands before them in the update is in it by then. */
const failAt = (words: string): void => {
  const integrate = vi.spyOn(Y.ContentString.prototype, 'integrate');
  integrate.mockImplementation(function failing(this: Y.ContentString) {
    if (this.str !== words) return;
    integrate.mockRestore();
    throw new Error('Unexpected case');
  });
};

const say = (update: Uint8Array): Buffer => clientFrame(opcodes.binary, encodeMessage({ type: 'update', update }));
const author = (accountId: string) => ({ accountId, access: 'write' }) as const;

test('a room that Yjs fails in is given up: nothing acknowledged is lost, and whoever comes back brings the rest', async () => {
  const documentId = await newDocument(server, 'Hej');
  const elsewhere = await newDocument(server, 'Annat');
  const anna = await new Client(at(documentId, 'anna')).synced();
  const reader = await new Client(at(documentId, 'reader')).synced();
  const stock = new Y.Doc();
  const provider = provide(at(documentId, 'bo', ''), stock);
  const neighbour = await new Client(at(elsewhere, 'cecilia')).synced();
  await until('synced', () => provider.synced);
  writeLine(anna.doc, 'bekräftat');
  await anna.durable();
  const poison = await writtenBy(server, documentId, (doc) => {
    writeLine(doc, 'halvvägs');
    writeLine(doc, 'gift');
  });
  const mallory = await RawClient.connect(at(documentId, 'mallory'));
  await until('in the room', () => mallory.of(opcodes.binary).length > 0);
  const { acknowledged } = anna;
  failAt('gift');
  // Before and behind it, in one beat: one connection's messages come in one packet, the others' when they will.
  const frames = [await writtenBy(server, documentId, (doc) => writeLine(doc, 'före')), poison];
  await mallory.send(Buffer.concat(frames.map(say)));
  writeLine(anna.doc, 'obekräftat');
  writeLine(stock, 'från Bo');
  expect(await Promise.all([anna.closed(), reader.closed()])).toEqual([1012, 1012]);
  // Whose update it was is told that it is not wanted.
  await until('ended', () => mallory.of(opcodes.close).length > 0);
  expect(mallory.of(opcodes.close)[0]?.readUInt16BE(0)).toBe(4422);
  mallory.socket.end();
  expect([anna.acknowledged, anna.sent - acknowledged]).toEqual([acknowledged, 1]);
  expect(server.logged()).toContainEqual(expect.objectContaining({ documentId, msg: 'A room is given up' }));
  for (const copy of [anna.doc, reader.doc, stock]) expect(wordsOf(copy)).not.toMatch(/halvvägs|före|gift/);
  const back = await new Client(at(documentId, 'anna'), anna.doc).synced();
  await back.durable();
  await until('back', () => provider.wsconnected && provider.synced);
  await until('joined', () => bytesOf(stock) === bytesOf(back.doc) && wordsOf(stock).includes('från Bo'));
  const words = await server.sync.documents.read(documentId, wordsOf);
  expect(words).toBe(wordsOf(back.doc));
  expect(words).toMatch(/Hej[^]*bekräftat/);
  for (const one of ['obekräftat', 'från Bo']) expect(words.split(one)).toHaveLength(2);
  expect(words).not.toMatch(/halvvägs|före|gift/);
  // What the journal holds is what they see.
  const journalled = new Y.Doc();
  await server.journal.drained();
  for (const update of (await server.journal.load(documentId)).updates) Y.applyUpdate(journalled, update);
  expect(wordsOf(journalled)).toBe(words);
  // Nobody elsewhere has noticed, and what was no poison but for once is taken now.
  writeLine(neighbour.doc, 'ostört');
  await neighbour.durable();
  expect([neighbour.closedWith, neighbour.refused]).toEqual([null, []]);
  expect(await server.sync.documents.receive(documentId, author('mallory'), poison)).toEqual({ kind: 'accepted' });
  await until('seen', () => wordsOf(back.doc).includes('gift'));
  provider.destroy();
  await Promise.all([back.leave(), neighbour.leave()]);
});

test('over HTTP each of those whose words came in with it is told to send it again, and so is the server’s own change', async () => {
  const documentId = await newDocument(server, 'Hej');
  const reader = await new Client(at(documentId, 'reader')).synced();
  const { documents } = server.sync;
  const writes = (words: string) => writtenBy(server, documentId, (doc) => writeLine(doc, words));
  const [before, poison, behind] = [await writes('före'), await writes('gift'), await writes('efter')];
  failAt('gift');
  const settled = Promise.allSettled([
    documents.receive(documentId, author('anna'), before),
    documents.receive(documentId, author('mallory'), poison),
    documents.receive(documentId, author('bo'), behind),
    documents.change(documentId, 'cecilia', (doc) => writeLine(doc, 'ändrat')),
  ]);
  const [first, failing, second, own] = await settled;
  expect(failing).toMatchObject({ status: 'fulfilled', value: { kind: 'invalid' } });
  const later = { status: 'rejected', reason: { status: 503, code: 'unavailable' } };
  expect([first, second, own]).toMatchObject([later, later, later]);
  expect(await reader.closed()).toBe(1012);
  expect(await server.sync.documents.read(documentId, wordsOf)).toBe('Hej');
  // Sent again it is taken, once.
  expect(await documents.receive(documentId, author('anna'), before)).toEqual({ kind: 'accepted' });
  expect(await documents.receive(documentId, author('bo'), behind)).toEqual({ kind: 'accepted' });
  await documents.change(documentId, 'cecilia', (doc) => writeLine(doc, 'ändrat'));
  const state = await stateOf(server, documentId);
  for (const one of ['före', 'efter', 'ändrat']) expect(state.split(one)).toHaveLength(2);
});

/** @returns a document that Anna types in: her words are durable, and wait beside the Y.Doc that they will not go into. */
const typedOn = async () => {
  const documentId = await newDocument(server, 'Hej');
  const anna = await new Client(at(documentId, 'anna')).synced();
  const { received = 0 } = server.sync.documents.state(documentId) ?? {};
  firstText(anna.doc).insert(3, ' x');
  await until('taken', () => (server.sync.documents.state(documentId)?.received ?? 0) > received);
  for (const [index, letter] of [...'gift'].entries()) firstText(anna.doc).insert(5 + index, letter);
  await anna.durable();
  failAt('gift');
  return { documentId, anna };
};

const askAgain = (client: Client): null => {
  client.say({ type: 'syncStep1', stateVector: new Uint8Array([0]) });
  return null;
};
const looks: [string, (documentId: string, anna: Client) => unknown, number | null][] = [
  ['somebody joins', (documentId) => new Client(at(documentId, 'reader')).closed(), 1012],
  ['somebody reads it over HTTP', (documentId) => server.sync.documents.diff(documentId, null).catch(() => null), null],
  ['somebody asks for the whole', (_id, anna) => askAgain(anna), null],
];

test.each(looks)(
  'words that Yjs fails on when %s are as durable as they were told to be',
  async (_when, look, answer) => {
    const { documentId, anna } = await typedOn();
    expect(await look(documentId, anna)).toBe(answer);
    expect(await anna.closed()).toBe(1012);
    const back = await new Client(at(documentId, 'anna'), anna.doc).synced();
    const fresh = await new Client(at(documentId, 'reader')).synced();
    expect(wordsOf(fresh.doc)).toBe('Hej xgift');
    expect(wordsOf(back.doc)).toBe('Hej xgift');
    await Promise.all([back.leave(), fresh.leave()]);
  },
);

test('words that Yjs fails on when the document is closed are there when it is opened', async () => {
  const { documentId, anna } = await typedOn();
  await anna.leave();
  server.rules.later += 10_000;
  await until('closed', () => server.sync.documents.state(documentId) === null);
  expect(await server.sync.documents.read(documentId, wordsOf)).toBe('Hej xgift');
});
