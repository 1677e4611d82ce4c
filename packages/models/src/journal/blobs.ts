/** Bytes of any size: the database takes rows of at most 16 MiB, so large ones lie in pieces. */
import { rowsIn } from '../records/rows-in.ts';
import { type BlobRow, bytesOf, durably, type JournalModels, toBuffer } from './rows.ts';

export const pieceBytes = 8 * 1024 * 1024;

/** @returns the bytes in pieces that a row can hold; at least one. */
export const piecesOf = (bytes: Uint8Array): Uint8Array[] => {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < bytes.length || start === 0; start += pieceBytes) {
    pieces.push(bytes.subarray(start, start + pieceBytes));
  }
  return pieces;
};

export const join = (pieces: readonly Uint8Array[]): Uint8Array => {
  const first = pieces[0];
  if (first && pieces.length === 1) return first;
  return new Uint8Array(Buffer.concat(pieces));
};

/** Stores the bytes under a name that was never used. Durable when it resolves. */
export const putBlob = async (models: JournalModels, blob: string, bytes: Uint8Array): Promise<void> => {
  const pieces = piecesOf(bytes);
  const rows = pieces.map((piece, index) => ({
    _id: `${blob}/${index}`,
    blob,
    index,
    count: pieces.length,
    bytes: toBuffer(piece),
  }));
  for (const row of rows) await models.blobs.insertMany([row], { lean: true, ...durably });
};

/** @returns the bytes, or null when they are not there any more, or not all (a newer snapshot took their place). */
export const getBlob = async (models: JournalModels, blob: string): Promise<Uint8Array | null> => {
  const first = await rowsIn<BlobRow>(models.blobs).findOne({ _id: `${blob}/0` });
  if (!first || first.count === 1) return first && bytesOf(first.bytes);
  const rows = await models.blobs.find({ blob }).sort({ index: 1 }).lean();
  return rows.length === first.count ? join(rows.map((row) => bytesOf(row.bytes))) : null;
};

export const dropBlob = async (models: JournalModels, blob: string): Promise<void> => {
  await models.blobs.deleteMany({ blob });
};
