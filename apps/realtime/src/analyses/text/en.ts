/** What the analyses' routes say to people, in English. */
import type { AnalysisWords } from './sv.ts';

export const en: AnalysisWords = {
  states: {
    workingDraft: 'working draft',
    inReview: 'review',
    finalised: 'finalised',
    presented: 'presented to the board',
    published: 'published',
    archived: 'archived',
  },
  titles: {
    cannotMove: 'The analysis cannot move on yet. See what is missing.',
    draftBusy: 'Somebody else is updating the draft right now. Try again in a moment.',
    notBeforeFinalised: 'The registry number can only be changed before the analysis is finalised.',
    draftClosed: 'The draft can be made again in working draft and review only.',
  },
  missing: {
    state: (from, to) => `It is not possible to go from ${from} to ${to}.`,
    emptyDraft: 'The draft is empty. Make it from the notes first.',
    personnummer: (where) => `A personal identity number is still in ${where}. Remove it.`,
    samordningsnummer: (where) => `A coordination number is still in ${where}. Remove it.`,
    protectedPersonnummer: 'A personal identity number stands in the draft. Remove it.',
    protectedSamordningsnummer: 'A coordination number stands in the draft. Remove it.',
    protectedSmallGroup: 'Results of too small a group stand in the draft. Rewrite them.',
    registryNumber: 'The registry number is missing.',
    openDraft: 'Open a new version: move the analysis to working draft, with a reason.',
    turn: 'Wait until the other update is done.',
    moved: 'Somebody else moved the analysis meanwhile. Load it anew.',
    note: (group) => `the note of ${group}`,
    evidence: (title) => `the evidence ${title}`,
    unnamedEvidence: 'a piece of evidence',
  },
};
