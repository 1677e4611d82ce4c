/** The command that makes or refreshes an analysis's draft from the round's notes. */
import { refreshDraft } from '@samsyn/analysis';
import { type DraftCounts, isDraftOpen, type ProgressEvent } from '@samsyn/domain';
import type { AnalysisRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { notFound } from '../http/problems.ts';
import { gather } from './gather.ts';
import { withLease } from './lease.ts';
import type { StoredLists } from './lists.ts';
import { draftBusy, draftClosed } from './problems.ts';

/** How long a second refresh of the same analysis waits for the first. */
const patience = 20_000;

/** A refresh and a move of one analysis never run at once: nothing is drafted into a text that is being finalised. */
export const exclusively = <T>(context: Context, analysisId: string, work: () => Promise<T>): Promise<T> =>
  withLease(context.models, `analysis:${analysisId}`, patience, draftBusy, work);

const steps = 3;

const drafting = async (context: Context, analysis: AnalysisRecord, by: string | null): Promise<DraftCounts> => {
  const tell = (done: number, state: ProgressEvent['state'] = 'running'): void =>
    context.notify.progress({ work: 'draft', id: analysis._id, done, total: steps, state });
  try {
    tell(0);
    const input = await gather(context, analysis);
    tell(1);
    const { counts, lists, origins } = await context.documents.change(analysis.documentId, null, (doc) =>
      refreshDraft(doc, input),
    );
    tell(2);
    const stored: StoredLists = { ...lists, origins };
    await context.models.analyses.updateOne({ _id: analysis._id }, { $set: { lists: stored, draftedAt: new Date() } });
    await context.audit('analysis:draft', analysis._id, JSON.stringify(counts), by);
    tell(steps, 'done');
    return counts;
  } catch (error) {
    tell(0, 'failed');
    throw error;
  }
};

/**
 * Makes or refreshes the draft; it is durable when this resolves. One at a time for an analysis, over all nodes.
 * @param by an account's id, null for the product itself
 * @throws ProblemError 404; 409 draftClosed from `finalised` on, draftBusy when another refresh does not end
 */
export const makeDraft = (context: Context, analysisId: string, by: string | null): Promise<DraftCounts> =>
  exclusively(context, analysisId, async () => {
    const analysis = await context.models.analyses.findById(analysisId).lean();
    if (!analysis) throw notFound();
    if (!isDraftOpen(analysis.state)) throw draftClosed();
    const counts = await drafting(context, analysis, by);
    context.notify.yearChanged(analysis.schoolYear);
    return counts;
  });
