/** Notes, inputs and drafts for tests: say what matters, the rest is made up. */
import { bodyOf, childrenOf, type DocNode, readBody, textOf } from '@samsyn/document';
import type { ClaimKind } from '@samsyn/domain';
import * as Y from 'yjs';
import {
  type DraftInput,
  type DraftNote,
  type DraftResult,
  type PreviousAction,
  refreshDraft,
} from '../../src/index.ts';
import { countWords } from '../../src/swedish/words.ts';

export type ClaimSpec = {
  id: string;
  kind?: ClaimKind;
  area?: string | null;
  text: string;
  cites?: string[];
  owner?: string;
  due?: string;
  expectedEffect?: string;
};

const citation = (target: string): DocNode => {
  const [targetType, targetId] = target.includes(':') ? target.split(':') : ['claim', target];
  return { type: 'citation', attrs: { targetType, targetId } };
};

/** `cites` are claims' ids, or `evidence:ID` and `reference:ID`. */
export const claim = ({ id, kind = 'result', area = 'larmiljoer', text, cites = [], ...more }: ClaimSpec): DocNode => ({
  type: 'claim',
  attrs: { id, kind, ...(area !== null && { priorityArea: area }), ...more },
  content: [{ type: 'paragraph', attrs: { id: `${id}-p` }, content: [{ type: 'text', text }, ...cites.map(citation)] }],
});

export const line = (id: string, text: string): DocNode => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});

export const groups = ['forskola', 'grundskola', 'kompetenscenter'] as const;
export type Group = (typeof groups)[number];

export const note = (group: Group, blocks: DocNode[]): DraftNote => ({
  seminarId: `seminar-${group}`,
  documentId: `note-${group}`,
  group,
  round: 2,
  startsAt: `2019-02-0${groups.indexOf(group) + 1}T08:00:00.000Z`,
  body: { type: 'doc', content: blocks },
});

/** An action of the round before. */
export const actionBefore = (claimId: string, text: string, group: Group = 'grundskola'): PreviousAction => ({
  claimId,
  documentId: `before-${group}`,
  seminarId: `seminar-before-${group}`,
  group,
  text,
  priorityArea: null,
  owner: null,
  due: null,
});

export const input = (notes: DraftNote[], more: Partial<DraftInput> = {}): DraftInput => ({
  areas: [
    { slug: 'larmiljoer', name: 'Lärmiljöer' },
    { slug: 'digitalisering', name: 'Digitalisering' },
  ],
  groups: [
    { slug: 'forskola', name: 'Förskola' },
    { slug: 'grundskola', name: 'Grundskola' },
    { slug: 'kompetenscenter', name: 'Kompetenscenter' },
  ],
  notes,
  previousActions: [],
  evidence: new Map(),
  references: new Map(),
  smallGroupLimit: 10,
  ...more,
});

export const refresh = (doc: Y.Doc, given: DraftInput): DraftResult => doc.transact(() => refreshDraft(doc, given));

/** A draft made of these notes. */
export const draftOf = (given: DraftInput): { doc: Y.Doc; result: DraftResult } => {
  const doc = new Y.Doc();
  return { doc, result: refresh(doc, given) };
};

export const textIn = (doc: Y.Doc): string => textOf(readBody(doc));

/** How many words stand under the draft's headings. */
export const lengthIn = (doc: Y.Doc): number =>
  sum(
    childrenOf(readBody(doc))
      .filter(({ type }) => type !== 'heading')
      .map((node) => countWords(textOf(node))),
  );

/** Elements with a key, wherever they stand. */
export const keyedElements = (doc: Y.Doc): Y.XmlElement[] => {
  const found: Y.XmlElement[] = [];
  const look = (parent: Y.XmlFragment | Y.XmlElement): void => {
    for (const child of parent.toArray()) {
      if (!(child instanceof Y.XmlElement)) continue;
      if (child.getAttribute('key') !== undefined) found.push(child);
      look(child);
    }
  };
  look(bodyOf(doc));
  return found;
};

export const blockOf = (doc: Y.Doc, claimId: string): Y.XmlElement => {
  const found = keyedElements(doc).find((element) => element.getAttribute('key') === `claim/${claimId}`);
  if (!found) throw new Error(`No block of ${claimId} in the draft`);
  return found;
};
export const hasBlock = (doc: Y.Doc, claimId: string): boolean =>
  keyedElements(doc).some((element) => element.getAttribute('key') === `claim/${claimId}`);

const textsIn = (element: Y.XmlElement): Y.XmlText[] =>
  element.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child];
    return child instanceof Y.XmlElement ? textsIn(child) : [];
  });

/** What a person does: writes words into the block, between two of its words. */
export const writeInto = (element: Y.XmlElement, words: string, between = 0): void => {
  const text = textsIn(element)[0];
  if (!text) throw new Error('Nothing to write into');
  const blanks = [...text.toString().matchAll(/ /g)].map(({ index }) => index);
  text.insert(between === 0 ? 0 : (blanks[between % (blanks.length + 1)] ?? text.length), words);
};

/** What a person does: cuts the block and pastes it at a place of the top level. */
export const moveTo = (doc: Y.Doc, element: Y.XmlElement, at: number): void => {
  const body = bodyOf(doc);
  const copy = element.clone();
  body.delete(body.toArray().indexOf(element), 1);
  body.insert(Math.min(at, body.length), [copy]);
};

export const remove = (doc: Y.Doc, element: Y.XmlElement): void => {
  const body = bodyOf(doc);
  body.delete(body.toArray().indexOf(element), 1);
};

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A text of so many words. */
export const words = (count: number, word: string): string =>
  Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ');

/** A small generator with a seed (mulberry32). */
export const chance = (seed: number) => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(values: readonly T[]): T | undefined => values[below(values.length)];
  return { below, pick };
};
