/** How edits, and whose client ids are, get into the database. */
import { newObjectId } from '../records/common.ts';
import { answered } from './answered.ts';
import { piecesOf } from './blobs.ts';
import type { ClientIdBinding } from './entry.ts';
import {
  type DaybookRow,
  durably,
  isOnlyDuplicates,
  type JournalModels,
  toBuffer,
  type UpdateRow,
  WriteFailed,
} from './rows.ts';

/** What a row is made of: one batch of one document. */
export type Batch = {
  documentId: string;
  epoch: number;
  bytes: Uint8Array;
  authorIds: readonly string[];
  broughtBy: string | null;
};

/** @returns the rows of a batch, with their ids, so that a try that is repeated writes nothing twice. */
export const rowsOf = (batch: Batch, at: Date): UpdateRow[] => {
  const pieces = piecesOf(batch.bytes);
  const of = newObjectId();
  return pieces.map((piece, index) => ({
    _id: newObjectId(),
    documentId: batch.documentId,
    epoch: batch.epoch,
    bytes: toBuffer(piece),
    authorIds: [...batch.authorIds],
    broughtBy: batch.broughtBy,
    at,
    merged: false,
    part: pieces.length === 1 ? null : { of, index, count: pieces.length },
  }));
};

/** A command is at most 16 MB: one piece of a large update, or many small rows. */
const mostBytesAtOnce = 8 * 1024 * 1024;

/**
 * One insert as the database's own command: a batch is written six times a second while people type, and what
 * the drivers' bulk writes add (casting, a retry of their own) costs several times the rest and is done by the queue.
 * Rows that are there already are an earlier try's.
 */
const insertAtOnce = async (
  models: JournalModels,
  into: 'updates' | 'daybook',
  documents: readonly (UpdateRow | DaybookRow)[],
): Promise<void> => {
  const writeConcern = { w: 'majority', j: true };
  const insert = models[into].collection.collectionName;
  try {
    const reply = await answered(models.run({ insert, documents, ordered: false, writeConcern }));
    if (reply['writeErrors']) throw new WriteFailed(reply['writeErrors']);
    if (reply['writeConcernError']) throw new Error(`Not durable: ${JSON.stringify(reply['writeConcernError'])}`);
  } catch (error) {
    if (!isOnlyDuplicates(error)) throw error;
  }
};

/** @returns the rows in batches that one command can carry. */
const batchesOf = (rows: readonly UpdateRow[]): UpdateRow[][] => {
  const batches: UpdateRow[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (bytes + row.bytes.length > mostBytesAtOnce) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(row);
    bytes += row.bytes.length;
  }
  return batches;
};

/** Writes the rows, as one insert unless they are very large. Durable when it resolves. */
export const insertRows = async (models: JournalModels, rows: readonly UpdateRow[]): Promise<void> => {
  for (const batch of batchesOf(rows)) await insertAtOnce(models, 'updates', batch);
};

/** Writes a page of the daybook. Durable when it resolves. */
export const insertPage = (models: JournalModels, page: DaybookRow): Promise<void> =>
  insertAtOnce(models, 'daybook', [page]);

/** Keeps whose client ids are; an id that is bound already stays with its account. */
export const insertBindings = async (
  models: JournalModels,
  bindings: readonly (ClientIdBinding & { documentId: string })[],
  at: Date,
  merged = false,
): Promise<void> => {
  if (bindings.length === 0) return;
  const rows = bindings.map(({ documentId, clientId, accountId }) => ({
    _id: `${documentId}/${clientId}`,
    documentId,
    clientId,
    accountId,
    at,
    merged,
  }));
  try {
    await answered(models.clientIds.insertMany(rows, { ordered: false, lean: true, ...durably }));
  } catch (error) {
    if (!isOnlyDuplicates(error)) throw error;
  }
};
