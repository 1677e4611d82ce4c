/** Makes a document: its first content in the journal, and the row that says what it is. */
import type { ClientSession } from 'mongoose';
import { type DocNode, schemaVersion, seedUpdate } from '@samsyn/document';
import { type DocumentRecord, newObjectId } from '@samsyn/models';
import type { Context } from '../context.ts';

type Given = Pick<DocumentRecord, 'kind' | 'title'> &
  Partial<Pick<DocumentRecord, 'group' | 'schoolYear' | 'seminarId' | 'analysisId' | 'version' | 'state'>>;

/**
 * Gives a new document its first content, durably, and returns its row, which is not stored yet: store it (in a
 * transaction with what it belongs to). Content without a row is nobody's and does no harm; a row without content does.
 * @param by an account's id; null for a template
 */
export const seedDocument = async (
  context: Pick<Context, 'documents'>,
  given: Given,
  blocks: readonly DocNode[],
  by: string | null,
): Promise<DocumentRecord> => {
  const _id = newObjectId();
  await context.documents.create(_id, seedUpdate(blocks), null);
  const now = new Date();
  return {
    _id,
    group: null,
    schoolYear: null,
    seminarId: null,
    analysisId: null,
    version: null,
    state: null,
    ...given,
    schemaVersion,
    createdAt: now,
    createdBy: by,
    updatedAt: now,
  };
};

/** Stores the rows of new documents. */
export const storeDocuments = async (
  context: Pick<Context, 'models'>,
  rows: readonly DocumentRecord[],
  session?: ClientSession,
): Promise<void> => {
  await context.models.documents.insertMany(rows, session ? { session } : {});
};
