/** Errors of the analyses' routes that are not everybody's. */
import { conflict, type ProblemError } from '../http/problems.ts';
import { type AnalysisWords, analysisWords, titleOf } from './text/index.ts';

/** Something that stands in the way, in whatever language it is told. */
export type Obstacle = { kind: string; text: (words: AnalysisWords) => string };

const because = (code: keyof AnalysisWords['titles'], obstacles: readonly Obstacle[]): ProblemError =>
  conflict(
    code,
    (language) => obstacles.map(({ kind, text }) => ({ kind, text: text(analysisWords(language)) })),
    titleOf(code),
  );

export const cannotMove = (obstacles: readonly Obstacle[]): ProblemError => because('cannotMove', obstacles);
export const draftBusy = (): ProblemError =>
  because('draftBusy', [{ kind: 'turn', text: ({ missing }) => missing.turn }]);
export const draftClosed = (): ProblemError =>
  because('draftClosed', [{ kind: 'state', text: ({ missing }) => missing.openDraft }]);
export const notBeforeFinalised = (): ProblemError =>
  because('notBeforeFinalised', [{ kind: 'state', text: ({ missing }) => missing.openDraft }]);
