/** The command that moves an analysis on, back, or into its next version. */
import { type AnalysisState, analysisMoves, findMove, type Move } from '@samsyn/domain';
import type { AnalysisRecord, AnalysisVersion, DocumentRecord } from '@samsyn/models';
import type { ClientSession } from 'mongoose';
import type { Context } from '../context.ts';
import { storeDocuments } from '../documents/create.ts';
import { invalid, notFound } from '../http/problems.ts';
import { storeReports } from '../reports/store.ts';
import { missingFor } from './checks.ts';
import { exclusively } from './draft.ts';
import { prepareVersion } from './newVersion.ts';
import { cannotMove } from './problems.ts';

export type MoveRequest = {
  to: AnalysisState;
  reason: string;
  /** an account's id, null for the product */
  by: string | null;
  /** when it happens; now, when it is not told */
  at?: Date;
};

type Step = { analysis: AnalysisRecord; move: Move<AnalysisState>; request: MoveRequest };

/** Writes what changes, if the analysis still is where it was; the row of its document in the same transaction. */
const write = async (
  context: Context,
  { analysis, move, request }: Step,
  changes: Record<string, unknown>,
  rows: { document: DocumentRecord; version: AnalysisVersion } | null,
): Promise<void> => {
  const { models } = context;
  const transition = {
    from: move.from,
    to: move.to,
    version: analysis.version,
    at: request.at ?? new Date(),
    by: request.by,
    reason: request.reason,
  };
  await models.transaction(async (session) => {
    if (rows) await storeDocuments(context, [rows.document], session);
    const { matchedCount } = await models.analyses.updateOne(
      { _id: analysis._id, state: move.from, version: analysis.version },
      { $set: changes, $push: { transitions: transition, ...(rows && { versions: rows.version }) } },
      { session },
    );
    if (matchedCount === 0) throw cannotMove([{ kind: 'state', text: ({ missing }) => missing.moved }]);
    if (!rows) {
      await models.documents.updateOne({ _id: analysis.documentId }, { $set: { state: move.to } }, { session });
    }
  });
};

const openVersion = async (context: Context, step: Step): Promise<void> => {
  const { version, document } = await prepareVersion(context, step.analysis, step.request.by);
  const { documentId, state, registryNumber, boardMeetingOn } = version;
  const changes = { state, version: version.version, documentId, registryNumber, boardMeetingOn };
  await write(context, step, changes, { document, version });
};

/** A version that could not get its files is not finalised: back to review, as if it had not been tried. */
const undoFinalising = async (context: Context, { analysis, move }: Step): Promise<void> => {
  const index = analysis.versions.length - 1;
  const undo = async (session: ClientSession): Promise<void> => {
    await context.models.analyses.updateOne(
      { _id: analysis._id },
      {
        $set: {
          state: move.from,
          transitions: analysis.transitions,
          [`versions.${index}.state`]: move.from,
          [`versions.${index}.finalisedAt`]: null,
        },
      },
      { session },
    );
    await context.models.documents.updateOne({ _id: analysis.documentId }, { $set: { state: move.from } }, { session });
  };
  await context.lowering({ documentId: analysis.documentId }, () => context.models.transaction(undo));
};

const moveOn = async (context: Context, step: Step): Promise<void> => {
  const { analysis, move, request } = step;
  const last = `versions.${analysis.versions.length - 1}`;
  const isFinalising = move.to === 'finalised';
  const changes = {
    state: move.to,
    [`${last}.state`]: move.to,
    ...(isFinalising && { [`${last}.finalisedAt`]: request.at ?? new Date() }),
  };
  await context.lowering({ documentId: analysis.documentId }, () => write(context, step, changes, null));
  if (!isFinalising) return;
  try {
    await storeReports(context, analysis._id, analysis.version);
  } catch (error) {
    await undoFinalising(context, step);
    throw error;
  }
};

const moveOf = ({ state }: AnalysisRecord, to: AnalysisState): Move<AnalysisState> => {
  const move = findMove(analysisMoves, state, to);
  if (move) return move;
  throw cannotMove([{ kind: 'state', text: ({ missing, states }) => missing.state(states[state], states[to]) }]);
};

/**
 * Moves an analysis to the next state, back to `workingDraft`, or opens its next version.
 * @returns the analysis as it is afterwards.
 * @throws ProblemError 404; 409 cannotMove with what is `missing`; 422 when going back without a reason
 */
export const moveAnalysis = async (
  context: Context,
  analysisId: string,
  request: MoveRequest,
): Promise<AnalysisRecord> => {
  const { models } = context;
  const moved = await exclusively(context, analysisId, async () => {
    const analysis = await models.analyses.findById(analysisId).lean();
    if (!analysis) throw notFound();
    const move = moveOf(analysis, request.to);
    if (move.needsReason && request.reason === '') throw invalid([{ path: 'reason', message: '' }], 'reasonMissing');
    const missing = await missingFor(context, analysis, request.to);
    if (missing.length > 0) throw cannotMove(missing);
    const step = { analysis, move, request };
    await (move.opensNewVersion ? openVersion(context, step) : moveOn(context, step));
    await context.audit('analysis:move', analysisId, `${move.from} → ${move.to}`, request.by);
    return models.analyses.findById(analysisId).lean();
  });
  if (!moved) throw notFound();
  context.notify.yearChanged(moved.schoolYear);
  return moved;
};
