/** A draft of nine seminars' notes of 20,000 words each; and of a tenth of that, to show that the cost is linear in words. */
import { refreshDraft, type DraftInput } from '@samsyn/analysis';
import { emptyTemplate, seedUpdate } from '@samsyn/document';
import * as Y from 'yjs';
import { note } from './corpus.ts';
import { printTable, timed } from './table.ts';

const areas = ['digitalisering', 'larmiljoer', 'administration'].map((slug) => ({ slug, name: slug }));
const groups = ['forskola', 'grundskola', 'kompetenscenter'].map((slug) => ({ slug, name: slug }));

const inputOf = (words: number): DraftInput => ({
  areas,
  groups,
  notes: Array.from({ length: 9 }, (_, index) => ({
    seminarId: `s${index}`,
    documentId: `d${index}`,
    group: groups[index % 3]?.slug ?? '',
    round: 1 + Math.floor(index / 3),
    startsAt: '2019-05-09T11:00:00.000Z',
    body: note(
      index + 1,
      words,
      areas.map(({ slug }) => slug),
    ),
  })),
  previousActions: [],
  evidence: new Map(),
  references: new Map(),
  smallGroupLimit: 10,
});

const draft = (input: DraftInput): void => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate(emptyTemplate()));
  doc.transact(() => refreshDraft(doc, input));
  doc.destroy();
};

export const benchDraft = async (): Promise<boolean> => {
  const [small, large] = [inputOf(2000), inputOf(20_000)];
  const short = await timed(5, () => draft(small));
  const long = await timed(5, () => draft(large));
  return printTable('a draft', [
    { what: '9 seminars x 20,000 words', measured: long, limit: 300 },
    { what: 'ten times the words cost', measured: long / short, limit: 12, unit: 'x' },
  ]);
};
