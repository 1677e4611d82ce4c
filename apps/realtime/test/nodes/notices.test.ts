/** A right is lowered, and what is said of it to the other nodes does not arrive: it is in force all the same. */
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Client, clientOf, member } from '../support/client.ts';
import { type Cluster, openAt, redisProgram, startCluster } from '../support/cluster.ts';
import { password, startServer, type TestServer } from '../support/server.ts';
import { wordsUpdate, write } from '../support/words.ts';
import { sleep } from '../sync/support/client.ts';
import { newDirectory } from '../sync/support/server.ts';
import { wordsOf } from '../sync/support/writing.ts';

/** The driver's words when it writes into a collection. */
const writes = (collection: string): RegExp => new RegExp(`\u0002(insert|update)\0.{4}${collection}\0`, 's');

/** Stands before the database, and can hold back what a node says to it. */
const startGate = async (uri: string) => {
  const address = /^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? '';
  const path = join(newDirectory(), 'gate.sock');
  let held: { words: RegExp; after: RegExp | null; hold: (send: () => void) => void } | null = null;
  const server = createServer((driver) => {
    const database = connect(decodeURIComponent(address));
    driver.on('data', (bytes) => {
      const words = bytes.toString('latin1');
      const send = (): unknown => database.write(bytes);
      if (held && !held.after && held.words.test(words)) return held.hold(send);
      if (held?.after?.test(words)) held.after = null;
      send();
    });
    database.on('data', (bytes) => driver.write(bytes));
    for (const [socket, other] of [
      [driver, database],
      [database, driver],
    ] as const) {
      socket.on('error', () => {});
      socket.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    uri: uri.replace(address, encodeURIComponent(path)),
    /** Holds these words back the next time, or the next time after others. @returns what lets them through */
    holdNext: (words: RegExp, after: RegExp | null = null): Promise<() => void> =>
      new Promise((resolve) => {
        const hold = (send: () => void): void => {
          held = null;
          resolve(send);
        };
        held = { words, after, hold };
      }),
    close: () => server.close(),
  };
};

describe.skipIf(redisProgram === null)('between a change and what is said of it', () => {
  let cluster: Cluster;
  let gate: Awaited<ReturnType<typeof startGate>>;
  let [a, b] = [] as unknown as [TestServer, TestServer];
  let [admin, coordinator] = [] as unknown as [Client, Client];

  beforeAll(async () => {
    cluster = await startCluster(1);
    b = cluster.nodes[0]!;
    gate = await startGate(cluster.settings['MONGODB_URI']!);
    a = await startServer({ demo: false, settings: { ...cluster.settings, MONGODB_URI: gate.uri } });
    admin = clientOf(a, await a.signIn('admin@example.org'));
    coordinator = clientOf(b, await b.signIn('kvalitet@example.org'));
  });
  afterAll(async () => {
    await a.close();
    gate.close();
    await cluster.close();
  });

  const newNote = async (): Promise<string> => {
    const note = { kind: 'note', leadershipGroup: 'grundskola', title: 'Fri anteckning' };
    return String(member((await coordinator.post('/api/documents', note)).body, 'id'));
  };
  const strip = (id: string): Promise<Answer> => admin.patch(`/api/admin/accounts/${id}`, { roles: [], groups: [] });
  const idOf = async (who: Client): Promise<string> => String(member((await who.get('/api/me')).body, 'id'));

  /** Somebody who writes through the node, and loses the right to it at the first. @returns when it is to be said to the others */
  const lose = async (node: TestServer, email: string) => {
    const school = clientOf(node, await node.signIn(email));
    const writer = await openAt(node, await newNote(), school.cookie).synced();
    const id = await idOf(school);
    const held = gate.holdNext(writes('notices'), writes('memberships'));
    const answer = strip(id);
    return { writer, answer, say: await held };
  };

  test.each([
    { what: 'its own', at: () => a },
    { what: 'another’s', at: () => b },
  ])(
    '(23) what was posted and waits for the database is not taken when the right is lowered at $what node',
    async ({ what, at }) => {
      const email = `vantar-${what === 'its own' ? 'har' : 'dar'}@example.org`;
      const json = { email, name: 'Väntar', password, roles: ['groupMember'], groups: ['grundskola'] };
      const id = String(member((await admin.post('/api/admin/accounts', json)).body, 'id'));
      const school = clientOf(a, await a.signIn(email));
      const documentId = await newNote();
      const colleague = await openAt(b, documentId, coordinator.cookie).synced();
      const held = gate.holdNext(writes('clientids'));
      const posted = write(school, documentId, wordsUpdate('för sent'));
      const letThrough = await held;
      const boss = clientOf(at(), await at().signIn('admin@example.org'));
      expect((await boss.patch(`/api/admin/accounts/${id}`, { roles: [], groups: [] })).status).toBe(200);
      // The others hear of it within a second.
      await sleep(1000);
      letThrough();
      expect((await posted).status).toBe(404);
      expect(wordsOf(colleague.doc)).not.toContain('för sent');
      await colleague.leave();
    },
  );

  test('(23) it is in force at the node that made it, whatever becomes of the notice', async () => {
    const { writer, answer, say } = await lose(a, 'grundskola@example.org');
    expect(await writer.closed(3000)).toBe(4403);
    say();
    expect((await answer).status).toBe(200);
  });

  test('(23) a node is killed there: a second later the others take no write', async () => {
    const { writer, answer } = await lose(b, 'forstelarare@example.org');
    const failed = expect(answer).rejects.toThrow();
    await a.kill();
    await failed;
    expect(await writer.closed(3000)).toBe(4403);
  });
});
