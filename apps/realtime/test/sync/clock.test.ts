/** What happens after a while: the server's clock is put forward, the lengths of time are those of the product. */
import { rmSync } from 'node:fs';
import { bodyOf, readBody } from '@samsyn/document';
import { newObjectId } from '@samsyn/models';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, provide, sleep, until } from './support/client.ts';
import { end, endAll, startProcess } from './support/process.ts';
import { newDirectory, startServer, type TestServer } from './support/server.ts';
import { bytesOf, firstText, newDocument, stateOf, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => {
  server.rules.later = 0;
});
afterEach(endAll);
afterAll(() => server.close());

const seconds = 1000;
const minutes = 60 * seconds;
/** The server looks at its clock once a second. */
const aLook = 1200;

const at = placesOn(() => server);

test('every connection gets a protocol message at least every 20 s, and a stock provider stays', async () => {
  const documentId = await newDocument(server, 'Hej');
  const clients = await Promise.all([
    new Client(at(documentId, 'anna')).synced(),
    new Client(at(documentId, 'reader', '')).synced(),
  ]);
  const doc = new Y.Doc();
  const provider = provide(at(documentId, 'bo', ''), doc);
  await until('synced', () => provider.synced);
  await clients[0]?.durable();
  const heard = clients.map((client) => client.heard.length);
  const last = provider.wsLastMessageReceived;
  // 16 s have passed on the server's clock, and it has a few of ours to say something.
  server.rules.later = 16 * seconds;
  const hasHeard = (): boolean => clients.every((client, index) => client.heard.length > (heard[index] ?? 0));
  await until('a message', () => hasHeard() && provider.wsLastMessageReceived > last, 4 * seconds);
  expect(clients.map((client) => client.closedWith)).toEqual([null, null]);
  expect(provider.wsconnected).toBe(true);
  provider.destroy();
  await Promise.all(clients.map((client) => client.leave()));
});

test('an update whose predecessors do not come is held for 60 s, then the connection ends with 4529', async () => {
  const documentId = await newDocument(server, 'Hej');
  const client = await new Client(at(documentId, 'anna')).synced();
  await client.durable();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  writeLine(doc, 'ett');
  writeLine(doc, 'två');
  const [first = new Uint8Array(), second = new Uint8Array()] = updates;
  client.update(second);
  const heard = client.heard.length;
  client.say({ type: 'syncStep1', stateVector: Y.encodeStateVector(client.doc) });
  await until('it has come', () => client.heard.length > heard);
  server.rules.later = 55 * seconds;
  await sleep(aLook);
  expect(client.closedWith).toBeNull();
  expect(client.acknowledged).toBe(client.sent - 1);
  server.rules.later = 61 * seconds;
  expect(await client.closed()).toBe(4529);
  expect(await stateOf(server, documentId)).not.toContain('två');
  // What was held is gone with its connection: what it built on does not bring it back.
  const again = await new Client(at(documentId, 'anna')).synced();
  again.update(first);
  await again.durable();
  expect(await stateOf(server, documentId)).toContain('ett');
  expect(await stateOf(server, documentId)).not.toContain('två');
  again.update(second);
  await again.durable();
  expect(await stateOf(server, documentId)).toContain('två');
  await again.leave();
});

