/** A document's history in the database: its first content, its rows, and how they are read together. */
import { newObjectId } from '../records/common.ts';
import { rowsIn } from '../records/rows-in.ts';
import { crc32 } from 'node:zlib';
import * as Y from 'yjs';
import { dropBlob, getBlob, join, putBlob } from './blobs.ts';
import { allBindings, pack, unpackedRows } from './bindings.ts';
import { type ClientIdBinding, type History, HistoryExists, HistoryMissing } from './entry.ts';
import { type Batch, insertBindings, insertRows, rowsOf } from './insert.ts';
import { type Merged, merge } from './merged.ts';
import {
  bytesOf,
  durably,
  isOnlyDuplicates,
  type JournalModels,
  type SnapshotRow,
  toBuffer,
  type UpdateRow,
} from './rows.ts';

/** How often a head may change under a reader before it is an error. */
const readTries = 10;

/** @returns the rows without those that are parts of a set that is not there whole. */
export const wholeRows = (rows: readonly UpdateRow[]): UpdateRow[] => {
  const sets = Map.groupBy(rows, (row) => row.part?.of);
  return rows.filter(({ part }) => !part || sets.get(part.of)?.length === part.count);
};

/** @returns whose these client ids are; those that are nobody's are left out. */
export const findBindings = async (
  models: JournalModels,
  documentId: string,
  clientIds: readonly number[],
): Promise<Map<number, string>> => {
  const ids = clientIds.map((clientId) => `${documentId}/${clientId}`);
  const rows = await models.clientIds.find({ _id: { $in: ids } }, { clientId: 1, accountId: 1 }).lean();
  return new Map(rows.map((row) => [row.clientId, row.accountId]));
};

/** Puts the parts of large rows together. A set that is not whole was never acknowledged: it is left out. */
export const assemble = (rows: readonly Pick<UpdateRow, 'bytes' | 'part'>[]): Uint8Array[] => {
  const whole: Uint8Array[] = [];
  const sets = new Map<string, (Uint8Array | undefined)[]>();
  for (const row of rows) {
    if (!row.part) {
      whole.push(bytesOf(row.bytes));
      continue;
    }
    const set = sets.get(row.part.of) ?? Array.from<Uint8Array | undefined>({ length: row.part.count });
    set[row.part.index] = bytesOf(row.bytes);
    sets.set(row.part.of, set);
  }
  for (const set of sets.values()) {
    const pieces = set.filter((piece) => piece !== undefined);
    if (pieces.length === set.length) whole.push(join(pieces));
  }
  return whole;
};

export type Unmerged = { ids: string[]; updates: Uint8Array[] };

const findUnmerged = (models: JournalModels, documentId: string): Promise<UpdateRow[]> =>
  rowsIn<UpdateRow>(models.updates).find({ documentId, merged: false }, { sort: { _id: 1 } });

/** Rows of a former epoch belong to no document any more. */
const ofEpoch = (rows: readonly UpdateRow[], epoch: number): Unmerged => {
  const current = rows.filter((row) => row.epoch === epoch);
  return { ids: current.map((row) => row._id), updates: assemble(current) };
};

/** @returns the rows of an epoch that no snapshot holds. */
export const unmergedRows = async (models: JournalModels, documentId: string, epoch: number): Promise<Unmerged> =>
  ofEpoch(await findUnmerged(models, documentId), epoch);

/** @returns the client ids that former epochs knew. */
const formerClientIds = async (models: JournalModels, documentId: string, epoch: number): Promise<Set<number>> => {
  if (epoch === 1) return new Set();
  const ended = await models.epochs.find({ documentId, epoch: { $lt: epoch } }, { stateVector: 1 }).lean();
  return new Set(ended.flatMap(({ stateVector }) => [...Y.decodeStateVector(bytesOf(stateVector)).keys()]));
};

/** @returns what a head says of the bytes that it names. */
export const headOf = ({ state, stateVector, deletesAt }: Merged) => ({
  stateVector: toBuffer(stateVector),
  deletesAt,
  size: state.length,
  checksum: crc32(state),
});

/** @returns the document's epoch. @throws HistoryMissing */
export const epochOf = async (models: JournalModels, documentId: string): Promise<number> => {
  const head = await models.snapshots.findById(documentId, { epoch: 1 }).lean();
  if (!head) throw new HistoryMissing(`No history of document ${documentId}`);
  return head.epoch;
};

/** @returns the head and its state. @throws HistoryMissing */
export const readHead = async (models: JournalModels, documentId: string) => {
  for (let tries = 0; tries < readTries; tries += 1) {
    const head = await rowsIn<SnapshotRow>(models.snapshots).findOne({ _id: documentId });
    if (!head) throw new HistoryMissing(`No history of document ${documentId}`);
    const state = await getBlob(models, head.blob);
    if (!state) continue;
    if ((head.checksum ?? null) !== null && crc32(state) !== head.checksum)
      throw new Error(`The snapshot of document ${documentId} is damaged`);
    return { head, state };
  }
  throw new Error(`The snapshot of document ${documentId} has no bytes`);
};

/**
 * Everything that was durable when it was called. Rows are read before the head: what a compaction retires in between
 * is then in the head.
 * @throws HistoryMissing
 */
export const loadHistory = async (models: JournalModels, documentId: string): Promise<History> => {
  const [unmerged, unpacked] = await Promise.all([
    findUnmerged(models, documentId),
    unpackedRows(models, documentId, true),
  ]);
  const { head, state } = await readHead(models, documentId);
  const bindings = head.bindings ? unpacked : await unpackedRows(models, documentId, false);
  const rows = ofEpoch(unmerged, head.epoch);
  return {
    epoch: head.epoch,
    formerClientIds: await formerClientIds(models, documentId, head.epoch),
    updates: [state, ...rows.updates],
    snapshot: { stateVector: bytesOf(head.stateVector), deletesAt: head.deletesAt ?? null },
    unmerged: rows.ids.length,
    seen: { head: head.number, rows: new Set(wholeRows(unmerged).map(({ _id }) => _id)) },
    clientIds: allBindings(head.bindings, bindings),
    unpacked: bindings.length,
  };
};

/**
 * A document's first content. The head is written last and only once: of two that try at the same time one is told
 * HistoryExists, and its bytes are nowhere.
 */
export const createHistory = async (
  models: JournalModels,
  first: Batch,
  bindings: readonly ClientIdBinding[],
): Promise<void> => {
  const { documentId, epoch, bytes } = first;
  if (await models.snapshots.exists({ _id: documentId }))
    throw new HistoryExists(`Document ${documentId} has a history`);
  const at = new Date();
  const blob = `snapshot/${documentId}/${newObjectId()}`;
  const merged = merge([bytes]);
  await putBlob(models, blob, merged.state);
  const head = {
    _id: documentId,
    epoch,
    number: 1,
    blob,
    ...headOf(merged),
    bindings: toBuffer(pack(new Map(bindings.map(({ clientId, accountId }) => [clientId, accountId])))),
    at,
    leaseBy: null,
    leaseUntil: null,
  };
  try {
    await models.snapshots.insertMany([head], { lean: true, ...durably });
  } catch (error) {
    await dropBlob(models, blob);
    if (isOnlyDuplicates(error)) throw new HistoryExists(`Document ${documentId} has a history`);
    throw error;
  }
  // For history and attribution only: the head holds the content already.
  await insertBindings(
    models,
    bindings.map((one) => ({ ...one, documentId })),
    at,
    true,
  );
  await insertRows(
    models,
    rowsOf(first, at).map((row) => ({ ...row, merged: true })),
  );
};
