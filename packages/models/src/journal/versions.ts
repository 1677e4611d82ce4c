/** Versions of a document: kept whole, so that each can be shown and restored by itself. */
import type { DocumentVersion } from '@samsyn/domain';
import { newObjectId } from '../records/common.ts';
import { getBlob, putBlob } from './blobs.ts';
import { durably, type JournalModels, type VersionRow } from './rows.ts';

export type NewVersion = {
  documentId: string;
  epoch: number;
  /** null: made by itself */
  name: string | null;
  by: string | null;
  /** the document's whole state as one update */
  state: Uint8Array;
};

const present = (row: VersionRow): DocumentVersion => ({
  id: row._id,
  name: row.name,
  automatic: row.name === null,
  at: row.at.toISOString(),
  by: row.by,
});

export const addVersion = async (models: JournalModels, version: NewVersion): Promise<DocumentVersion> => {
  const id = newObjectId();
  const blob = `version/${version.documentId}/${id}`;
  await putBlob(models, blob, version.state);
  const { documentId, epoch, name, by } = version;
  const row: VersionRow = { _id: id, documentId, epoch, name, by, at: new Date(), blob };
  await models.versions.insertMany([row], { lean: true, ...durably });
  return present(row);
};

/** @returns the versions, newest first. */
export const listVersions = async (models: JournalModels, documentId: string): Promise<DocumentVersion[]> =>
  (await models.versions.find({ documentId }).sort({ at: -1, _id: -1 }).lean()).map(present);

/** @returns when the last version was made (milliseconds), or null when there is none. */
export const lastVersionAt = async (models: JournalModels, documentId: string): Promise<number | null> => {
  const last = await models.versions.findOne({ documentId }, { at: 1 }).sort({ at: -1 }).lean();
  return last ? last.at.getTime() : null;
};

/** @returns a version's whole state as one update, or null when there is no such version of this document. */
export const readVersion = async (
  models: JournalModels,
  documentId: string,
  versionId: string,
): Promise<Uint8Array | null> => {
  const row = await models.versions.findOne({ _id: versionId, documentId }).lean();
  return row ? getBlob(models, row.blob) : null;
};
