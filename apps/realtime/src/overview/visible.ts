/** Analyses as entries: the version of each that the account may see. */
import { type Actor, seesAnalysis } from '@samsyn/domain';
import type { AnalysisRecord, AnalysisVersion, Models } from '@samsyn/models';

export type VisibleAnalysis = { analysis: AnalysisRecord; version: AnalysisVersion };

/** @returns the analyses that the account sees, each with the latest version that it sees, in the order of numbers. */
export const visibleAnalyses = async (
  models: Models,
  actor: Actor,
  schoolYear: string | undefined,
): Promise<VisibleAnalysis[]> => {
  const rows = await models.analyses
    .find(schoolYear === undefined ? {} : { schoolYear })
    .sort({ schoolYear: 1, number: 1 })
    .lean();
  return rows.flatMap((analysis) => {
    const version = analysis.versions.findLast(({ state }) => seesAnalysis(actor, state));
    return version ? [{ analysis, version }] : [];
  });
};
