/**
 * With several nodes, one may begin a document's history anew while another appends to what it was: such a row is in no
 * history. So whoever rebuilds says in the head that it does before it reads the rows, and whoever has appended looks at
 * the head before it tells anybody that it is durable: what was there before the rebuild said so, the rebuild has read.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { durably, type JournalModels, type SnapshotRow, type UpdateRow } from './rows.ts';

/** Milliseconds. */
const lookAgainAfter = 50;

type Head = Pick<SnapshotRow, '_id' | 'epoch' | 'leaseBy' | 'leaseUntil' | 'rebuiltBy'>;

/** A rebuild that was stopped is over when its lease is. */
const isBeingRebuilt = ({ leaseBy, leaseUntil, rebuiltBy }: Head): boolean =>
  Boolean(rebuiltBy) && rebuiltBy === leaseBy && leaseUntil !== null && leaseUntil.getTime() > Date.now();

/** Says that the rows are about to be read for a new epoch. The caller holds the lease. */
export const announceRebuild = async (models: JournalModels, documentId: string, by: string): Promise<void> => {
  await models.snapshots.updateOne({ _id: documentId, leaseBy: by }, { $set: { rebuiltBy: by } }, durably);
};

/**
 * Which of the documents that rows were just appended to are in a later epoch than the rows; those rows are taken away
 * again. Waits while one is being rebuilt.
 * @returns the epoch of the rows by document
 */
export const outdatedAmong = async (
  models: JournalModels,
  rows: readonly UpdateRow[],
): Promise<ReadonlyMap<string, number>> => {
  const ids = [...new Set(rows.map(({ documentId }) => documentId))];
  const fields = { epoch: 1, leaseBy: 1, leaseUntil: 1, rebuiltBy: 1 };
  for (;;) {
    const heads: Head[] = await models.snapshots.find({ _id: { $in: ids } }, fields).lean();
    if (!heads.some(isBeingRebuilt)) {
      const epochs = new Map(heads.map((head) => [head._id, head.epoch]));
      const late = rows.filter(({ documentId, epoch }) => epoch < (epochs.get(documentId) ?? epoch));
      if (late.length > 0) await models.updates.deleteMany({ _id: { $in: late.map(({ _id }) => _id) } }, durably);
      return new Map(late.map(({ documentId, epoch }) => [documentId, epoch]));
    }
    await sleep(lookAgainAfter);
  }
};
