import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { MongoClient } from 'mongodb';
import type { Db } from 'mongodb';
import { EXACT, newFolder } from '../support.ts';

export type Real = { db: Db; close: () => Promise<void> };

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function connected(uri: string, stop: () => Promise<void>): Promise<Real> {
  const client = await MongoClient.connect(uri, EXACT);
  const db = client.db(`differ-${randomUUID().slice(0, 8)}`);
  return {
    db,
    close: async () => {
      await db.dropDatabase();
      await client.close();
      await stop();
    },
  };
}

/** A real MongoDB: the one at MONGODB_URI, or one that MONGOD_BINARY is started for; undefined without either. */
export async function realMongo(): Promise<Real | undefined> {
  const { MONGODB_URI: uri, MONGOD_BINARY: binary } = process.env;
  if (uri) return connected(uri, () => Promise.resolve());
  if (!binary) return undefined;
  const [dir, port] = [newFolder(), await freePort()];
  const child = spawn(binary, ['--dbpath', dir, '--port', String(port), '--bind_ip', '127.0.0.1', '--quiet'], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  return connected(`mongodb://127.0.0.1:${port}`, async () => {
    child.kill('SIGINT');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  });
}
