/** Whoever swaps a document's head holds its lease: one compaction or rebuild at a time, over all nodes. */
import { newObjectId } from '../records/common.ts';
import { HistoryMissing } from './entry.ts';
import { durably, type JournalModels } from './rows.ts';

const leaseMilliseconds = 60_000;
const askAgainAfter = 100;

const take = async (models: JournalModels, documentId: string, by: string): Promise<boolean> => {
  const now = new Date();
  const taken = await models.snapshots.updateOne(
    { _id: documentId, $or: [{ leaseUntil: null }, { leaseUntil: { $lt: now } }] },
    { $set: { leaseBy: by, leaseUntil: new Date(now.getTime() + leaseMilliseconds) } },
    durably,
  );
  return taken.modifiedCount === 1;
};

const giveBack = async (models: JournalModels, documentId: string, by: string): Promise<void> => {
  await models.snapshots.updateOne({ _id: documentId, leaseBy: by }, { $set: { leaseBy: null, leaseUntil: null } });
};

/** Works under the lease. @returns null when another holds it. */
export const leased = async <T>(
  models: JournalModels,
  documentId: string,
  work: (by: string) => Promise<T>,
): Promise<T | null> => {
  const by = newObjectId();
  if (!(await take(models, documentId, by))) return null;
  try {
    return await work(by);
  } finally {
    await giveBack(models, documentId, by);
  }
};

/** Works under the lease, as soon as it is free. @throws HistoryMissing */
export const whenLeased = async <T>(
  models: JournalModels,
  documentId: string,
  work: (by: string) => Promise<T>,
): Promise<T> => {
  for (;;) {
    const done = await leased(models, documentId, async (by) => ({ result: await work(by) }));
    if (done) return done.result;
    if (!(await models.snapshots.exists({ _id: documentId })))
      throw new HistoryMissing(`No history of document ${documentId}`);
    await new Promise((resolve) => setTimeout(resolve, askAgainAfter));
  }
};
