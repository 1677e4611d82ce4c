/**
 * A history begun anew: erasure of personal data, restore of a backup. The content goes on under new client ids in the
 * next epoch; what the former epoch knew is remembered, so that a copy of it is told apart from new writing. Stopped
 * before the head is swapped nothing has changed; after it only what is kept of the former epoch may be left over.
 */
import { docFrom, renumber } from '@samsyn/document';
import type { Connection } from 'mongoose';
import * as Y from 'yjs';
import { newObjectId } from '../records/common.ts';
import { allBindings, pack, unpackedRows } from './bindings.ts';
import { dropBlob, putBlob } from './blobs.ts';
import { postLeft } from './daybook.ts';
import { announceRebuild } from './fence.ts';
import { headOf, readHead, unmergedRows } from './history.ts';
import { insertBindings, insertRows, rowsOf } from './insert.ts';
import { whenLeased } from './lease.ts';
import { merge } from './merged.ts';
import { durably, type JournalModels, journalModels, toBuffer } from './rows.ts';

export type Rebuild = {
  /** changes the content in one transaction; what it deletes is nowhere in the new epoch */
  change?: (doc: Y.Doc) => void;
  /** whether rows and versions of former epochs stay as long as their retention says, or go at once */
  former: 'keep' | 'remove';
};

const rewrite = (updates: readonly Uint8Array[], change: Rebuild['change']) => {
  const doc = docFrom(updates);
  const stateVector = Y.encodeStateVector(doc);
  if (change) doc.transact(() => change(doc));
  const { state, ids } = renumber(Y.encodeStateAsUpdate(doc));
  doc.destroy();
  // Read back: what cannot be read must not take the place of what can.
  return { stateVector, merged: merge([state]), ids };
};

/** Who an old id belonged to has the new one. @returns whose the new ids are, packed */
const bindAnew = async (
  models: JournalModels,
  documentId: string,
  ids: ReadonlyMap<number, number>,
): Promise<Buffer> => {
  const bound = await unpackedRows(models, documentId, false);
  const bindings = bound.flatMap(({ clientId, accountId }) => {
    const fresh = ids.get(clientId);
    return fresh === undefined ? [] : [{ documentId, clientId: fresh, accountId }];
  });
  await insertBindings(models, bindings, new Date(), true);
  return toBuffer(pack(allBindings(null, bindings)));
};

const removeFormer = async (models: JournalModels, documentId: string, epoch: number): Promise<void> => {
  const former = { documentId, epoch: { $lt: epoch } };
  for (const { blob } of await models.versions.find(former, { blob: 1 }).lean()) await dropBlob(models, blob);
  await models.versions.deleteMany(former, durably);
  await models.updates.deleteMany(former, durably);
};

/**
 * What is appended to the former epoch after this has read it is in no history: whoever appended it finds that out (fence.ts).
 * @returns the new epoch. @throws HistoryMissing, or what `change` throws (then nothing has happened)
 */
export const rebuild = (models: JournalModels, documentId: string, { change, former }: Rebuild): Promise<number> =>
  whenLeased(models, documentId, async (by) => {
    await announceRebuild(models, documentId, by);
    const { head, state: before } = await readHead(models, documentId);
    const rows = await unmergedRows(models, documentId, head.epoch);
    const { stateVector, merged, ids } = rewrite([before, ...rows.updates], change);
    const epoch = head.epoch + 1;
    const at = new Date();
    await models.epochs.updateOne(
      { _id: `${documentId}/${head.epoch}` },
      { $set: { documentId, epoch: head.epoch, stateVector: toBuffer(stateVector), endedAt: at } },
      { upsert: true, ...durably },
    );
    const bindings = await bindAnew(models, documentId, ids);
    const blob = `snapshot/${documentId}/${newObjectId()}`;
    await putBlob(models, blob, merged.state);
    const swapped = await models.snapshots.updateOne(
      { _id: documentId, number: head.number, leaseBy: by, leaseUntil: { $gt: new Date() } },
      {
        $set: {
          epoch,
          number: head.number + 1,
          blob,
          ...headOf(merged),
          bindings,
          at,
        },
      },
      durably,
    );
    if (swapped.modifiedCount !== 1) throw new Error(`The head of document ${documentId} was swapped by another`);
    const first = { documentId, epoch, bytes: merged.state, authorIds: [], broughtBy: null };
    await insertRows(
      models,
      rowsOf(first, at).map((row) => ({ ...row, merged: true })),
    );
    if (former === 'remove') await removeFormer(models, documentId, epoch);
    else await models.updates.updateMany({ _id: { $in: rows.ids } }, { $set: { merged: true } }, durably);
    await dropBlob(models, head.blob);
    return epoch;
  });

/**
 * Begins every document's history anew, as after the restore of a backup: whoever still holds what was written after it
 * is told so. The store must not be in use.
 * @returns how many documents there are.
 */
export const raiseEpochs = async (connection: Connection): Promise<number> => {
  const models = journalModels(connection);
  // Who had it open when the backup was made will not bring what it lacks.
  await models.open.deleteMany({}, durably);
  await postLeft(models);
  const heads = await models.snapshots.find({}, { _id: 1 }).lean();
  for (const { _id } of heads) {
    // A lease in a backup is nobody's.
    await models.snapshots.updateOne({ _id }, { $set: { leaseBy: null, leaseUntil: null } });
    await rebuild(models, _id, { former: 'keep' });
  }
  return heads.length;
};
