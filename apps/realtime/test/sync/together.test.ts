import { isDeepStrictEqual } from 'node:util';
import { bodyOf, readBody } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, provide, sleep, until } from './support/client.ts';
import { edit } from './support/edits.ts';
import { seeded } from './support/random.ts';
import { startServer, type TestServer } from './support/server.ts';
import { bytesOf, newDocument, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ limits: { messagesPerSecond: 0, bytesPerSecond: 0 } });
});
afterAll(() => server.close());

const at = placesOn(() => server);

/** Edits, undo and redo, as three people at once do them, with connections that come and go. */
const fuzz = async (seed: number): Promise<void> => {
  const random = seeded(seed);
  const documentId = await newDocument(server, 'Hej', 'på', 'dig');
  const accounts = ['anna', 'bo', 'cecilia'];
  const docs = accounts.map(() => new Y.Doc());
  const undo = docs.map((doc) => new Y.UndoManager(bodyOf(doc)));
  const join = (index: number): Client => new Client(at(documentId, accounts[index] ?? ''), docs[index]);
  const clients = accounts.map((_, index) => join(index));
  const reader = await new Client(at(documentId, 'reader')).synced();
  await Promise.all(clients.map((client) => client.synced()));
  for (let round = 0; round < 120; round += 1) {
    const index = random.below(3);
    const doc = docs[index] ?? new Y.Doc();
    const chance = random.next();
    if (chance < 0.06) undo[index]?.undo();
    else if (chance < 0.09) undo[index]?.redo();
    else if (chance < 0.12) clients[index]?.ws.terminate();
    else if (clients[index]?.closedWith !== null) clients[index] = join(index);
    else edit(doc, random);
    if (random.next() < 0.2) await sleep(random.below(8));
  }
  for (const index of docs.keys()) {
    if (clients[index]?.ws.readyState !== WebSocket.OPEN) clients[index] = join(index);
    await clients[index]?.synced();
    await clients[index]?.durable();
  }
  // Undo managers keep what they may bring back, so bytes differ where documents do not.
  await until('converged', () => docs.every((doc) => isDeepStrictEqual(readBody(doc), readBody(reader.doc))));
  expect(clients.map((client) => [client.closedWith, client.refused])).toEqual(clients.map(() => [null, []]));
  expect(await server.sync.documents.read(documentId, readBody)).toEqual(readBody(reader.doc));
  const ids: unknown[] = [...bodyOf(reader.doc).createTreeWalker(() => true)]
    .filter((node) => node instanceof Y.XmlElement && ['paragraph', 'claim', 'heading'].includes(node.nodeName))
    .map((node) => (node instanceof Y.XmlElement ? node.getAttribute('id') : null));
  expect(ids).not.toContain(undefined);
  expect(new Set(ids).size).toBe(ids.length);
  for (const client of [...clients, reader]) client.ws.terminate();
};

test.each(Array.from({ length: 20 }, (_, index) => index + 1))(
  '(5) honest edits, undo and lost connections: nobody is refused and all converge, seed %i',
  (seed) => fuzz(seed),
);

test('stock providers see each other come, go and come back', async () => {
  const documentId = await newDocument(server, 'Hej');
  const docs = [new Y.Doc(), new Y.Doc()];
  const [anna, bo] = ['anna', 'bo'].map((account, index) =>
    provide(at(documentId, account, ''), docs[index] ?? new Y.Doc()),
  );
  if (!anna || !bo) throw new Error('Two providers were expected');
  anna.awareness.setLocalStateField('user', { name: 'någon annan' });
  bo.awareness.setLocalStateField('cursor', { anchor: 5, head: 5 });
  const seenBy = (from: typeof anna, who: typeof anna) => from.awareness.getStates().get(who.doc.clientID);
  await until('seen', () => seenBy(bo, anna) !== undefined && seenBy(anna, bo)?.['cursor']?.anchor === 5);
  expect(seenBy(bo, anna)?.['user']).toEqual({ id: 'anna', name: 'Name of anna', color: '#7A3E9D' });
  anna.disconnect();
  await until('gone', () => seenBy(bo, anna) === undefined);
  anna.connect();
  await until('back', () => seenBy(bo, anna) !== undefined && anna.synced);
  bo.awareness.setLocalStateField('cursor', { anchor: 6, head: 6 });
  await until('moved', () => seenBy(anna, bo)?.['cursor']?.anchor === 6);
  // A second tab of the same person shows itself beside the first, and its leaving takes only itself away.
  const tab = provide(at(documentId, 'anna', ''), new Y.Doc());
  await sleep(100);
  expect(seenBy(bo, tab)).toBeUndefined();
  tab.awareness.setLocalStateField('cursor', { anchor: 1 });
  await until('both', () => seenBy(bo, tab) !== undefined && seenBy(tab, anna) !== undefined);
  await sleep(100);
  tab.destroy();
  await until('one', () => seenBy(bo, tab) === undefined);
  expect(seenBy(bo, anna)).toBeDefined();
  await sleep(100);
  const messages = (await server.metrics.getSingleMetricAsString('samsyn_sync_received_bytes_total')).length;
  expect(messages).toBeGreaterThan(0);
  anna.destroy();
  bo.destroy();
});

test('echoes of presence come to rest', async () => {
  const documentId = await newDocument(server, 'Hej');
  const providers = ['anna', 'bo', 'cecilia'].map((account) => provide(at(documentId, account, ''), new Y.Doc()));
  for (const provider of providers) provider.awareness.setLocalStateField('cursor', { anchor: 1 });
  await until('all', () => providers.every((provider) => provider.awareness.getStates().size === 3));
  providers[0]?.disconnect();
  providers[0]?.connect();
  await until('all again', () => providers.every((provider) => provider.awareness.getStates().size === 3));
  await sleep(200);
  let changes = 0;
  for (const provider of providers) provider.awareness.on('update', () => (changes += 1));
  await sleep(1000);
  expect(changes).toBe(0);
  for (const provider of providers) provider.destroy();
});

test('forty people in a room: what each writes is with everybody, and acknowledged', async () => {
  const documentId = await newDocument(server, 'Hej');
  const people = await Promise.all(
    Array.from({ length: 40 }, (_, index) => new Client(at(documentId, `person${index % 5}`)).synced()),
  );
  const writers = people.slice(0, 10);
  for (let round = 0; round < 10; round += 1) {
    for (const writer of writers) writeLine(writer.doc, `rad ${round}`);
    await Promise.all(writers.map((writer) => writer.durable()));
  }
  await until('everybody', () =>
    people.every((person) => bytesOf(person.doc) === bytesOf(writers[0]?.doc ?? person.doc)),
  );
  for (const person of people) person.ws.terminate();
});
