/** The model as the typesetting reads it (report.typ): plain data, charts as drawings. */
import { chartSvg } from '../chart/svg.ts';
import { shorten } from '../format.ts';
import { colors } from '../look.ts';
import type { Block, ReportModel } from '../model.ts';
import { sv } from '../text/sv.ts';

const look = { ...colors, font: "'Samsyn Sans'" };

const mark = `<svg xmlns="http://www.w3.org/2000/svg" width="14" height="26" viewBox="0 0 14 26"><path d="M7 0v7c0 6-5 5-5 9s5 4 5-1 5-5 5-1-5 4-5 9v3" fill="none" stroke="${colors.thread}" stroke-width="2.4" stroke-linecap="round"/></svg>`;

/** A word longer than a line would run off the page: it may break anywhere. */
const breakable = (text: string): string =>
  text.replace(/[^\s\u200B]{60,}/g, (word) => word.match(/.{1,24}/gsu)?.join('\u200B') ?? word);

/** Roughly how much there is to set: what is long may break over pages, what is short stays together. */
const lengthOf = (blocks: readonly Block[]): number => JSON.stringify(blocks).length;

const typeset = (block: Block, before: Block | undefined, next: Block | undefined): unknown => {
  switch (block.type) {
    case 'claim':
      return {
        ...block,
        heading: block.area === null ? block.label : `${block.label} · ${block.area}`,
        blocks: typesetAll(block.blocks),
        long: lengthOf(block.blocks) > 3000,
        first: before?.type !== 'claim' && before?.type !== 'heading',
        last: next?.type !== 'claim' && next?.type !== 'heading',
      };
    case 'figure':
      return {
        ...block,
        chart: block.chart && {
          caption: block.chart.caption,
          description: block.chart.description,
          svg: chartSvg(block.chart.chart, look, { id: block.anchor, description: '' }),
        },
        table: {
          parts: block.table.parts.map((part, index, parts) => ({
            ...part,
            caption:
              parts.length > 1 ? sv.tablePart(block.table.caption, index + 1, parts.length) : block.table.caption,
          })),
        },
      };
    case 'list':
      return { ...block, items: block.items.map(typesetAll) };
    case 'quote':
      return { ...block, blocks: typesetAll(block.blocks) };
    case 'table':
      return {
        ...block,
        grid: {
          ...block.grid,
          rows: block.grid.rows.map((row) => row.map((cell) => ({ ...cell, blocks: typesetAll(cell.blocks) }))),
        },
      };
    case 'image':
      return {
        type: 'image',
        words: [sv.image, block.alt || sv.imageWithoutAlt, block.title].filter(Boolean).join(': '),
      };
    default:
      return block;
  }
};

const typesetAll = (blocks: readonly Block[]): unknown[] =>
  blocks.map((block, index) => typeset(block, blocks[index - 1], blocks[index + 1]));

const withBreaks = (value: unknown): unknown => {
  if (typeof value === 'string') return breakable(value);
  if (Array.isArray(value)) return value.map(withBreaks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      ['svg', 'mark', 'href', 'url', 'anchor'].includes(name) ? member : withBreaks(member),
    ]),
  );
};

export const typesetData = (model: ReportModel): unknown =>
  withBreaks({
    title: model.title,
    subtitle: model.subtitle,
    running: `${model.title} · ${model.subtitle}`,
    authority: model.input.authority.name,
    description: sv.description(model.title, model.subtitle, model.input.authority.name),
    keywords: model.input.areas.map((area) => area.name),
    draft: model.isDraft,
    footer: shorten([model.input.authority.name, model.input.analysis.registryNumber].filter(Boolean).join(' · '), 90),
    facts: model.facts,
    contents: model.contents,
    blocks: typesetAll(model.blocks),
    sources: model.sources.map((source) => ({ ...source, mark: sv.mention(source.number) })),
    references: model.references,
    mark,
    words: {
      draft: sv.draft,
      draftNotice: sv.draftNotice,
      contents: sv.contents,
      page: sv.page('{page}', '{pages}'),
      empty: sv.empty,
    },
  });
