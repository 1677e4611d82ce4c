import { type Analysis, analysisMoves, type AnalysisState, findMove, isAtLeast } from '@samsyn/domain';
import { useAnalysisText } from './text/index.ts';

/** @returns the verb of a move; one word may lead to two things: back to the draft, or into a new version. */
export const useMoveVerb = (analysis: Analysis): ((to: AnalysisState) => string) => {
  const words = useAnalysisText().moves;
  return (to) =>
    findMove(analysisMoves, analysis.state, to)?.opensNewVersion === true ? words.newVersion : words.verbs[to];
};

/** Whether there is anything to read: made from the notes once, or handed down from a version before. */
export const hasText = (analysis: Analysis): boolean =>
  analysis.draftedAt !== null || analysis.version > 1 || isAtLeast(analysis.state, 'finalised');
