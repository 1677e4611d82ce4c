/** What a group decided in the round before: the first thing on the table in the next. */
import type { Claim } from '@samsyn/document';
import { type Actor, mayRead, noteAccess, type PreviousAction } from '@samsyn/domain';
import type { SeminarRecord } from '@samsyn/models';
import type { Context } from '../context.ts';

/** @returns the label of the year before: "2018-2019" → "2017-2018". */
export const yearBefore = (label: string): string => {
  const first = Number(label.slice(0, 4));
  return `${first - 1}-${first}`;
};

/** @returns the group's seminar of the round before; for round 1 the last of the year before; null when there is none. */
export const previousSeminar = (context: Context, seminar: SeminarRecord): Promise<SeminarRecord | null> => {
  const { group, round, schoolYear } = seminar;
  const before = round > 1 ? { schoolYear, round: { $lt: round } } : { schoolYear: yearBefore(schoolYear) };
  return context.models.seminars
    .findOne({ group, ...before })
    .sort({ round: -1 })
    .lean();
};

const effectsOf = (action: Claim, notes: readonly { documentId: string; claims: readonly Claim[] }[]) =>
  notes.flatMap(({ documentId, claims }) =>
    claims
      .filter((claim) => claim.kind === 'effect')
      .filter((claim) => claim.citations.some((one) => one.targetType === 'claim' && one.targetId === action.id))
      .map((claim) => ({ claimId: claim.id, documentId, text: claim.text })),
  );

/** @returns the actions with the effects told so far; nothing when the account may not read the notes. */
export const previousActions = async (
  context: Context,
  actor: Actor,
  seminar: SeminarRecord,
): Promise<PreviousAction[]> => {
  if (!mayRead(noteAccess(actor, seminar.group, seminar.state))) return [];
  const previous = await previousSeminar(context, seminar);
  if (!previous) return [];
  const notes = await Promise.all(
    [previous, seminar].map(async ({ documentId }) => ({ documentId, claims: await context.claims.of(documentId) })),
  );
  return (notes[0]?.claims ?? [])
    .filter((claim) => claim.kind === 'action')
    .map((action) => ({
      claimId: action.id,
      documentId: previous.documentId,
      schoolYear: previous.schoolYear,
      round: previous.round,
      text: action.text,
      priorityArea: action.priorityArea,
      owner: action.owner,
      due: action.due,
      expectedEffect: action.expectedEffect,
      effects: effectsOf(action, notes),
    }));
};
