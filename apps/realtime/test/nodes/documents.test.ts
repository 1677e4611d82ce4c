/** Several nodes of the product, each a process, with one database and one Redis: their documents are one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readBody } from '@samsyn/document';
import { openAt, redisProgram, startThree } from '../support/cluster.ts';
import type { TestServer } from '../support/server.ts';
import { type Client, sleep, until } from '../sync/support/client.ts';
import { bytesOf, wordsOf, writeLine } from '../sync/support/writing.ts';

describe.skipIf(redisProgram === null)('several nodes', () => {
  let { cluster, a, b, c, teacher, coordinator, newNote } = {} as Awaited<ReturnType<typeof startThree>>;

  beforeAll(async () => {
    ({ cluster, a, b, c, teacher, coordinator, newNote } = await startThree());
  });
  afterAll(() => cluster.close());

  /** Somebody on each node, in a document of their own. */
  const together = async (): Promise<{ documentId: string; one: Client; other: Client }> => {
    const documentId = await newNote();
    const [one, other] = await Promise.all([
      openAt(a, documentId, teacher).synced(),
      openAt(b, documentId, coordinator).synced(),
    ]);
    return { documentId, one, other };
  };
  test('(7) three clients open a document that was never opened before: one seed', async () => {
    const documentId = await newNote();
    const clients = [
      openAt(a, documentId, teacher),
      openAt(b, documentId, teacher),
      openAt(b, documentId, coordinator),
    ];
    await Promise.all(clients.map((client) => client.synced()));
    expect(readBody(clients[0]!.doc).content).toHaveLength(1);
    expect(new Set(clients.map(({ doc }) => bytesOf(doc))).size).toBe(1);
    await Promise.all(clients.map((client) => client.leave()));
  });

  test('a client id that two accounts use at once on two nodes is one account’s, and replicas stay equal', async () => {
    const { documentId, one, other } = await together();
    const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
    const [first, second] = [one, other].map((client) => Y.encodeStateAsUpdate(client.doc));
    Y.applyUpdate(mine, first!);
    Y.applyUpdate(theirs, second!);
    mine.clientID = 4711;
    theirs.clientID = 4711;
    writeLine(mine, 'min');
    writeLine(theirs, 'din');
    one.update(Y.encodeStateAsUpdate(mine));
    other.update(Y.encodeStateAsUpdate(theirs));
    const isSettled = ({ closedWith, acknowledged, sent }: Client): boolean =>
      closedWith !== null || acknowledged === sent;
    await until('settled', () => isSettled(one) && isSettled(other), 12_000);
    const witnesses = await Promise.all([a, b].map((node) => openAt(node, documentId, teacher).synced()));
    const words = witnesses.map(({ doc }) => wordsOf(doc));
    expect(words[0]).toBe(words[1]);
    expect(words[0]!.includes('min')).not.toBe(words[0]!.includes('din'));
    for (const { ws } of [one, other, ...witnesses]) ws.close();
  });

  test('(4, 12) the database is killed under writers on two nodes: nothing acknowledged while it is away, nothing lost', async () => {
    const documentId = await newNote();
    const places = [a, a, b, b].map((node, index) => ({ node, cookie: index % 2 === 0 ? teacher : coordinator }));
    const writers = await Promise.all(places.map(({ node, cookie }) => openAt(node, documentId, cookie).synced()));
    await Promise.all(writers.map((writer) => writer.durable()));
    const said = writers.map((): string[] => []);
    const before = writers.map((writer) => writer.sent);
    const told = (): string[] =>
      writers.flatMap((writer, index) => said[index]!.slice(0, Math.max(0, writer.acknowledged - before[index]!)));
    const typing = setInterval(() => {
      for (const [index, writer] of writers.entries()) {
        const word = `d${index}n${said[index]!.length}.`;
        said[index]!.push(word);
        writeLine(writer.doc, word);
      }
    }, 10);
    await until('acknowledged', () => told().length > 100);
    await cluster.killStore();
    clearInterval(typing);
    // What was acknowledged is on its way still.
    await sleep(500);
    const acknowledged = told();
    // Who asks is not kept waiting for a database that is gone.
    const ready = ({ url }: TestServer) => fetch(`${url}/readyz`, { signal: AbortSignal.timeout(8000) });
    expect((await Promise.all([a, b].map(ready))).map(({ status }) => status)).toEqual([503, 503]);
    expect(told()).toEqual(acknowledged);
    await cluster.startStore();
    await Promise.all(writers.map((writer) => writer.durable(20_000)));
    await until('equal', () => new Set(writers.map(({ doc }) => bytesOf(doc))).size === 1);
    expect(writers.map(({ closedWith }) => closedWith)).toEqual([null, null, null, null]);
    // What the database holds is what is read where nobody has it open.
    const elsewhere = await openAt(c, documentId, teacher).synced();
    expect(bytesOf(elsewhere.doc)).toBe(bytesOf(writers[0]!.doc));
    expect(said.flat().filter((word) => !wordsOf(elsewhere.doc).includes(word))).toEqual([]);
    await Promise.all([elsewhere, ...writers].map((client) => client.leave()));
  });
});
