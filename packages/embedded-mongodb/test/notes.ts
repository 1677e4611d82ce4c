import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import type { Collection } from 'mongodb';
import { startEmbeddedStore } from '../src/index.ts';

/** What the tests of damage, backups and full disks keep in a store. */
export type Note = { _id: number; text: string };

/** Opens the store in the folder for some work, and closes it. */
export async function withStore<T>(
  dir: string,
  work: (client: MongoClient) => Promise<T>,
  maxBytes?: number,
): Promise<T> {
  const store = await startEmbeddedStore(maxBytes === undefined ? { dir } : { dir, maxBytes });
  const client = await MongoClient.connect(store.uri);
  try {
    return await work(client);
  } finally {
    await client.close();
    await store.close();
  }
}

export function notes(client: MongoClient): Collection<Note> {
  return client.db().collection<Note>('notes');
}

export async function fill(client: MongoClient, count = 200): Promise<void> {
  await notes(client).insertMany(
    Array.from({ length: count }, (_, _id) => ({ _id, text: `anteckning ${_id} `.repeat(50) })),
  );
  await notes(client).createIndex({ text: 1 });
}

/** Turns over one bit. */
export function flip(file: string, at: number): void {
  const byte = readFileSync(file)[at] ?? 0;
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.of(byte ^ 0x10), 0, 1, at);
  closeSync(descriptor);
}
