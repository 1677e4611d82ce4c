/** Several nodes of the product, each a process, with one database and one Redis: their documents are one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBody } from '@samsyn/document';
import { clientOf, member } from '../support/client.ts';
import { type Cluster, openAt, redisProgram, startCluster } from '../support/cluster.ts';
import type { TestServer } from '../support/server.ts';
import { until } from '../sync/support/client.ts';
import { bytesOf, wordsOf, writeLine } from '../sync/support/writing.ts';

describe.skipIf(redisProgram === null)('two nodes', () => {
  let cluster: Cluster;
  let [a, b] = [] as unknown as [TestServer, TestServer];
  let [teacher, coordinator] = ['', ''];

  beforeAll(async () => {
    cluster = await startCluster(2);
    [a, b] = cluster.nodes as [TestServer, TestServer];
    teacher = await a.signIn('grundskola@example.org');
    coordinator = await b.signIn('kvalitet@example.org');
  }, 60_000);
  afterAll(() => cluster.close());

  const newNote = async (): Promise<string> => {
    const json = { kind: 'note', leadershipGroup: 'grundskola', title: 'Fri anteckning' };
    return String(member((await clientOf(a, teacher).post('/api/documents', json)).body, 'id'));
  };

  test('(7) three clients open a document that was never opened before: one seed', async () => {
    const documentId = await newNote();
    const clients = [
      openAt(a, documentId, teacher),
      openAt(b, documentId, teacher),
      openAt(b, documentId, coordinator),
    ];
    await Promise.all(clients.map((client) => client.synced()));
    const [first] = clients;
    expect(readBody(first!.doc).content).toHaveLength(1);
    expect(new Set(clients.map(({ doc }) => bytesOf(doc))).size).toBe(1);
    await Promise.all(clients.map((client) => client.leave()));
  });

  test('(12) what is written on both converges over the bus', async () => {
    const documentId = await newNote();
    const [one, other] = await Promise.all([
      openAt(a, documentId, teacher).synced(),
      openAt(b, documentId, coordinator).synced(),
    ]);
    for (let line = 0; line < 20; line += 1) {
      writeLine(one.doc, `ett ${line}`);
      writeLine(other.doc, `två ${line}`);
    }
    await Promise.all([one.durable(), other.durable()]);
    await until('converged', () => bytesOf(one.doc) === bytesOf(other.doc));
    expect(wordsOf(one.doc)).toContain('två 19');
    expect(one.closedWith ?? other.closedWith).toBeNull();
    await Promise.all([one.leave(), other.leave()]);
  });
});
