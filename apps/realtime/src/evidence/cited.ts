/** What presented analyses cite: all that the board sees of evidence and references. */
import { citationsIn, readBody, rejectSuggestions, targetsOf } from '@samsyn/document';
import {
  type Actor,
  type AnalysisState,
  analysisAccess,
  analysisStates,
  isAtLeast,
  mayRead,
  reach,
} from '@samsyn/domain';
import type { Context } from '../context.ts';

type Cited = { evidence: string[]; references: string[] };

/** From `finalised` on a version's text never changes: it is read once. */
const known = new WeakMap<Context, Map<string, Cited>>();

const citedIn = async (context: Context, documentId: string): Promise<Cited> => {
  const cache = known.get(context) ?? new Map<string, Cited>();
  known.set(context, cache);
  const before = cache.get(documentId);
  if (before) return before;
  const citations = await context.documents.read(documentId, (doc) => citationsIn(rejectSuggestions(readBody(doc))));
  const cited = { evidence: targetsOf(citations, 'evidence'), references: targetsOf(citations, 'reference') };
  cache.set(documentId, cited);
  return cited;
};

const presented: readonly AnalysisState[] = analysisStates.filter((state) => isAtLeast(state, 'presented'));

/**
 * @returns the ids that the account may see, or null when it may see all.
 * Only versions whose text the account may read count.
 */
export const visibleIds = async (
  context: Context,
  actor: Actor,
  kind: keyof Cited,
): Promise<ReadonlySet<string> | null> => {
  const how = reach(actor, 'readEvidence');
  if (how === 'all') return null;
  if (how === 'none') return new Set();
  const analyses = await context.models.analyses.find({ 'versions.state': { $in: presented } }).lean();
  const documentIds = analyses
    .flatMap(({ versions }) => versions)
    .filter(({ state }) => isAtLeast(state, 'presented') && mayRead(analysisAccess(actor, state)))
    .map(({ documentId }) => documentId);
  const cited = await Promise.all(documentIds.map((documentId) => citedIn(context, documentId)));
  return new Set(cited.flatMap((one) => one[kind]));
};
