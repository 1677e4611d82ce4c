/** What a stopped process left in this machine's log goes into the database before anything is opened. */
import * as Y from 'yjs';
import { type Entry, HistoryMissing } from './entry.ts';
import { loadHistory } from './history.ts';
import { insertBindings, insertRows, rowsOf } from './insert.ts';
import type { JournalModels } from './rows.ts';

/** Only what the database lacks becomes rows: most of a log's end was written before the process stopped. */
const replayDocument = async (
  models: JournalModels,
  documentId: string,
  entries: readonly Entry[],
  onError: (error: unknown) => void,
): Promise<void> => {
  const doc = new Y.Doc();
  let epoch = 0;
  try {
    const history = await loadHistory(models, documentId);
    ({ epoch } = history);
    doc.transact(() => history.updates.forEach((update) => Y.applyUpdate(doc, update)));
  } catch (error) {
    if (!(error instanceof HistoryMissing)) throw error;
    onError(new Error(`The local log has edits of document ${documentId}, which has no history`));
    return;
  }
  const at = new Date();
  await insertBindings(
    models,
    entries.flatMap((entry) => entry.bindings.map((one) => ({ ...one, documentId }))),
    at,
  );
  let isNew = false;
  doc.on('update', () => {
    isNew = true;
  });
  const lacking = entries.filter(({ bytes, epoch: written }) => {
    isNew = false;
    if (written !== epoch) return false;
    if (bytes) Y.applyUpdate(doc, bytes);
    return isNew;
  });
  await insertRows(
    models,
    lacking.flatMap((entry) => (entry.bytes ? rowsOf({ ...entry, bytes: entry.bytes }, at) : [])),
  );
  doc.destroy();
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
