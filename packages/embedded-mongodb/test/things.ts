import type { ClientSession, Collection } from 'mongodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { inTransaction, openStore } from './support.ts';
import type { Opened } from './support.ts';

export type Thing = { _id: number; n?: number; key?: string };

export let opened: Opened;
export let things: Collection<Thing>;

export const begun = <T>(work: (session: ClientSession) => Promise<T>) => inTransaction(opened.client, work);

/** For the tests of a file: a store, and in it two things in a new collection before each. */
export function useThings(): void {
  beforeAll(async () => {
    opened = await openStore();
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    things = opened.db.collection<Thing>(`things${Math.random()}`.replace('.', ''));
    await things.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
  });
}
