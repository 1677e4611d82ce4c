/** The default agenda of a seminar (assumed: three hours; a seminar holds its own copy, so it can be changed). */

export const agendaStepKeys = [
  'previousRound',
  'silentReading',
  'individualNotes',
  'causes',
  'conclusions',
  'actions',
  'openQuestions',
] as const;
export type AgendaStepKey = (typeof agendaStepKeys)[number];

/** Minutes for each step; the words stand in the text catalogues. */
export const defaultAgenda: readonly { key: AgendaStepKey; minutes: number }[] = [
  { key: 'previousRound', minutes: 10 },
  { key: 'silentReading', minutes: 20 },
  { key: 'individualNotes', minutes: 30 },
  { key: 'causes', minutes: 50 },
  { key: 'conclusions', minutes: 40 },
  { key: 'actions', minutes: 20 },
  { key: 'openQuestions', minutes: 10 },
];
