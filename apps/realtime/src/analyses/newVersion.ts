/** A correction of a finalised text is a new version: with a document of its own, in which the work goes on. */
import { readDraftMemory, writeDraftMemory } from '@samsyn/analysis';
import { childrenOf, readBody } from '@samsyn/document';
import type { AnalysisRecord, AnalysisVersion, DocumentRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { seedDocument } from '../documents/create.ts';

/** @returns the next version and its document's row, not stored yet; the document's text is durable. */
export const prepareVersion = async (
  context: Context,
  analysis: AnalysisRecord,
  by: string | null,
): Promise<{ version: AnalysisVersion; document: DocumentRecord }> => {
  const { blocks, memory } = await context.documents.read(analysis.documentId, (doc) => ({
    blocks: childrenOf(readBody(doc)),
    memory: readDraftMemory(doc),
  }));
  const former = await context.models.documents.findById(analysis.documentId).lean();
  const number = analysis.version + 1;
  const document = await seedDocument(
    context,
    {
      kind: 'analysis',
      title: former?.title ?? '',
      schoolYear: analysis.schoolYear,
      analysisId: analysis._id,
      version: number,
      state: 'workingDraft',
    },
    blocks,
    by,
  );
  await context.documents.change(document._id, null, (doc) => writeDraftMemory(doc, memory));
  return {
    version: {
      version: number,
      documentId: document._id,
      state: 'workingDraft',
      registryNumber: analysis.registryNumber,
      boardMeetingOn: null,
      finalisedAt: null,
      files: [],
    },
    document,
  };
};
