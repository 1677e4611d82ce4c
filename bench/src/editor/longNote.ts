/** A note of a hundred pages as a group could have written it: headings, paragraphs, lists, tables, claims that cite. */
import { type DocNode, heading, paragraph } from '@samsyn/document';
import type { ClaimKind } from '@samsyn/domain';
import { pick, seeded, sentences } from '../corpus.ts';

const wordsOfPage = 450;
/** How the claims of a section follow from each other. */
const chain: readonly ClaimKind[] = ['result', 'cause', 'conclusion', 'action', 'openQuestion'];

type Random = () => number;

const text = (random: Random, count: number): string =>
  Array.from({ length: count }, () => pick(random, sentences)).join(' ');

const list = (random: Random, id: string): DocNode => ({
  type: random() < 0.5 ? 'bulletList' : 'orderedList',
  content: Array.from({ length: 5 }, (_, index) => ({
    type: 'listItem',
    content: [paragraph(text(random, 1), { id: `${id}-${index}` })],
  })),
});

const table = (random: Random, id: string): DocNode => {
  const cell = (type: string, words: string, at: string): DocNode => ({
    type,
    attrs: { colspan: 1, rowspan: 1 },
    content: [paragraph(words, { id: `${id}-${at}` })],
  });
  const row = (type: string, words: readonly string[], at: number): DocNode => ({
    type: 'tableRow',
    content: words.map((word, index) => cell(type, word, `${at}-${index}`)),
  });
  const figures = (): string[] => ['Läsår', ...Array.from({ length: 3 }, () => String(Math.round(random() * 100)))];
  return {
    type: 'table',
    attrs: { id },
    content: [
      row('tableHeader', ['Mått', 'Flickor', 'Pojkar', 'Alla'], 0),
      ...Array.from({ length: 4 }, (_, index) => row('tableCell', figures(), index + 1)),
    ],
  };
};

type Sources = { areas: readonly string[]; evidence: readonly string[] };

const claims = (random: Random, id: string, { areas, evidence }: Sources): DocNode[] => {
  const area = pick(random, areas);
  return chain.map((kind, index) => {
    const cited: DocNode[] =
      index === 0 ? [] : [{ targetType: 'claim', targetId: `${id}-c${index - 1}` }].map(toCitation);
    if (kind !== 'openQuestion' && evidence.length > 0)
      cited.push(toCitation({ targetType: 'evidence', targetId: pick(random, evidence) }));
    const words = paragraph(text(random, 2), { id: `${id}-cp${index}` });
    return {
      type: 'claim',
      attrs: { id: `${id}-c${index}`, kind, priorityArea: area },
      content: [{ ...words, content: [...(words.content ?? []), ...cited] }],
    };
  });
};

const toCitation = (attrs: { targetType: string; targetId: string }): DocNode => ({ type: 'citation', attrs });

const section = (random: Random, number: number, sources: Sources): DocNode[] => {
  const id = `s${number}`;
  return [
    heading(2, `${number}. ${text(random, 1).split(' ').slice(0, 5).join(' ')}`, { id }),
    paragraph(text(random, 5), { id: `${id}-p1` }),
    ...claims(random, id, sources),
    heading(3, 'Underlag', { id: `${id}-h` }),
    paragraph(text(random, 5), { id: `${id}-p2` }),
    list(random, `${id}-l`),
    ...(number % 3 === 0 ? [table(random, `${id}-t`)] : []),
    paragraph(text(random, 4), { id: `${id}-p3` }),
  ];
};

const countWords = (node: DocNode): number =>
  (node.text?.split(/\s+/).filter(Boolean).length ?? 0) +
  (node.content ?? []).reduce((sum, child) => sum + countWords(child), 0);

export type LongNote = { blocks: DocNode[]; words: number; claims: number };

/** @returns the blocks of a note of that many pages, of 450 words each; the same ones in every run. */
export const longNote = (pages: number, sources: Sources): LongNote => {
  const random = seeded(100);
  const blocks: DocNode[] = [];
  let words = 0;
  for (let number = 1; words < pages * wordsOfPage; number += 1) {
    const made = section(random, number, sources);
    words += made.reduce((sum, block) => sum + countWords(block), 0);
    blocks.push(...made);
  }
  return { blocks, words, claims: blocks.filter(({ type }) => type === 'claim').length };
};
