import type { AnalysisState, PageState, SeminarState } from '@samsyn/domain';
import type { StatusTone } from '@samsyn/ui';

/** How a state's word is tinted: to come, going on, somebody's turn, done. */
export const seminarTone: Record<SeminarState, StatusTone> = {
  planned: 'quiet',
  live: 'live',
  locked: 'done',
  closed: 'done',
};
export const analysisTone: Record<AnalysisState, StatusTone> = {
  workingDraft: 'wait',
  inReview: 'wait',
  finalised: 'done',
  presented: 'done',
  published: 'done',
  archived: 'quiet',
};
export const pageTone: Record<PageState, StatusTone> = { workingDraft: 'wait', published: 'done' };
