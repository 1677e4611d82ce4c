/** A right is lowered, and what is said of it to the other nodes does not arrive: it is in force all the same. */
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf, member } from '../support/client.ts';
import { type Cluster, openAt, redisProgram, startCluster } from '../support/cluster.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { newDirectory } from '../sync/support/server.ts';

/** The driver's words when it writes into a collection. */
const writes = (collection: string): RegExp => new RegExp(`\u0002(insert|update)\0.{4}${collection}\0`, 's');

/** Stands before the database, and can hold back what is to be written into the second after the first was written into. */
const startGate = async (uri: string, [first, second]: readonly [RegExp, RegExp]) => {
  const address = /^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? '';
  const path = join(newDirectory(), 'gate.sock');
  let isNext = false;
  let hold: ((send: () => void) => void) | null = null;
  const server = createServer((driver) => {
    const database = connect(decodeURIComponent(address));
    driver.on('data', (bytes) => {
      const words = bytes.toString('latin1');
      const send = (): unknown => database.write(bytes);
      if (hold && isNext && second.test(words)) return hold(send);
      isNext ||= hold !== null && first.test(words);
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
    /** Holds it back the next time. @returns what lets it through */
    holdNext: (): Promise<() => void> =>
      new Promise((resolve) => {
        isNext = false;
        hold = (send) => {
          hold = null;
          resolve(send);
        };
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
    gate = await startGate(cluster.settings['MONGODB_URI']!, [writes('memberships'), writes('notices')]);
    a = await startServer({ demo: false, settings: { ...cluster.settings, MONGODB_URI: gate.uri } });
    admin = clientOf(a, await a.signIn('admin@example.org'));
    coordinator = clientOf(b, await b.signIn('kvalitet@example.org'));
  }, 60_000);
  afterAll(async () => {
    await a.close();
    gate.close();
    await cluster.close();
  });

  /** Somebody who writes through the node, and loses the right to it at the first. @returns when it is to be said to the others */
  const lose = async (node: TestServer, email: string) => {
    const school = clientOf(node, await node.signIn(email));
    const note = { kind: 'note', leadershipGroup: 'grundskola', title: 'Fri anteckning' };
    const documentId = String(member((await coordinator.post('/api/documents', note)).body, 'id'));
    const writer = await openAt(node, documentId, school.cookie).synced();
    const id = String(member((await school.get('/api/me')).body, 'id'));
    const held = gate.holdNext();
    const answer = admin.patch(`/api/admin/accounts/${id}`, { roles: [], groups: [] });
    return { writer, answer, say: await held };
  };

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
