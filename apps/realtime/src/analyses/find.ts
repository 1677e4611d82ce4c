/** Which version of an analysis an account sees: its latest, or for the board the latest that it may read. */
import { type Access, type Actor, analysisAccess, mayRead, seesAnalysis } from '@samsyn/domain';
import type { AnalysisRecord, AnalysisVersion } from '@samsyn/models';
import type { Context } from '../context.ts';
import { forbidden, notFound } from '../http/problems.ts';

/** An analysis as an account sees it. */
export type Seen = { analysis: AnalysisRecord; version: AnalysisVersion; access: Access; isLatest: boolean };

/** @returns null when there is nothing for this account to see. */
export const seenBy = (actor: Actor, analysis: AnalysisRecord): Seen | null => {
  const version = analysis.versions.findLast(({ state }) => seesAnalysis(actor, state));
  if (!version) return null;
  return {
    analysis,
    version,
    access: analysisAccess(actor, version.state),
    isLatest: version.version === analysis.version,
  };
};

/** @returns the analysis. @throws ProblemError 404 when it is not there, or not for this account. */
export const findSeen = async (context: Context, actor: Actor, id: string): Promise<Seen> => {
  const analysis = await context.models.analyses.findById(id).lean();
  const seen = analysis && seenBy(actor, analysis);
  if (!seen) throw notFound();
  return seen;
};

/** @returns the analysis. @throws ProblemError 404; 403 for those who see the entry only. */
export const findReadable = async (context: Context, actor: Actor, id: string): Promise<Seen> => {
  const seen = await findSeen(context, actor, id);
  if (!mayRead(seen.access)) throw forbidden();
  return seen;
};

/** @returns what the account sees of a school year (of all, without one), by year and number. */
export const listSeen = async (context: Context, actor: Actor, schoolYear: string | undefined): Promise<Seen[]> => {
  const analyses = await context.models.analyses
    .find(schoolYear === undefined ? {} : { schoolYear })
    .sort({ schoolYear: 1, number: 1 })
    .lean();
  return analyses.flatMap((analysis) => seenBy(actor, analysis) ?? []);
};
