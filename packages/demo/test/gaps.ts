/** What the notes leave open on purpose, so that the checklist of an analysis has something true to tell. */
import type { GapKind } from '@samsyn/domain';

export const intendedGaps: Record<Exclude<GapKind, 'areaEmpty'>, string[]> = {
  resultWithoutCause: [
    'f17r1-information-resultat',
    'g17r1-dator-resultat',
    'f17r3-sprak-resultat',
    'f18r3-ljud-resultat',
    'f18r3-dokumentation-resultat',
    'g18r3-ljud-resultat',
    'k18r3-stod-resultat',
  ],
  causeWithoutResult: ['k18r3-dubbel-orsak'],
  conclusionWithoutCause: ['f18r3-overgang-slutsats'],
  conclusionWithoutEvidence: ['f18r3-overgang-slutsats'],
  actionWithoutConclusion: ['k18r2-sfi-atgard'],
  actionWithoutOwner: ['f18r3-digital-atgard'],
  actionWithoutDate: ['g18r3-analys-atgard'],
  effectWithoutAction: [],
  previousActionWithoutEffect: ['f18r2-bok-atgard', 'g18r2-sambedomning-atgard'],
};
