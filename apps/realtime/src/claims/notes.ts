/** The notes that an account may read, with what they belong to. */
import { type Actor, mayRead } from '@samsyn/domain';
import type { DocumentRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { documentAccess } from '../documents/access.ts';

/** Notes of a school year; without one also free notes, and those of every year. Oldest first. */
export const readableNotes = async (
  context: Context,
  actor: Actor,
  schoolYear: string | undefined,
): Promise<DocumentRecord[]> => {
  const rows = await context.models.documents
    .find({ kind: 'note', ...(schoolYear !== undefined && { schoolYear }) })
    .sort({ _id: 1 })
    .lean();
  return rows.filter((row) => mayRead(documentAccess(actor, row)));
};
