/** A store for the tests of one file, and what they write into its journals. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docFrom, paragraph, readBody, seedUpdate, textOf, withIds } from '@samsyn/document';
import { type EmbeddedStore, startEmbeddedStore } from '@samsyn/embedded-mongodb';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect } from 'vitest';
import {
  type Entry,
  Journal,
  journalModels,
  type JournalOptions,
  newObjectId,
  serverAccount,
} from '../../src/index.ts';

export type TestStore = {
  connection: () => mongoose.Connection;
  models: () => ReturnType<typeof journalModels>;
  /** a folder for a log of its own, not made yet */
  newLog: () => string;
  open: (log?: string, options?: Pick<JournalOptions, 'onError'>) => Promise<Journal>;
};

/** Call it at the top of a file: the store is there from before the first test until after the last one. */
export const useStore = (): TestStore => {
  const directory = mkdtempSync(join(tmpdir(), 'samsyn-journal-'));
  let store: EmbeddedStore;
  let connection: mongoose.Connection;
  let logs = 0;
  const newLog = (): string => join(directory, `log-${(logs += 1)}`);
  beforeAll(async () => {
    store = await startEmbeddedStore({ dir: join(directory, 'store') });
    connection = await mongoose.createConnection(store.uri).asPromise();
  });
  afterAll(async () => {
    await connection.close();
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    connection: () => connection,
    models: () => journalModels(connection),
    newLog,
    open: (log = newLog(), options = {}) => Journal.open({ connection, directory: log, ...options }),
  };
};

/** A document with these words. @returns its id */
export const create = async (journal: Journal, words = 'Hej'): Promise<string> => {
  const documentId = newObjectId();
  const bytes = seedUpdate([withIds(paragraph(words))]);
  await journal.create({ documentId, epoch: 1, bytes, authorIds: [] }, [{ clientId: 1, accountId: serverAccount }]);
  return documentId;
};

/** Anna's paragraph of these words. */
export const entry = (documentId: string, words: string): Entry => ({
  documentId,
  epoch: 1,
  bytes: seedUpdate([withIds(paragraph(words))]),
  authorIds: ['anna'],
  broughtBy: null,
  bindings: [],
});

export const textIn = async (journal: Journal, documentId: string): Promise<string> => {
  const doc = docFrom((await journal.load(documentId)).updates);
  expect(doc.store.pendingStructs).toBeNull();
  return textOf(readBody(doc));
};