test('an unclean stop lets colleagues bring lost edits for ten minutes, and not after them', async () => {
  const place = newDirectory();
  const documentId = newObjectId();
  const killed = await startProcess('server', place, 0, [documentId]);
  const author = await new Client({ port: killed.port, documentId, account: 'anna', query: '?ack=1' }).synced();
  writeLine(author.doc, 'före');
  await author.durable();
  await end(killed.child, 'SIGKILL');

  /** What a colleague has seen of the author's next words. */
  const next = (words: string): Uint8Array => {
    const since = Y.encodeStateVector(author.doc);
    writeLine(author.doc, words);
    return Y.encodeStateAsUpdate(author.doc, since);
  };
  const again = await startServer({ directory: place });
  const colleague = () => new Client({ port: again.port, documentId, account: 'bo', query: '?ack=1' }).synced();
  again.rules.later = 10 * minutes - 30 * seconds;
  const early = await colleague();
  early.update(next('medan det läker'));
  await early.durable();
  again.rules.later = 10 * minutes + 1 * seconds;
  const late = await colleague();
  late.update(next('efteråt'));
  expect(await late.closed()).toBe(4422);
  expect(await stateOf(again, documentId)).toContain('medan det läker');
  expect(await stateOf(again, documentId)).not.toContain('efteråt');
  const herself = await new Client(
    { port: again.port, documentId, account: 'anna', query: '?ack=1' },
    author.doc,
  ).synced();
  await herself.durable();
  expect(await stateOf(again, documentId)).toContain('efteråt');
  await herself.leave();
  await again.close();
  rmSync(place, { recursive: true, force: true });
});

test('(8) who slept for a day with words unsent comes back to both sides’ words, and overwrites nobody', async () => {
  const documentId = await newDocument(server, 'Resultaten i matematik', 'Stryks i natt');
  const anna = await new Client(at(documentId, 'anna')).synced();
  const bo = await new Client(at(documentId, 'bo')).synced();
  writeLine(anna.doc, 'Annas ord i går');
  await anna.durable();
  await until('seen', () => wordsOf(bo.doc).includes('i går'));
  server.rules.later = 24 * 60 * minutes;
  // Nothing was heard of either for a day: both are hung up on.
  await Promise.all([anna.closed(), bo.closed()]);
  firstText(anna.doc).insert(10, ' från Anna');
  bodyOf(anna.doc).delete(1, 1);
  writeLine(anna.doc, 'Annas ord i natt');

  // Meanwhile the document is opened, written in, left and merged by others.
  const awake = await new Client(at(documentId, 'bo'), bo.doc).synced();
  firstText(awake.doc).insert(0, 'Enligt Bo: ');
  bodyOf(awake.doc).delete(2, 1);
  writeLine(awake.doc, 'Bos ord i dag');
  await awake.durable();
  await awake.leave();
  server.rules.later += 10 * seconds;
  await until('closed', () => server.sync.documents.state(documentId) === null);
  await server.journal.compact(documentId);
  const cecilia = await new Client(at(documentId, 'cecilia')).synced();
  writeLine(cecilia.doc, 'Cecilias ord');
  await cecilia.durable();

  const back = await new Client(at(documentId, 'anna', '?ack=1&epoch=1&schema=1'), anna.doc).synced();
  await back.durable();
  const own = new Client(at(documentId, 'bo'), bo.doc);
  await own.synced();
  const all = [back.doc, cecilia.doc, bo.doc];
  await until('the same', () => new Set(all.map(bytesOf)).size === 1);
  // What each wrote is there once, and what either deleted is gone.
  const words = wordsOf(cecilia.doc);
  for (const one of [
    'Enligt Bo: Resultaten från Anna i matematik',
    'Annas ord i natt',
    'Bos ord i dag',
    'Cecilias ord',
  ])
    expect(words.split(one), one).toHaveLength(2);
  expect(words).not.toMatch(/i går|Stryks/);
  expect(await stateOf(server, documentId)).toBe(JSON.stringify(readBody(back.doc)));
  await Promise.all([back, own, cecilia].map((client) => client.leave()));
});

test('a document that was changed gets an automatic version when it is left, at most every ten minutes', async () => {
  const documentId = await newDocument(server, 'Hej');
  const visit = async (words: string): Promise<void> => {
    const client = await new Client(at(documentId, 'anna')).synced();
    writeLine(client.doc, words);
    await client.durable();
    await client.leave();
    server.rules.later += 6 * seconds;
    await until('closed', () => server.sync.documents.state(documentId) === null);
  };
  const kept = async () => (await server.sync.documents.versions(documentId)).map(({ automatic }) => automatic);
  await visit('ett');
  await expect.poll(kept).toEqual([true]);
  await visit('två');
  server.rules.later += 10 * minutes;
  await visit('tre');
  await expect.poll(kept).toEqual([true, true]);
});
