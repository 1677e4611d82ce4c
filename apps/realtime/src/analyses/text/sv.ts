/** What the analyses' routes say to people, in Swedish. The other language has exactly these keys. */
import type { AnalysisState } from '@samsyn/domain';

const states: Record<AnalysisState, string> = {
  workingDraft: 'arbetsutkast',
  inReview: 'granskning',
  finalised: 'fastställd',
  presented: 'presenterad för nämnden',
  published: 'publicerad',
  archived: 'arkiverad',
};

export const sv = {
  states,
  titles: {
    cannotMove: 'Analysen kan inte flyttas vidare än. Se vad som saknas.',
    draftBusy: 'Någon annan uppdaterar utkastet just nu. Försök igen om en stund.',
    notBeforeFinalised: 'Diarienumret kan bara ändras innan analysen är fastställd.',
    draftClosed: 'Utkastet kan bara göras om i arbetsutkast och granskning.',
  },
  missing: {
    state: (from: string, to: string) => `Det går inte att gå från ${from} till ${to}.`,
    emptyDraft: 'Utkastet är tomt. Gör utkastet av anteckningarna först.',
    personnummer: (where: string) => `Ett personnummer står kvar i ${where}. Ta bort det.`,
    samordningsnummer: (where: string) => `Ett samordningsnummer står kvar i ${where}. Ta bort det.`,
    protectedPersonnummer: 'Ett personnummer står i utkastet. Ta bort det.',
    protectedSamordningsnummer: 'Ett samordningsnummer står i utkastet. Ta bort det.',
    protectedSmallGroup: 'Resultat för en för liten grupp står i utkastet. Skriv om det.',
    registryNumber: 'Diarienummer saknas.',
    openDraft: 'Öppna en ny version: flytta analysen till arbetsutkast, med en orsak.',
    turn: 'Vänta tills den andra uppdateringen är klar.',
    moved: 'Någon annan flyttade analysen under tiden. Läs in den på nytt.',
    note: (group: string) => `anteckningen från ${group}`,
    evidence: (title: string) => `underlaget ${title}`,
    unnamedEvidence: 'ett underlag',
  },
} as const;

type Words<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { [K in keyof T]: Words<T[K]> };
export type AnalysisWords = Words<typeof sv>;
