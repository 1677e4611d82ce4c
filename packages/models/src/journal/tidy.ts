/** What compaction left behind, by age: rows that nobody came back to, history past its retention, what a crash left. */
import { compact } from './compaction.ts';
import { dropBlob } from './blobs.ts';
import { leased } from './lease.ts';
import { durably, type JournalModels } from './rows.ts';

export type Tidy = {
  /** rows from before this are merged, however few */
  mergeBefore: Date;
  /** retired rows and automatic versions from before this go; null: none */
  expireBefore: Date | null;
};

/** @returns the lowest id that is made from this time on: ids begin with the second that they were made in. */
const idFrom = (time: Date): string =>
  `${Math.floor(time.getTime() / 1000)
    .toString(16)
    .padStart(8, '0')}${'0'.repeat(16)}`;

/** Rows that came into a former epoch when it had ended belong to nothing: they are kept like the others of it. */
const retireStrays = async (models: JournalModels, documentId: string): Promise<void> => {
  const head = await models.snapshots.findById(documentId, { epoch: 1 }).lean();
  if (!head || head.epoch === 1) return;
  await models.updates.updateMany(
    { documentId, merged: false, epoch: { $lt: head.epoch } },
    { $set: { merged: true } },
    durably,
  );
};

const mergeOld = async (models: JournalModels, documentId: string, before: Date): Promise<void> => {
  const old = await models.updates.exists({ documentId, merged: false, _id: { $lt: idFrom(before) } });
  if (old) await compact(models, documentId);
};

const expire = async (models: JournalModels, documentId: string, before: Date): Promise<number> => {
  const gone = await models.updates.deleteMany({ documentId, merged: true, _id: { $lt: idFrom(before) } }, durably);
  const versions = await models.versions.find({ documentId, name: null, at: { $lt: before } }, { blob: 1 }).lean();
  for (const { _id, blob } of versions) {
    await models.versions.deleteOne({ _id }, durably);
    await dropBlob(models, blob);
  }
  return gone.deletedCount;
};

/** Under the lease nobody is writing a snapshot: what is not the head's was left by one who was stopped. */
const dropOrphans = async (models: JournalModels, documentId: string): Promise<void> => {
  await leased(models, documentId, async () => {
    const head = await models.snapshots.findById(documentId, { blob: 1 }).lean();
    // '0' follows '/'.
    const own = { $gte: `snapshot/${documentId}/`, $lt: `snapshot/${documentId}0` };
    if (head) await models.blobs.deleteMany({ $and: [{ blob: own }, { blob: { $ne: head.blob } }] });
  });
};

/** @returns how many retired rows have gone. */
export const tidy = async (
  models: JournalModels,
  documentId: string,
  { mergeBefore, expireBefore }: Tidy,
): Promise<number> => {
  await retireStrays(models, documentId);
  await mergeOld(models, documentId, mergeBefore);
  await dropOrphans(models, documentId);
  return expireBefore ? expire(models, documentId, expireBefore) : 0;
};
