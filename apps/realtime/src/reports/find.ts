/** Which version of a report a request gets: rights to the letter of the public interface. */
import { type Actor, analysisAccess, isAtLeast, mayRead, seesAnalysis } from '@samsyn/domain';
import type { AnalysisRecord, AnalysisVersion } from '@samsyn/models';
import type { Context } from '../context.ts';
import { forbidden, notFound, notSignedIn } from '../http/problems.ts';

export type Wanted = { analysis: AnalysisRecord; version: AnalysisVersion };

const isPublic = ({ state }: AnalysisVersion): boolean => isAtLeast(state, 'published');
const isFinal = ({ state }: AnalysisVersion): boolean => isAtLeast(state, 'finalised');
const isVisitor = (actor: Actor): boolean => actor.id === '';

/** A visitor learns nothing of what is not published: not even whether it is there. */
const forVisitor = (analysis: AnalysisRecord | null, number: number | undefined): Wanted => {
  const published = analysis?.versions.filter(isPublic) ?? [];
  if (!analysis || published.length === 0) throw notSignedIn();
  const version = number === undefined ? published.at(-1) : published.find((one) => one.version === number);
  if (!version) throw notFound();
  return { analysis, version };
};

const forAccount = (actor: Actor, analysis: AnalysisRecord | null, number: number | undefined): Wanted => {
  const seen = analysis?.versions.filter(({ state }) => seesAnalysis(actor, state)) ?? [];
  if (!analysis || seen.length === 0) throw notFound();
  const mayHave = (version: AnalysisVersion): boolean =>
    isPublic(version) || mayRead(analysisAccess(actor, version.state));
  const version =
    number === undefined
      ? (seen.findLast(mayHave) ?? seen.at(-1))
      : seen.find((one) => one.version === number && isFinal(one));
  if (!version) throw notFound();
  if (!mayHave(version)) throw forbidden();
  return { analysis, version };
};

/**
 * @param number the version that is asked for; without it the latest that the account may read
 * @throws ProblemError 401, 403 (sees only that it is there), 404 (not there, not seen, or not finalised yet)
 */
export const findWanted = async (
  context: Context,
  actor: Actor,
  id: string | null,
  number: number | undefined,
): Promise<Wanted> => {
  const analysis = id === null ? null : await context.models.analyses.findById(id).lean();
  return isVisitor(actor) ? forVisitor(analysis, number) : forAccount(actor, analysis, number);
};
