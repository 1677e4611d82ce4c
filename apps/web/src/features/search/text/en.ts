import type { sv } from './sv.ts';

export const en: typeof sv = {
  title: 'Search',
  label: 'Search all that you may see',
  placeholder: 'Words, a name or a heading',
  hint: 'Write at least two characters. The arrows move between hits, Enter opens.',
  hits: (count) => (count === 1 ? '1 hit' : `${count} hits`),
  none: 'No hits',
  noneText: 'Try fewer or other words. You only find what your account may see.',
  start: 'Write what you are looking for',
  startText: 'The search goes through seminars, analyses, evidence, references, claims and plans.',
  all: (words) => `Show all hits for “${words}”`,
  results: 'Hits',
  kinds: {
    seminar: 'Seminar',
    analysis: 'Analysis',
    evidence: 'Evidence',
    reference: 'Reference',
    claim: 'Claim',
    page: 'Plan or handbook',
    document: 'Note',
  },
};
