/** The command that sets an analysis's registry number (diarienummer), as long as its text is not finalised. */
import { isDraftOpen } from '@samsyn/domain';
import type { AnalysisRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { notFound } from '../http/problems.ts';
import { exclusively } from './draft.ts';
import { notBeforeFinalised } from './problems.ts';

/** @throws ProblemError 404; 409 notBeforeFinalised */
export const setRegistryNumber = async (
  context: Context,
  analysisId: string,
  registryNumber: string,
  by: string | null,
): Promise<AnalysisRecord> => {
  const { models } = context;
  const changed = await exclusively(context, analysisId, async () => {
    const analysis = await models.analyses.findById(analysisId).lean();
    if (!analysis) throw notFound();
    if (!isDraftOpen(analysis.state)) throw notBeforeFinalised();
    const last = `versions.${analysis.versions.length - 1}.registryNumber`;
    await models.analyses.updateOne({ _id: analysisId }, { $set: { registryNumber, [last]: registryNumber } });
    await context.audit('analysis:registryNumber', analysisId, registryNumber, by);
    return models.analyses.findById(analysisId).lean();
  });
  if (!changed) throw notFound();
  context.notify.yearChanged(changed.schoolYear);
  return changed;
};
