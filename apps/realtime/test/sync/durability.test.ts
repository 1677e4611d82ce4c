import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { docFrom, readBody } from '@samsyn/document';
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';
import { Journal, newObjectId } from '@samsyn/models';
import mongoose from 'mongoose';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, provide, sleep, until } from './support/client.ts';
import { endAll, end, freeze, startProcess } from './support/process.ts';
import { seeded } from './support/random.ts';
import { newDirectory, startServer } from './support/server.ts';
import { bytesOf, firstText, newDocument, wordsOf, writeLine } from './support/writing.ts';

/** These are about the store that comes along: where MONGODB_URI names another they have nothing to look at. */
const hasOtherStore = (process.env['MONGODB_URI'] ?? '') !== '';

const directories: string[] = [];
const directory = (): string => {
  const made = newDirectory();
  directories.push(made);
  return made;
};
afterEach(async () => {
  await endAll();
  for (const one of directories.splice(0)) rmSync(one, { recursive: true, force: true });
});

/** What a document's journal holds in the store of a server that has ended. */
const storedWords = async (place: string, documentId: string): Promise<string> => {
  const store = await startEmbeddedStore({ dir: join(place, 'store') });
  const connection = await mongoose.createConnection(store.uri).asPromise();
  const journal = await Journal.open({ connection, directory: join(place, 'another log') });
  const words = wordsOf(docFrom((await journal.load(documentId)).updates));
  await journal.close();
  await connection.close();
  await store.close();
  return words;
};

test('(1) kill -9 under ten writers: what was acknowledged, and what others had seen, is there after the restart', async () => {
  const place = directory();
  const documentId = newObjectId();
  const random = seeded(1);
  const acknowledged: string[] = [];
  const seen = new Set<string>();
  let { child, port } = await startProcess('server', place, 0, [documentId]);
  for (let round = 0; round < 3; round += 1) {
    const at = (account: string) => ({ port, documentId, account, query: '?ack=1' });
    const writers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => new Client(at(`writer${index}`)).synced()),
    );
    await Promise.all(writers.map((writer) => writer.durable()));
    const said = writers.map((): string[] => []);
    const before = writers.map((writer) => writer.sent);
    const stop = Date.now() + 300 + random.below(500);
    while (Date.now() < stop) {
      for (const [index, writer] of writers.entries()) {
        const word = `${round}w${index}n${said[index]?.length}.`;
        said[index]?.push(word);
        writeLine(writer.doc, word);
      }
      await sleep(5 + random.below(20));
    }
    const watcher = writers[0]?.doc ?? new Y.Doc();
    for (const words of said.slice(1)) for (const word of words) if (wordsOf(watcher).includes(word)) seen.add(word);
    await end(child, 'SIGKILL');
    for (const [index, writer] of writers.entries()) {
      acknowledged.push(...(said[index] ?? []).slice(0, writer.acknowledged - (before[index] ?? 0)));
    }
    ({ child, port } = await startProcess('server', place, 0, [documentId]));
    const witness = await new Client({ port, documentId, account: 'reader' }).synced();
    const words = wordsOf(witness.doc);
    expect(acknowledged.filter((word) => !words.includes(word))).toEqual([]);
    expect([...seen].filter((word) => !words.includes(word))).toEqual([]);
    await witness.leave();
  }
  expect(acknowledged.length).toBeGreaterThan(100);
});

test('(1) kill -9 under writers in as many documents: what was acknowledged is in each of them after the restart', async () => {
  const place = directory();
  const ids = Array.from({ length: 12 }, newObjectId);
  const first = await startProcess('server', place, 0, ids);
  const writers = await Promise.all(
    ids.map((documentId) => new Client({ port: first.port, documentId, account: 'anna', query: '?ack=1' }).synced()),
  );
  await Promise.all(writers.map((writer) => writer.durable()));
  const before = writers.map((writer) => writer.sent);
  const stop = Date.now() + 1000;
  const least = (): number => Math.min(...writers.map((writer, index) => writer.acknowledged - (before[index] ?? 0)));
  for (let count = 0; Date.now() < stop || least() <= 10; count += 1) {
    for (const [index, writer] of writers.entries()) writeLine(writer.doc, `${index}n${count}.`);
    await sleep(20);
  }
  await end(first.child, 'SIGKILL');
  const acknowledged = writers.map((writer, index) => writer.acknowledged - (before[index] ?? 0));
  // The machine's log is lost: what is there is in the database.
  rmSync(join(place, 'log'), { recursive: true, force: true });
  const second = await startProcess('server', place, 0, ids);
  for (const [index, documentId] of ids.entries()) {
    const witness = await new Client({ port: second.port, documentId, account: 'reader' }).synced();
    const words = wordsOf(witness.doc);
    for (let count = 0; count < (acknowledged[index] ?? 0); count += 1) expect(words).toContain(`${index}n${count}.`);
    await witness.leave();
  }
});

