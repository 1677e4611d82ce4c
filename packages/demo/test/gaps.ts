/** What the notes leave open on purpose, so that the checklist of an analysis has something true to tell. */
import type { GapKind } from '@samsyn/domain';

export const intendedGaps: Record<Exclude<GapKind, 'areaEmpty'>, string[]> = {
  resultWithoutCause: [],
  causeWithoutResult: [],
  conclusionWithoutCause: [],
  conclusionWithoutEvidence: [],
  actionWithoutConclusion: [],
  actionWithoutOwner: [],
  actionWithoutDate: [],
  effectWithoutAction: [],
  previousActionWithoutEffect: [],
};
