/** Nodes that leave, in order or not: what they had shown or put into the database reaches everybody at the others. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAt, redisProgram, startThree } from '../support/cluster.ts';
import type { TestServer } from '../support/server.ts';
import { decodeAwareness } from '../../src/sync/presence-states.ts';
import { type Client, sleep, until } from '../sync/support/client.ts';
import { awarenessOf, bytesOf, wordsOf, writeLine } from '../sync/support/writing.ts';

/** What a client was told of another last: null for gone, undefined for nothing. */
const lastOf = (clientId: number, { heard }: Client): unknown =>
  heard
    .flatMap((message) => (message.type === 'awareness' ? decodeAwareness(message.update) : []))
    .flatMap(({ clientId: id, json }): unknown[] => (id === clientId ? [JSON.parse(Buffer.from(json).toString())] : []))
    .at(-1);

describe.skipIf(redisProgram === null)('nodes that leave', () => {
  let { cluster, a, b, c, teacher, coordinator, newNote } = {} as Awaited<ReturnType<typeof startThree>>;

  beforeAll(async () => {
    ({ cluster, a, b, c, teacher, coordinator, newNote } = await startThree());
  });
  afterAll(() => cluster.close());

  /** Everybody's words are durable, everybody has the same, nobody was sent away. */
  const settled = async (clients: readonly Client[]): Promise<void> => {
    await Promise.all(clients.map((client) => client.durable()));
    await until('equal', () => new Set(clients.map(({ doc }) => bytesOf(doc))).size === 1);
    expect(clients.map(({ closedWith }) => closedWith)).toEqual(clients.map(() => null));
    await Promise.all(clients.map((client) => client.leave()));
  };

  /** The node is stopped under those who write at it. @returns the same people at another one, when the first has ended */
  const moveFrom = async (
    node: TestServer,
    documentId: string,
    leave: readonly Client[],
    typing: NodeJS.Timeout,
  ): Promise<Client[]> => {
    const stopped = node.stop();
    expect(await Promise.all(leave.map((client) => client.closed()))).toEqual([1012, 1012]);
    const back = leave.map(({ doc }, index) => openAt(b, documentId, [teacher, coordinator][index]!, doc));
    await Promise.all(back.map((client) => client.synced()));
    clearInterval(typing);
    expect(await stopped).toBe(0);
    return back;
  };

  test('(11) a node that is stopped under load flushes, closes with 1012, and its clients go on at another', async () => {
    const documentId = await newNote();
    const stay = await openAt(a, documentId, teacher).synced();
    const leave = await Promise.all([teacher, coordinator].map((cookie) => openAt(c, documentId, cookie).synced()));
    const typing = setInterval(() => [stay, ...leave].forEach(({ doc }, index) => writeLine(doc, `s${index}`)), 10);
    await sleep(300);
    await settled([stay, ...(await moveFrom(c, documentId, leave, typing))]);
  });

  test('what a stopping node shows last is known to the others', async () => {
    const node = await cluster.join();
    const documentId = await newNote();
    const stay = await openAt(b, documentId, teacher).synced();
    const leave = await Promise.all([teacher, coordinator].map((cookie) => openAt(node, documentId, cookie).synced()));
    // So much that it is merged at the stop, which takes its time.
    writeLine(leave[0]!.doc, 'lång'.repeat(20_000));
    await leave[0]!.durable();
    const typing = setInterval(() => leave.forEach(({ doc }, index) => writeLine(doc, `s${index}`)), 2);
    await sleep(100);
    await settled([stay, ...(await moveFrom(node, documentId, leave, typing))]);
  });

  test('what a killed node put into the database without telling anybody is shown by the others', async () => {
    const node = await cluster.join();
    const documentId = await newNote();
    const stay = await openAt(a, documentId, teacher).synced();
    const leave = await openAt(node, documentId, coordinator).synced();
    writeLine(leave.doc, 'sagt');
    await leave.durable();
    cluster.signalStore('SIGSTOP');
    writeLine(leave.doc, 'osagt');
    // The node asks the database for it, and is not there for the answer.
    await sleep(500);
    await node.kill();
    cluster.signalStore('SIGCONT');
    await until('shown', () => wordsOf(stay.doc).includes('osagt'));
    await stay.leave();
  });

  test('(12, 1) a node is killed under writers on two: they go on at the other, nothing acknowledged is lost, nobody is left as a ghost', async () => {
    const documentId = await newNote();
    const places = [a, a, b, b, b].map((node, index) => ({ node, cookie: index % 2 === 0 ? teacher : coordinator }));
    const writers = await Promise.all(places.map(({ node, cookie }) => openAt(node, documentId, cookie).synced()));
    await Promise.all(writers.map((writer) => writer.durable()));
    const [watcher, , ghost] = writers as [Client, Client, Client];
    ghost.say({ type: 'awareness', update: awarenessOf(ghost.doc.clientID, 1, { cursor: null }) });
    await until('seen', () => JSON.stringify(lastOf(ghost.doc.clientID, watcher) ?? '').includes('Gunnar'));
    const said = writers.map((): string[] => []);
    const before = writers.map((writer) => writer.sent);
    const typing = setInterval(() => {
      for (const [index, writer] of writers.entries()) {
        const word = `w${index}n${said[index]!.length}.`;
        said[index]!.push(word);
        writeLine(writer.doc, word);
      }
    }, 10);
    await sleep(700);
    await b.kill();
    const acknowledged = writers.flatMap((writer, index) =>
      said[index]!.slice(0, Math.max(0, writer.acknowledged - before[index]!)),
    );
    const moved = places.slice(2).map(({ cookie }, index) => openAt(a, documentId, cookie, writers[index + 2]!.doc));
    await sleep(300);
    clearInterval(typing);
    await Promise.all(moved.map((client) => client.synced()));
    const all = [...writers.slice(0, 2), ...moved];
    await Promise.all(all.map((client) => client.durable(15_000)));
    await until('equal', () => new Set(all.map(({ doc }) => bytesOf(doc))).size === 1);
    await until('gone', () => lastOf(ghost.doc.clientID, watcher) === null);
    expect(all.map(({ closedWith }) => closedWith)).toEqual(all.map(() => null));
    const everything = all[0]!.doc;
    // Nothing of it hangs on a memory: all nodes go.
    await a.kill();
    const last = await cluster.join();
    const witness = await openAt(last, documentId, teacher).synced();
    expect(bytesOf(witness.doc)).toBe(bytesOf(everything));
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(acknowledged.filter((word) => !wordsOf(witness.doc).includes(word))).toEqual([]);
    await witness.leave();
  });
});
