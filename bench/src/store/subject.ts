/** What is measured: the embedded store in a process of its own, or a real MongoDB that somebody gave. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Figures, FromServer } from './server.ts';

export type Subject = {
  name: string;
  uri: string;
  /** how long it took to open, milliseconds */
  opened: number;
  /** since the last call; null where the process is not ours to ask */
  figures: () => Promise<Figures | null>;
  close: () => Promise<void>;
};

const isFromServer = (message: unknown): message is FromServer =>
  typeof message === 'object' && message !== null && 'kind' in message;

/** @returns the next thing that a process says. @throws when it ends instead */
export const heardFrom = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const gone = (code: number | null): void => reject(new Error(`A process of the benchmark has ended (${code})`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      resolve(message);
    });
  });

const heard = async (child: ChildProcess): Promise<FromServer> => {
  const message = await heardFrom(child);
  if (!isFromServer(message)) throw new Error('The store did not say how it is');
  return message;
};

/** Opens the store of a folder as the product does. */
export const embedded = async (dir: string): Promise<Subject> => {
  const child = fork(join(import.meta.dirname, 'server.ts'), [dir], {
    execArgv: process.env['STORE_PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['STORE_PROFILE']}`] : [],
  });
  const opened = await heard(child);
  if (opened.kind !== 'open') throw new Error('The store did not open');
  return {
    name: 'embedded',
    uri: opened.uri,
    opened: opened.milliseconds,
    figures: async () => {
      child.send('figures');
      const message = await heard(child);
      return message.kind === 'figures' ? message : null;
    },
    close: async () => {
      const exited = once(child, 'exit');
      child.send('close');
      await exited;
    },
  };
};

/** Starts a client on the subject. */
export const clientOf = async (uri: string, collection: string): Promise<ChildProcess> => {
  const child = fork(join(import.meta.dirname, 'client.ts'), [uri, collection]);
  await heardFrom(child);
  return child;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** A one-member replica set of a real mongod, on a folder that goes away with it. */
const mongod = async (binary: string): Promise<Subject> => {
  const dir = await mkdtemp(join(tmpdir(), 'samsyn-mongod-'));
  const port = await freePort();
  const began = performance.now();
  const child = spawn(
    binary,
    ['--dbpath', dir, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'bench'],
    {
      stdio: 'ignore',
    },
  );
  const uri = `mongodb://127.0.0.1:${port}/samsyn?directConnection=true`;
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 30_000 });
  await client.db('admin').command({
    replSetInitiate: { _id: 'bench', members: [{ _id: 0, host: `127.0.0.1:${port}` }] },
  });
  for (;;) {
    const { isWritablePrimary } = await client.db('admin').command({ hello: 1 });
    if (isWritablePrimary) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await client.close();
  return {
    name: 'mongod',
    uri,
    opened: performance.now() - began,
    figures: () => Promise.resolve(null),
    close: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/** The real MongoDB that MONGOD_BINARY or MONGODB_URI gives, or null. */
export const real = async (): Promise<Subject | null> => {
  const binary = process.env['MONGOD_BINARY'];
  if (binary) return mongod(binary);
  const uri = process.env['MONGODB_URI'];
  if (!uri) return null;
  return { name: 'MongoDB', uri, opened: Number.NaN, figures: () => Promise.resolve(null), close: async () => {} };
};
