/** States and the moves between them. Records law decides them: a finalised text never changes, a correction is a new version. */
export const seminarStates = ['planned', 'live', 'locked', 'closed'] as const;
export type SeminarState = (typeof seminarStates)[number];

export const analysisStates = ['workingDraft', 'inReview', 'finalised', 'presented', 'published', 'archived'] as const;
export type AnalysisState = (typeof analysisStates)[number];

/** Plans, handbooks and initiatives: seen by the public once published. */
export const pageStates = ['workingDraft', 'published'] as const;
export type PageState = (typeof pageStates)[number];

export type Move<S extends string> = {
  from: S;
  to: S;
  /** Going back asks for a reason. */
  needsReason: boolean;
  /** The text of a finalised version is kept, and the work goes on in the next version's document of its own. */
  opensNewVersion: boolean;
};

const move = <S extends string>(from: S, to: S, back: 'forward' | 'back' | 'newVersion' = 'forward'): Move<S> => ({
  from,
  to,
  needsReason: back !== 'forward',
  opensNewVersion: back === 'newVersion',
});

/** One step at a time, or back from locked to live with a reason. */
export const seminarMoves: readonly Move<SeminarState>[] = [
  move('planned', 'live'),
  move('live', 'locked'),
  move('locked', 'closed'),
  move('locked', 'live', 'back'),
];

export const analysisMoves: readonly Move<AnalysisState>[] = [
  move('workingDraft', 'inReview'),
  move('inReview', 'finalised'),
  move('finalised', 'presented'),
  move('presented', 'published'),
  move('published', 'archived'),
  move('inReview', 'workingDraft', 'back'),
  move('finalised', 'workingDraft', 'newVersion'),
  move('presented', 'workingDraft', 'newVersion'),
  move('published', 'workingDraft', 'newVersion'),
  move('archived', 'workingDraft', 'newVersion'),
];

/** @returns the move, or undefined when the states do not allow it. */
export const findMove = <S extends string>(moves: readonly Move<S>[], from: S, to: S): Move<S> | undefined =>
  moves.find((candidate) => candidate.from === from && candidate.to === to);

/** The note is written in planned and live, read afterwards. */
export const isNoteOpen = (state: SeminarState): boolean => state === 'planned' || state === 'live';

/** The draft can be made and refreshed here, nowhere else. */
export const isDraftOpen = (state: AnalysisState): boolean => state === 'workingDraft' || state === 'inReview';

/** @returns whether `state` is `limit` or comes after it. */
export const isAtLeast = (state: AnalysisState, limit: AnalysisState): boolean =>
  analysisStates.indexOf(state) >= analysisStates.indexOf(limit);
