/**
 * Merging a document's rows into its snapshot. It takes a lease, merges the rows that it listed, swaps the head when
 * nobody else did, and only then retires exactly those rows. Stopped anywhere, it has lost nothing: before the swap
 * nothing has changed; after it the rows still count as unmerged, and merging them again changes nothing.
 */
import { newObjectId } from '../records/common.ts';
import { allBindings, pack, unpackedRows } from './bindings.ts';
import { dropBlob, putBlob } from './blobs.ts';
import { headOf, readHead, unmergedRows } from './history.ts';
import { leased } from './lease.ts';
import { mergeAside } from './merger.ts';
import { durably, type JournalModels, toBuffer } from './rows.ts';

/** Where a test stops it, to see that nothing is lost. */
export type CompactionStep = 'leased' | 'listed' | 'stored' | 'swapped' | 'retired';
export type Watch = (step: CompactionStep) => Promise<void> | void;

const compactLeased = async (models: JournalModels, documentId: string, by: string, watch: Watch): Promise<number> => {
  const { head, state } = await readHead(models, documentId);
  // Under the lease nobody else swaps the head: what is unmerged now is not in it.
  const rows = await unmergedRows(models, documentId, head.epoch);
  const bound = await unpackedRows(models, documentId, Boolean(head.bindings));
  if (rows.ids.length === 0 && bound.length === 0) return 0;
  await watch('listed');
  const merged = await mergeAside([state, ...rows.updates]);
  const blob = `snapshot/${documentId}/${newObjectId()}`;
  await putBlob(models, blob, merged.state);
  await watch('stored');
  const swapped = await models.snapshots.updateOne(
    { _id: documentId, number: head.number, leaseBy: by },
    {
      $set: {
        number: head.number + 1,
        blob,
        ...headOf(merged),
        bindings: toBuffer(pack(allBindings(head.bindings, bound))),
        at: new Date(),
      },
    },
    durably,
  );
  if (swapped.modifiedCount !== 1) {
    await dropBlob(models, blob);
    return 0;
  }
  await watch('swapped');
  await models.clientIds.updateMany({ _id: { $in: bound.map(({ _id }) => _id) } }, { $set: { merged: true } });
  await models.updates.updateMany({ _id: { $in: rows.ids } }, { $set: { merged: true } }, durably);
  await watch('retired');
  await dropBlob(models, head.blob);
  return rows.ids.length;
};

/** @returns how many rows were retired; 0 when another holds the lease or there was nothing to do. */
export const compact = async (models: JournalModels, documentId: string, watch: Watch = () => {}): Promise<number> => {
  const retired = await leased(models, documentId, async (by) => {
    await watch('leased');
    return compactLeased(models, documentId, by, watch);
  });
  return retired ?? 0;
};
