/** What stands in the way of a move. Gaps never do; what must not be read by others does. */
import { findingsOf, protectedBlocksIn } from '@samsyn/analysis';
import { childrenOf, type DocNode, readBody, rejectSuggestions, textOf } from '@samsyn/document';
import type { AnalysisState, FindingKind } from '@samsyn/domain';
import type { AnalysisRecord } from '@samsyn/models';
import { settingsOf } from '../authority.ts';
import type { Context } from '../context.ts';
import { gather } from './gather.ts';
import type { Obstacle } from './problems.ts';
import { type AnalysisWords, analysisWords } from './text/index.ts';

/** The moves by which a text reaches new readers or is fixed: those are judged. */
const judged: readonly AnalysisState[] = ['inReview', 'finalised'];

const isNumber = (kind: FindingKind): kind is 'personnummer' | 'samordningsnummer' => kind !== 'smallGroup';

/** Headings alone are no text. */
const isEmpty = (body: DocNode): boolean =>
  childrenOf(rejectSuggestions(body)).every((node) => node.type === 'heading' || textOf(node) === '');

const once = (obstacles: readonly Obstacle[]): Obstacle[] => [
  ...new Map(obstacles.map((one) => [`${one.kind}\n${one.text(analysisWords('sv'))}`, one])).values(),
];

/** Personnummer and samordningsnummer that are still in a note or in cited evidence. */
const inSources = async (context: Context, analysis: AnalysisRecord): Promise<Obstacle[]> => {
  const input = await gather(context, analysis);
  const groupOf = new Map(input.notes.map(({ documentId, group }) => [documentId, group]));
  const nameOf = new Map(input.groups.map(({ slug, name }) => [slug, name]));
  const where = (documentId: string, { missing }: AnalysisWords): string => {
    const group = groupOf.get(documentId);
    if (group !== undefined) return missing.note(nameOf.get(group) ?? group);
    // A title can be the very place where the number stands.
    const title = input.evidence.get(documentId)?.title ?? '';
    const isSafe =
      protectedBlocksIn({ type: 'paragraph', content: [{ type: 'text', text: title }] }, input).length === 0;
    return isSafe && title !== '' ? missing.evidence(title) : missing.unnamedEvidence;
  };
  return findingsOf(input).flatMap(({ kind, documentId }) =>
    isNumber(kind) ? [{ kind, text: (words) => words.missing[kind](where(documentId, words)) }] : [],
  );
};

const protectedWords = {
  personnummer: 'protectedPersonnummer',
  samordningsnummer: 'protectedSamordningsnummer',
  smallGroup: 'protectedSmallGroup',
} as const satisfies Record<FindingKind, string>;

const inDraft = async (context: Context, analysis: AnalysisRecord): Promise<Obstacle[]> => {
  const body = await context.documents.read(analysis.documentId, readBody);
  const { smallGroupLimit } = await settingsOf(context.models);
  const empty: Obstacle = { kind: 'emptyDraft', text: ({ missing }) => missing.emptyDraft };
  return [
    ...(isEmpty(body) ? [empty] : []),
    ...protectedBlocksIn(body, { smallGroupLimit }).flatMap(({ kinds }) =>
      [...kinds].map((kind): Obstacle => ({ kind: 'protected', text: ({ missing }) => missing[protectedWords[kind]] })),
    ),
  ];
};

/** @returns what is missing before the analysis may move there; nothing when it may. */
export const missingFor = async (
  context: Context,
  analysis: AnalysisRecord,
  to: AnalysisState,
): Promise<Obstacle[]> => {
  if (!judged.includes(to)) return [];
  const [draft, sources] = await Promise.all([inDraft(context, analysis), inSources(context, analysis)]);
  const registry: Obstacle = { kind: 'registryNumber', text: ({ missing }) => missing.registryNumber };
  const lacksRegistry = to === 'finalised' && !analysis.registryNumber;
  return once([...draft, ...sources, ...(lacksRegistry ? [registry] : [])]);
};
