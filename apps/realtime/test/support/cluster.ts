/** Several nodes of the product on one database, which is a process of its own, with one Redis between them. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import type * as Y from 'yjs';
import { Client } from '../sync/support/client.ts';
import { end, startProcess } from '../sync/support/process.ts';
import { clientOf, member } from './client.ts';
import { findRedis, startRedis, type TestRedis } from './redis.ts';
import { newDemoFolder, startServer, type TestServer } from './server.ts';

/** What browsers would use: the address in front of all nodes. */
export const publicUrl = 'http://localhost:4000';

/** The program, looked for once. */
export const redisProgram = await findRedis();

export type Cluster = {
  redis: TestRedis;
  /** Sends the database's process a signal. */
  signalStore: (signal: NodeJS.Signals) => void;
  /** kill -9 of the database */
  killStore: () => Promise<void>;
  /** Starts the database again where it was. */
  startStore: () => Promise<void>;
  settings: Record<string, string>;
  nodes: TestServer[];
  /** Starts one more. */
  join: () => Promise<TestServer>;
  close: () => Promise<void>;
};

/** @param size how many nodes */
export const startCluster = async (size: number): Promise<Cluster> => {
  if (redisProgram === null) throw new Error('There is no Redis');
  const folder = await newDemoFolder();
  const openStore = () => startProcess('store', join(folder, 'store'), 0);
  const [redis, { child, uri }] = await Promise.all([startRedis(redisProgram), openStore()]);
  let store: ChildProcess | null = child;
  const killStore = async (): Promise<void> => {
    const killed = store;
    store = null;
    if (killed) await end(killed, 'SIGKILL');
  };
  const settings = { MONGODB_URI: uri, REDIS_URL: redis.url, PUBLIC_URL: publicUrl };
  const nodes: TestServer[] = [];
  const join_ = async (): Promise<TestServer> => {
    const node = await startServer({ demo: false, settings });
    nodes.push(node);
    return node;
  };
  await Promise.all(Array.from({ length: size }, join_));
  return {
    redis,
    signalStore: (signal) => store?.kill(signal),
    killStore,
    startStore: async () => {
      store = (await openStore()).child;
    },
    settings,
    nodes,
    join: join_,
    close: async () => {
      await Promise.all(nodes.map((node) => node.close()));
      await Promise.all([redis.stop(), killStore()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Three nodes, a teacher and a coordinator who are signed in. */
export const startThree = async () => {
  const cluster = await startCluster(3);
  const [a, b, c] = cluster.nodes as [TestServer, TestServer, TestServer];
  const teacher = await a.signIn('grundskola@example.org');
  const coordinator = await b.signIn('kvalitet@example.org');
  const newNote = async (): Promise<string> => {
    const json = { kind: 'note', leadershipGroup: 'grundskola', title: 'Fri anteckning' };
    return String(member((await clientOf(a, teacher).post('/api/documents', json)).body, 'id'));
  };
  return { cluster, a, b, c, teacher, coordinator, newNote };
};

/** A websocket on a document through one node. */
export const openAt = (node: TestServer, documentId: string, cookie: string, doc?: Y.Doc, query = '?ack=1'): Client =>
  new Client({ port: node.port, documentId, account: '', query }, doc, { cookie, origin: publicUrl });
