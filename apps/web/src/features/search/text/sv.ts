import type { SearchHit } from '@samsyn/domain';

const kinds: Record<SearchHit['kind'], string> = {
  seminar: 'Seminarium',
  analysis: 'Analys',
  evidence: 'Underlag',
  reference: 'Referens',
  claim: 'Påstående',
  page: 'Plan eller handbok',
  document: 'Anteckning',
};

export const sv = {
  title: 'Sök',
  label: 'Sök i allt du får se',
  placeholder: 'Ord, namn eller rubrik',
  hint: 'Skriv minst två tecken. Pilarna går mellan träffarna, Enter öppnar.',
  hits: (count: number) => (count === 1 ? '1 träff' : `${count} träffar`),
  none: 'Inga träffar',
  noneText: 'Prova färre eller andra ord. Du hittar bara det som ditt konto får se.',
  start: 'Skriv vad du letar efter',
  startText: 'Sökningen går genom seminarier, analyser, underlag, referenser, påståenden och planer.',
  all: (words: string) => `Visa alla träffar för ”${words}”`,
  results: 'Träffar',
  kinds,
};
