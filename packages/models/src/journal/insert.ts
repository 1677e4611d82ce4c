/** How edits, and whose client ids are, get into the database. */
import { newObjectId } from '../records/common.ts';
import { type RowsIn, rowsIn } from '../records/rows-in.ts';
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

/** Rows that are there already are an earlier try's. */
const insertAtOnce = async <T extends UpdateRow | DaybookRow>(
  into: RowsIn<T>,
  documents: readonly T[],
): Promise<void> => {
  try {
    const reply = await answered(into.insert(documents));
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
  for (const batch of batchesOf(rows)) await insertAtOnce(rowsIn<UpdateRow>(models.updates), batch);
};

/** Writes a page of the daybook. Durable when it resolves. */
export const insertPage = (models: JournalModels, page: DaybookRow): Promise<void> =>
  insertAtOnce(rowsIn<DaybookRow>(models.daybook), [page]);

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
