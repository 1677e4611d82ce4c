/** Words of the draft and of what it tells. They are text of the document (Swedish, as its notes), not of the interface. */
import type { ClaimKind, GapKind } from '@samsyn/domain';

/** A sentence is quoted so that a reader recognises it, not in full. */
const quoted = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return `”${line.length > 120 ? `${line.slice(0, 117).trimEnd()}…` : line}”`;
};

export const kindNames: Record<ClaimKind, string> = {
  result: 'Resultatet',
  cause: 'Orsaken',
  conclusion: 'Slutsatsen',
  action: 'Åtgärden',
  effect: 'Effekten',
  successFactor: 'Framgångsfaktorn',
  openQuestion: 'Frågan',
};

const gaps: Record<GapKind, (subject: string) => string> = {
  resultWithoutCause: (text) => `Resultatet ${quoted(text)} har ingen orsak.`,
  causeWithoutResult: (text) => `Orsaken ${quoted(text)} förklarar inget resultat.`,
  effectWithoutAction: (text) => `Effekten ${quoted(text)} hör inte till någon åtgärd.`,
  conclusionWithoutCause: (text) => `Slutsatsen ${quoted(text)} bygger inte på någon orsak.`,
  conclusionWithoutEvidence: (text) => `Slutsatsen ${quoted(text)} saknar underlag och forskning.`,
  actionWithoutConclusion: (text) => `Åtgärden ${quoted(text)} följer inte av någon slutsats.`,
  actionWithoutOwner: (text) => `Åtgärden ${quoted(text)} saknar ansvarig.`,
  actionWithoutDate: (text) => `Åtgärden ${quoted(text)} saknar datum.`,
  areaEmpty: (area) => `${area} har inga påståenden.`,
  previousActionWithoutEffect: (text) => `Förra rundans åtgärd ${quoted(text)} har ingen effekt beskriven.`,
};

export const words = {
  redacted: '[skyddad uppgift]',
  previousAction: 'Förra rundans åtgärd:',
  gaps,
  proposedLinks: {
    rightUnder: (from: ClaimKind, to: ClaimKind): string =>
      `${kindNames[from]} står direkt under ${kindNames[to].toLowerCase()} men hänvisar inte dit.`,
    sameWords: 'Effekten talar om samma sak som förra rundans åtgärd.',
  },
  contradiction: (area: string, one: { group: string; text: string }, other: { group: string; text: string }): string =>
    `Går åt olika håll i ${area}: ${one.group} skriver ${quoted(one.text)}, ${other.group} skriver ${quoted(other.text)}.`,
  sections: {
    summary: 'Sammanfattning',
    followUp: 'Uppföljning av förra rundans åtgärder',
    otherAreas: 'Övrigt',
    parts: { result: 'Nuläge', cause: 'Orsaker', conclusion: 'Slutsatser', action: 'Åtgärder' },
    successFactors: 'Framgångsfaktorer',
    differences: 'Skillnader mellan verksamheterna',
    openQuestions: 'Öppna frågor',
    evidence: 'Underlag',
    references: 'Referenser',
  },
} as const;