test('after a kill -9 clients bring back what the server lacks, their colleagues’ edits too, and all converge', async () => {
  const place = directory();
  const documentId = newObjectId();
  const first = await startProcess('server', place, 0, [documentId]);
  const [anna, bo] = [new Y.Doc(), new Y.Doc()];
  const at = (account: string) => ({ port: first.port, documentId, account });
  const providers = [provide(at('anna'), anna), provide(at('bo'), bo)];
  await until('synced', () => providers.every((provider) => provider.synced));
  for (let index = 0; index < 30; index += 1) {
    writeLine(anna, `a${index}`);
    writeLine(bo, `b${index}`);
    await sleep(3);
  }
  await end(first.child, 'SIGKILL');
  // The machine is lost too: its log and everything since the start.
  rmSync(join(place, 'log'), { recursive: true, force: true });
  writeLine(anna, 'medan servern var borta');
  const second = await startProcess('server', place, first.port, [documentId]);
  await until('converged', () => wordsOf(bo).includes('medan servern') && bytesOf(anna) === bytesOf(bo));
  for (const provider of providers) provider.destroy();
  const witness = await new Client({ port: second.port, documentId, account: 'reader' }).synced();
  expect(readBody(witness.doc)).toEqual(readBody(anna));
});

test.skipIf(hasOtherStore)(
  '(11) SIGTERM under load: 1012, everything is flushed, clients come back to the next process',
  async () => {
    const place = directory();
    const documentId = newObjectId();
    const first = await startProcess('server', place, 0, [documentId]);
    const at = { port: first.port, documentId, account: 'anna', query: '?ack=1' };
    const raw = await new Client({ ...at, account: 'bo' }).synced();
    const doc = new Y.Doc();
    const provider = provide({ ...at, query: '' }, doc);
    await until('synced', () => provider.synced);
    await raw.durable();
    const before = raw.sent;
    let said = 0;
    const typing = setInterval(() => {
      writeLine(doc, 'x');
      writeLine(raw.doc, `y${(said += 1)}.`);
    }, 2);
    await sleep(300);
    const ended = end(first.child, 'SIGTERM');
    expect(await raw.closed()).toBe(1012);
    clearInterval(typing);
    const shown = [...wordsOf(doc).matchAll(/y\d+\./g)].map(([word]) => word);
    expect(await ended).toBe(0);
    // Nobody is there to bring anything back: what was acknowledged or shown is in the database itself.
    const kept = await storedWords(place, documentId);
    for (let count = 1; count <= raw.acknowledged - before; count += 1) expect(kept).toContain(`y${count}.`);
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((word) => !kept.includes(word))).toEqual([]);
    const second = await startProcess('server', place, first.port, [documentId]);
    await until('back', () => provider.synced);
    const back = await new Client({ ...at, port: second.port, account: 'bo' }, raw.doc).synced();
    await back.durable();
    await until('whole', () => bytesOf(doc) === bytesOf(raw.doc));
    provider.destroy();
  },
  30_000,
);

/** How the database goes away, and how it comes back. */
const absences: [
  string,
  (store: ChildProcess) => Promise<unknown>,
  (storeAt: string, store: ChildProcess) => unknown,
][] = [
  ['dead', (store) => end(store, 'SIGKILL'), (storeAt) => startProcess('store', storeAt, 0)],
  ['frozen', freeze, (_, store) => store.kill('SIGCONT')],
];

test.each(absences)(
  '(4) while the database is %s nothing is acknowledged, it is told within seconds, and nothing is lost',
  async (_how, goes, comes) => {
    const place = directory();
    const storeAt = join(place, 'store');
    const first = await startProcess('store', storeAt, 0);
    const server = await startServer({ directory: place, uri: first.uri });
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client({ port: server.port, documentId, account: 'anna', query: '?ack=1' }).synced();
    const witness = await new Client({ port: server.port, documentId, account: 'bo' }).synced();
    writeLine(client.doc, 'före');
    await client.durable();
    await goes(first.child);
    const before = client.acknowledged;
    for (let index = 0; index < 50; index += 1) {
      firstText(client.doc).insert(0, 'å');
      await sleep(50);
    }
    expect(client.acknowledged).toBe(before);
    expect(server.sync.isHealthy().ok).toBe(false);
    const age = await server.metrics.getSingleMetricAsString('samsyn_sync_oldest_unacknowledged_seconds');
    expect(Number(age.trim().split(' ').at(-1))).toBeGreaterThan(2);
    expect(wordsOf(witness.doc)).toContain('ååå');
    await comes(storeAt, first.child);
    await client.durable(15_000);
    expect(server.sync.isHealthy()).toEqual({ ok: true });
    const stored = new Y.Doc();
    for (const update of (await server.journal.load(documentId)).updates) Y.applyUpdate(stored, update);
    expect(readBody(stored)).toEqual(readBody(client.doc));
    await Promise.all([client.leave(), witness.leave()]);
    await server.close();
  },
  40_000,
);

test('a room with unwritten edits is not closed while the database is away', async () => {
  const place = directory();
  const storeAt = join(place, 'store');
  const first = await startProcess('store', storeAt, 0);
  const server = await startServer({ directory: place, uri: first.uri });
  const documentId = await newDocument(server, 'Hej');
  const client = await new Client({ port: server.port, documentId, account: 'anna', query: '?ack=1' }).synced();
  await client.durable();
  await end(first.child, 'SIGKILL');
  writeLine(client.doc, 'sista raden');
  await sleep(50);
  await client.leave();
  await sleep(6500);
  const state = server.sync.documents.state(documentId);
  expect(state && state.received > state.written).toBe(true);
  await startProcess('store', storeAt, 0);
  await until('written and closed', () => server.sync.documents.state(documentId) === null, 20_000);
  expect(await server.sync.documents.read(documentId, wordsOf)).toContain('sista raden');
  await server.close();
});
