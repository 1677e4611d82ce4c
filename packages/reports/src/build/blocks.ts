/** The draft's blocks as the report's. Whatever stands there is rendered: nothing that a person wrote is dropped. */
import { attr, childrenOf, citationsIn, type DocNode, targetsOf } from '@samsyn/document';
import type { Block, ClaimEntry } from '../model.ts';
import { claimBlock, claimEntry } from './claims.ts';
import type { BuildContext } from './context.ts';
import { figureOf, type FigureNumbers } from './figure.ts';
import { gridOf } from './grid.ts';
import { hasInk, isInline, plainOf, runsOf } from './inlines.ts';

export type Builder = {
  context: BuildContext;
  claims: ClaimEntry[];
  numbers: FigureNumbers;
  /** evidence that already has its figure */
  drawn: Set<string>;
  headings: number;
  /** the headings that the next block stands under */
  under: { level: number; text: string }[];
};

export const newBuilder = (context: BuildContext): Builder => ({
  context,
  claims: [],
  numbers: { figures: 0, tables: 0 },
  drawn: new Set(),
  headings: 0,
  under: [],
});

const count = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : fallback;

/** The draft's sections are level 2; levels are never skipped, as readers of screens and PDF/UA-1 ask. */
const headingBlock = (builder: Builder, node: DocNode): Block[] => {
  const runs = runsOf(childrenOf(node), builder.context);
  if (!hasInk(runs)) return [];
  const wanted = Math.max(1, count(node.attrs?.['level'], 2) - 1);
  const deepest = (builder.under.at(-1)?.level ?? 0) + 1;
  const level = Math.min(wanted, deepest, 4) as 1 | 2 | 3 | 4;
  builder.under = [...builder.under.filter((one) => one.level < level), { level, text: plainOf(runs) }];
  builder.headings += 1;
  return [{ type: 'heading', level, runs, anchor: `avsnitt-${builder.headings}` }];
};

const paragraphBlock = (builder: Builder, inlines: readonly DocNode[]): Block[] => {
  const runs = runsOf(inlines, builder.context);
  return hasInk(runs) ? [{ type: 'paragraph', runs }] : [];
};

const listBlock = (builder: Builder, node: DocNode): Block[] => {
  const items = childrenOf(node)
    .map((item) => blocksIn(builder, isInline(item) ? [item] : childrenOf(item)))
    .filter((blocks) => blocks.length > 0);
  if (items.length === 0) return [];
  return [{ type: 'list', ordered: node.type === 'orderedList', start: count(node.attrs?.['start'], 1), items }];
};

const tableBlock = (builder: Builder, node: DocNode): Block[] => {
  const rows = childrenOf(node).map((row) =>
    childrenOf(row).map((cell) => ({
      blocks: blocksIn(builder, isInline(cell) ? [cell] : childrenOf(cell)),
      header: cell.type === 'tableHeader',
      columns: count(cell.attrs?.['colspan'], 1),
      rows: count(cell.attrs?.['rowspan'], 1),
    })),
  );
  const grid = gridOf(rows.filter((row) => row.length > 0));
  return grid ? [{ type: 'table', grid }] : [];
};

const claimBlocks = (builder: Builder, node: DocNode): Block[] => {
  const under = builder.under.map((one) => one.text);
  const id = attr(node, 'id') ?? '';
  const entry = builder.claims.some((one) => one.id === id) ? null : claimEntry(builder.context, id, under);
  if (entry) builder.claims.push(entry);
  const blocks = blocksIn(builder, childrenOf(node));
  const claim = claimBlock(builder.context, node, blocks, under);
  return claim ? [claim] : blocks;
};

const blockOf = (builder: Builder, node: DocNode): Block[] => {
  switch (node.type) {
    case 'heading':
      return headingBlock(builder, node);
    case 'paragraph':
      return paragraphBlock(builder, childrenOf(node));
    case 'bulletList':
    case 'orderedList':
      return listBlock(builder, node);
    case 'table':
      return tableBlock(builder, node);
    case 'blockquote': {
      const blocks = blocksIn(builder, childrenOf(node));
      return blocks.length > 0 ? [{ type: 'quote', blocks }] : [];
    }
    case 'image':
      return [{ type: 'image', alt: attr(node, 'alt') ?? '', title: attr(node, 'title') ?? '' }];
    case 'horizontalRule':
      return [{ type: 'rule' }];
    case 'claim':
      return claimBlocks(builder, node);
    default:
      return blocksIn(builder, childrenOf(node));
  }
};

/** Text that stands between blocks is a paragraph of its own. */
const blocksIn = (builder: Builder, nodes: readonly DocNode[]): Block[] => {
  const blocks: Block[] = [];
  let loose: DocNode[] = [];
  const flush = (): void => {
    blocks.push(...paragraphBlock(builder, loose));
    loose = [];
  };
  for (const node of nodes) {
    if (isInline(node)) loose.push(node);
    else {
      flush();
      blocks.push(...blockOf(builder, node));
    }
  }
  flush();
  return blocks;
};

/** Evidence with a table stands after the block that cites it first. */
export const figuresFor = (builder: Builder, evidenceIds: readonly string[]): Block[] =>
  evidenceIds.flatMap((id) => {
    const table = builder.context.input.evidence.find((one) => one.id === id)?.table;
    const source = builder.context.sources.get(id);
    if (!table || !source || table.columns.length === 0 || builder.drawn.has(id)) return [];
    builder.drawn.add(id);
    return [figureOf(table, source, builder.numbers)];
  });

/** @returns one block of the draft's top level with the figures of what it cites. */
export const sectionBlocks = (builder: Builder, node: DocNode): Block[] => [
  ...blocksIn(builder, [node]),
  ...figuresFor(builder, targetsOf(citationsIn(node), 'evidence')),
];
