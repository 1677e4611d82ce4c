/** The draft's JSON and what it rests on → the one model that every face is made from. */
import { childrenOf, type DocNode, rejectSuggestions } from '@samsyn/document';
import { isDraftOpen } from '@samsyn/domain';
import { formatDay, formatYears } from '../format.ts';
import type { ReportInput } from '../input.ts';
import type { Block, Fact, ReportModel } from '../model.ts';
import { sv } from '../text/sv.ts';
import { type Builder, figuresFor, newBuilder, sectionBlocks } from './blocks.ts';
import { cleanAll } from './clean.ts';
import { contextOf } from './context.ts';
import { plainOf } from './inlines.ts';
import { type EndList, listOfHeading, withoutListed } from './lists.ts';

type Section = { list: EndList | null; blocks: Block[] };

/** Sections of level 1, in order; what stands before the first heading is a section of its own. */
const sectionsOf = (builder: Builder, body: DocNode): Section[] => {
  const sections: Section[] = [];
  for (const node of childrenOf(body)) {
    for (const block of sectionBlocks(builder, node)) {
      const opens = block.type === 'heading' && block.level === 1;
      if (opens || sections.length === 0)
        sections.push({ list: opens ? listOfHeading(block.runs) : null, blocks: [block] });
      else sections.at(-1)?.blocks.push(block);
    }
  }
  return sections;
};

const opening = (list: EndList): Section => ({
  list,
  blocks: [{ type: 'heading', level: 1, runs: [{ type: 'text', text: sv[list] }], anchor: `avsnitt-${list}` }],
});

/** Puts the numbered lists into the draft's own sections for them, or into new ones at the end. */
const withLists = (builder: Builder, sections: readonly Section[]): Block[] => {
  const { context } = builder;
  const sizes = { sources: context.sources.size, references: context.references.size };
  const lists = (['sources', 'references'] as const).filter((list) => sizes[list] > 0);
  const missing = lists.filter((list) => !sections.some((section) => section.list === list));
  const given = new Set<EndList>();
  return [...sections, ...missing.map(opening)].flatMap(({ list, blocks }) => {
    if (list === null || sizes[list] === 0) return blocks;
    const kept = withoutListed(blocks.slice(1), list, context);
    if (given.has(list)) return [...blocks.slice(0, 1), ...kept];
    given.add(list);
    const rest = list === 'sources' ? figuresFor(builder, [...context.sources.keys()]) : [];
    return [...blocks.slice(0, 1), ...kept, { type: list }, ...rest];
  });
};

const factsOf = ({ authority, analysis, seminars }: ReportInput): Fact[] => {
  const held = seminars.map((one) => sv.seminar(one.group.name, formatDay(one.startsAt)));
  const facts: [string, string | null][] = [
    [sv.registryNumber, analysis.registryNumber],
    [
      sv.board,
      analysis.boardMeetingOn === null
        ? authority.boardName
        : `${authority.boardName}, ${formatDay(analysis.boardMeetingOn)}`,
    ],
    [sv.finalised, analysis.finalisedAt === null ? null : formatDay(analysis.finalisedAt)],
    [sv.version, analysis.version > 1 ? String(analysis.version) : null],
    [sv.seminars, held.length > 0 ? held.join('; ') : null],
  ];
  return facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [{ name, value }]));
};

/** A moment that does not depend on when the file is made, so that the same model gives the same bytes. */
const stampOf = ({ analysis, seminars }: ReportInput): string => {
  const latest = [analysis.finalisedAt, ...seminars.map((one) => one.startsAt)]
    .map((iso) => new Date(iso ?? Number.NaN))
    .find((moment) => !Number.isNaN(moment.getTime()));
  return (latest ?? new Date('2000-01-01T00:00:00Z')).toISOString();
};

const summaryOf = (blocks: readonly Block[]): string[] => {
  const start = blocks.findIndex(
    (block) => block.type === 'heading' && /^sammanfattning/i.test(plainOf(block.runs).trim()),
  );
  if (start < 0) return [];
  const next = blocks.findIndex((block, index) => index > start && block.type === 'heading');
  return blocks.slice(start + 1, next < 0 ? undefined : next).flatMap(summaryTexts);
};

const summaryTexts = (block: Block): string[] => {
  if (block.type === 'paragraph') return [plainOf(block.runs)];
  if (block.type === 'claim') return [block.blocks.flatMap(summaryTexts).join(' ')];
  return block.type === 'list' ? block.items.map((item) => item.flatMap(summaryTexts).join(' ')) : [];
};

/** @returns the model. Pure: the same input gives the same model. */
export const buildReport = (raw: ReportInput): ReportModel => {
  const input = cleanAll(raw);
  const body = rejectSuggestions(input.body);
  const context = contextOf(input, body);
  const builder = newBuilder(context);
  const blocks = withLists(builder, sectionsOf(builder, body));
  return {
    language: 'sv',
    isDraft: isDraftOpen(input.analysis.state),
    title: sv.title(input.analysis.number),
    subtitle: sv.subtitle(formatYears(input.analysis.schoolYear)),
    stamp: stampOf(input),
    facts: factsOf(input),
    blocks,
    contents: blocks.flatMap((block) =>
      block.type === 'heading' && (block.level === 1 || block.level === 2)
        ? [{ level: block.level, text: plainOf(block.runs).replace(/\n/g, ' '), anchor: block.anchor }]
        : [],
    ),
    claims: builder.claims,
    sources: [...context.sources.values()],
    references: [...context.references.values()],
    summary: summaryOf(blocks),
    input,
    body,
  };
};
