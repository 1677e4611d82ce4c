/** The command that moves a seminar on: its note is written in planned and live, read afterwards. */
import { findMove, seminarMoves, type SeminarState } from '@samsyn/domain';
import type { SeminarRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { conflict, invalid, type ProblemError } from '../http/problems.ts';
import { catalogue } from '../text/index.ts';

const notAllowed = (from: SeminarState, to: SeminarState): ProblemError =>
  conflict('stateNotAllowed', (language) => {
    const { missing, seminarStates } = catalogue(language);
    return [{ kind: 'state', text: missing.nextState(seminarStates[from], seminarStates[to]) }];
  });

/** Writes what changes, if the seminar still is where it was; the row of its note in the same transaction. */
const write = (
  { models }: Context,
  seminar: SeminarRecord,
  transition: SeminarRecord['transitions'][number],
): Promise<SeminarRecord> =>
  models.transaction(async (session) => {
    const { from, to } = transition;
    const after = await models.seminars
      .findOneAndUpdate(
        { _id: seminar._id, state: from },
        { $set: { state: to }, $push: { transitions: transition } },
        { session, returnDocument: 'after' },
      )
      .lean();
    if (!after) {
      const now = await models.seminars.findById(seminar._id).session(session).lean();
      throw notAllowed(now?.state ?? seminar.state, to);
    }
    await models.documents.updateOne({ _id: seminar.documentId }, { $set: { state: to } }, { session });
    return after;
  });

/**
 * @returns the seminar as it is afterwards.
 * @throws ProblemError 409 stateNotAllowed with what is `missing`; 422 when going back without a reason
 */
export const moveSeminar = async (
  context: Context,
  seminar: SeminarRecord,
  to: SeminarState,
  reason: string,
  by: string,
): Promise<SeminarRecord> => {
  const move = findMove(seminarMoves, seminar.state, to);
  if (!move) throw notAllowed(seminar.state, to);
  if (move.needsReason && reason === '') throw invalid([{ path: 'reason', message: '' }], 'reasonMissing');
  const transition = { from: move.from, to, at: new Date(), by, reason };
  const { _id: seminarId, documentId } = seminar;
  const moved = await context.lowering({ documentId, seminarId }, () => write(context, seminar, transition));
  await context.audit('seminar:move', moved._id, `${move.from} → ${to}`, by);
  context.notify.yearChanged(moved.schoolYear);
  return moved;
};
