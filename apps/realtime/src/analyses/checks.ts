/** What stands in the way of a move. Gaps never do; what must not be read by others does. */
import { findingsOf, protectedBlocksIn } from '@samsyn/analysis';
import { childrenOf, type DocNode, readBody, rejectSuggestions, textOf } from '@samsyn/document';
import type { AnalysisState, FindingKind } from '@samsyn/domain';
import type { AnalysisRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { gather, smallGroupLimit } from './gather.ts';
import type { Missing } from './problems.ts';
import type { AnalysisWords } from './text/index.ts';

/** The moves by which a text reaches new readers or is fixed: those are judged. */
const judged: readonly AnalysisState[] = ['inReview', 'finalised'];

const isNumber = (kind: FindingKind): kind is 'personnummer' | 'samordningsnummer' => kind !== 'smallGroup';

/** Headings alone are no text. */
const isEmpty = (body: DocNode): boolean =>
  childrenOf(rejectSuggestions(body)).every((node) => node.type === 'heading' || textOf(node) === '');

const once = (missing: Missing): Missing => [
  ...new Map(missing.map((one) => [`${one.kind}\n${one.text}`, one])).values(),
];

/** Personnummer and samordningsnummer that are still in a note or in cited evidence. */
const inSources = async (context: Context, analysis: AnalysisRecord, words: AnalysisWords): Promise<Missing> => {
  const input = await gather(context, analysis);
  const groupOf = new Map(input.notes.map(({ documentId, group }) => [documentId, group]));
  const nameOf = new Map(input.groups.map(({ slug, name }) => [slug, name]));
  const where = (documentId: string): string => {
    const group = groupOf.get(documentId);
    if (group !== undefined) return words.missing.note(nameOf.get(group) ?? group);
    // A title can be the very place where the number stands.
    const title = input.evidence.get(documentId)?.title ?? '';
    const isSafe =
      protectedBlocksIn({ type: 'paragraph', content: [{ type: 'text', text: title }] }, input).length === 0;
    return isSafe && title !== '' ? words.missing.evidence(title) : words.missing.unnamedEvidence;
  };
  return findingsOf(input).flatMap(({ kind, documentId }) =>
    isNumber(kind) ? [{ kind, text: words.missing[kind](where(documentId)) }] : [],
  );
};

const inDraft = async (context: Context, analysis: AnalysisRecord, words: AnalysisWords): Promise<Missing> => {
  const body = await context.documents.read(analysis.documentId, readBody);
  const limit = await smallGroupLimit(context);
  const texts: Record<FindingKind, string> = {
    personnummer: words.missing.protectedPersonnummer,
    samordningsnummer: words.missing.protectedSamordningsnummer,
    smallGroup: words.missing.protectedSmallGroup,
  };
  return [
    ...(isEmpty(body) ? [{ kind: 'emptyDraft', text: words.missing.emptyDraft }] : []),
    ...protectedBlocksIn(body, { smallGroupLimit: limit }).flatMap(({ kinds }) =>
      [...kinds].map((kind) => ({ kind: 'protected', text: texts[kind] })),
    ),
  ];
};

/** @returns what is missing before the analysis may move there; nothing when it may. */
export const missingFor = async (
  context: Context,
  analysis: AnalysisRecord,
  to: AnalysisState,
  words: AnalysisWords,
): Promise<Missing> => {
  if (!judged.includes(to)) return [];
  const [draft, sources] = await Promise.all([inDraft(context, analysis, words), inSources(context, analysis, words)]);
  const registry =
    to === 'finalised' && !analysis.registryNumber
      ? [{ kind: 'registryNumber', text: words.missing.registryNumber }]
      : [];
  return once([...draft, ...sources, ...registry]);
};
