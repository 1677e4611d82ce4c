import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { ClientSession, Db, MongoClientOptions } from 'mongodb';
import { startEmbeddedStore } from '../src/index.ts';
import type { EmbeddedStore } from '../src/index.ts';

export type Opened = { dir: string; store: EmbeddedStore; client: MongoClient; db: Db; close: () => Promise<void> };

/** A folder of its own, to be removed by whoever asked for it. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'store-'));
}

/** Keeps every number in its BSON class, as it came over the wire. */
export const EXACT: MongoClientOptions = { promoteValues: false, promoteLongs: false, bsonRegExp: true };

/** A store in a new folder with a client on it; closing removes both. */
export async function openStore(options: MongoClientOptions = {}): Promise<Opened> {
  const dir = newFolder();
  const store = await startEmbeddedStore({ dir });
  const client = await MongoClient.connect(store.uri, options);
  return {
    dir,
    store,
    client,
    db: client.db(),
    close: async () => {
      await client.close();
      await store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A database to ask: a store of its own, or a fresh database of the real MongoDB that MONGODB_URI names. */
export type Subject = Pick<Opened, 'client' | 'db' | 'close'>;

export async function openSubject(options: MongoClientOptions = {}): Promise<Subject> {
  const uri = process.env['MONGODB_URI'];
  if (!uri) return openStore(options);
  const client = await MongoClient.connect(uri, options);
  const db = client.db(`cases-${randomUUID()}`);
  return {
    client,
    db,
    close: async () => {
      await db.dropDatabase();
      await client.close();
    },
  };
}

/** What a promise is rejected with; fails when it is not. */
export async function failure(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return { ...error, message: error.message, name: error.name };
    throw error;
  }
  throw new Error('It should have failed');
}

/** Numbers in a sequence that a seed decides (mulberry32), so that a failing run can be run again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs work in a transaction that is aborted at the end unless the work has committed it. */
export async function inTransaction<T>(client: MongoClient, work: (session: ClientSession) => Promise<T>): Promise<T> {
  return client.withSession(async (session) => {
    session.startTransaction();
    try {
      return await work(session);
    } finally {
      if (session.inTransaction()) await session.abortTransaction();
    }
  });
}
