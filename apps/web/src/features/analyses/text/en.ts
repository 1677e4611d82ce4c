import type { sv } from './sv.ts';

export const en: typeof sv = {
  title: 'Analyses',
  lead: 'After each round the groups’ notes become an operational analysis, which the board receives.',
  table: (year) => `Operational analyses ${year}`,
  name: 'Analysis',
  state: 'State',
  board: 'To the board',
  files: 'Download',
  noDate: 'Not set',
  report: 'Report, PDF',
  word: 'Report, Word',
  slides: 'Presentation',
  filesOf: (number, file) => `${file}: operational analysis ${number}`,
  none: 'No analyses here yet',
  noneText: 'An analysis is seen here when the school year has begun. The board sees it once it is presented.',
};
