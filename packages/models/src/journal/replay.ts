/** What a stopped process left in this machine's log goes into the database before anything is opened. */
import mongoose from 'mongoose';
import * as Y from 'yjs';
import { type Entry, HistoryMissing } from './entry.ts';
import { loadHistory } from './history.ts';
import { insertBindings, insertRows, rowsOf } from './insert.ts';
import type { JournalModels } from './rows.ts';

/** Whether an error is the database's answer, and says nothing of what a document holds. */
const isOfDatabase = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoError ||
  error instanceof mongoose.Error ||
  (error instanceof Error && databaseErrors.includes(error.name));
const databaseErrors: readonly string[] = ['StoreEndedError', 'StoreCommandError'];

/**
 * Only what the database lacks becomes rows: most of a log's end was written before the process stopped.
 * @throws HistoryMissing; what the database says, or what Yjs says of what is stored
 */
const lacking = async (models: JournalModels, documentId: string, entries: readonly Entry[]): Promise<Entry[]> => {
  const doc = new Y.Doc();
  const { epoch, updates } = await loadHistory(models, documentId);
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
  let isNew = false;
  doc.on('update', () => {
    isNew = true;
  });
  const found = entries.filter(({ bytes, epoch: written }) => {
    isNew = false;
    if (written !== epoch) return false;
    if (bytes) Y.applyUpdate(doc, bytes);
    return isNew;
  });
  doc.destroy();
  return found;
};

const replayDocument = async (
  models: JournalModels,
  documentId: string,
  entries: readonly Entry[],
  onError: (error: unknown) => void,
): Promise<void> => {
  let wanted = entries;
  try {
    wanted = await lacking(models, documentId, entries);
  } catch (error) {
    if (isOfDatabase(error)) throw error;
    if (error instanceof HistoryMissing) {
      onError(new Error(`The local log has edits of document ${documentId}, which has no history`));
      return;
    }
    // All others open: this one's edits are kept as they are, and it is there again once what it stumbles over is mended.
    onError(new Error(`What is stored of document ${documentId} cannot be read`, { cause: error }));
  }
  const at = new Date();
  await insertBindings(
    models,
    entries.flatMap((entry) => entry.bindings.map((one) => ({ ...one, documentId }))),
    at,
  );
  await insertRows(
    models,
    wanted.flatMap((entry) => (entry.bytes ? rowsOf({ ...entry, bytes: entry.bytes }, at) : [])),
  );
};

/** Durable when it resolves. @throws what the database says; then it is to be done again. */
export const replay = async (
  models: JournalModels,
  left: readonly Entry[],
  onError: (error: unknown) => void,
): Promise<void> => {
  for (const [documentId, entries] of Map.groupBy(left, (entry) => entry.documentId)) {
    await replayDocument(models, documentId, entries, onError);
  }
};
