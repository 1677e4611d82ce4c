/** The report's blocks as Word's paragraphs and tables. */
import { BorderStyle, HeadingLevel, LineRuleType, Paragraph, SimpleField, Tab, Table, TextRun } from 'docx';
import { colors, hex } from '../look.ts';
import type { Block, ClaimBlock, Fact, FigureBlock, ReportModel } from '../model.ts';
import { sv } from '../text/sv.ts';
import { chartRun } from './chart.ts';
import { anchored, plainChildren, runChildren, styledChildren } from './runs.ts';
import { bullets, numbers, textWidth } from './styles.ts';
import { dataTable, gridTable } from './tables.ts';

export type DocxWriter = { model: ReportModel; /** where each ordered list starts, in order */ starts: number[] };
type Flow = (Paragraph | Table)[];
/** Where blocks stand: the style of their paragraphs, how deep in lists, the width for tables in twips. */
type Place = { style?: string; depth: number; room: number; bold?: boolean; keepNext?: boolean };

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];

export const factParagraphs = (facts: readonly Fact[], style: string): Paragraph[] =>
  facts.map(
    (fact, index) =>
      new Paragraph({
        style,
        keepNext: index < facts.length - 1,
        children: [
          new TextRun({ text: fact.name, color: hex(colors.quiet) }),
          new TextRun({ children: [new Tab()] }),
          ...plainChildren(fact.value),
        ],
      }),
  );

/** "Figur 3. Titel": the number is Word's own sequence, so that captions can be listed and renumbered. */
const caption = (text: string, anchor = ''): Paragraph => {
  const [, word = '', number = '', rest = ''] = /^(\S+) (\d+)(\..*)$/s.exec(text) ?? [];
  if (word === '') return new Paragraph({ style: 'Caption', children: anchored(anchor, plainChildren(text)) });
  return new Paragraph({
    style: 'Caption',
    children: anchored(anchor, [
      new TextRun({ text: `${word} ` }),
      new SimpleField(`SEQ ${word} \\* ARABIC`, number),
      ...plainChildren(rest),
    ]),
  });
};

const figure = (block: FigureBlock): Flow => {
  const flow: Flow = [];
  if (block.chart) {
    flow.push(caption(block.chart.caption));
    flow.push(
      new Paragraph({
        spacing: { before: 0, after: 60, line: 240, lineRule: LineRuleType.AUTO },
        children: [chartRun(block.chart.chart, block.chart.caption, block.chart.description)],
      }),
    );
  }
  block.table.parts.forEach((part, index, parts) => {
    const text = parts.length > 1 ? sv.tablePart(block.table.caption, index + 1, parts.length) : block.table.caption;
    flow.push(caption(text, index === 0 ? block.anchor : ''), dataTable(part));
  });
  flow.push(new Paragraph({ style: 'Origin', children: plainChildren(block.origin) }));
  return flow;
};

const claim = (writer: DocxWriter, block: ClaimBlock, place: Place): Flow => {
  const label = block.area === null ? block.label : `${block.label} · ${block.area}`;
  return [
    new Paragraph({ style: 'ClaimKind', children: anchored(block.anchor, plainChildren(label)) }),
    ...blocksFlow(writer, block.blocks, { ...place, style: 'Claim', keepNext: block.facts.length > 0 }),
    ...factParagraphs(block.facts, 'ClaimFact'),
    new Paragraph({ spacing: { before: 0, after: 60, line: 160 }, children: [] }),
  ];
};

const list = (writer: DocxWriter, block: Extract<Block, { type: 'list' }>, place: Place): Flow => {
  const reference = block.ordered ? `${numbers}-${writer.starts.push(block.start) - 1}` : bullets;
  const level = Math.min(place.depth, 8);
  return block.items.flatMap((item) => {
    const [first, ...rest] = item;
    const lead =
      first?.type === 'paragraph'
        ? [new Paragraph({ numbering: { reference, level }, children: runChildren(first.runs) })]
        : [new Paragraph({ numbering: { reference, level }, children: [] })];
    const others = first?.type === 'paragraph' ? rest : item;
    return [...lead, ...blocksFlow(writer, others, { ...place, depth: place.depth + 1, style: 'ListParagraph' })];
  });
};

const sources = (writer: DocxWriter): Flow =>
  writer.model.sources.flatMap((source) => [
    new Paragraph({
      style: 'Source',
      children: [
        ...anchored(source.anchor, [new TextRun({ text: sv.mention(source.number), color: hex(colors.quiet) })]),
        new TextRun({ children: [new Tab()] }),
        ...runChildren([
          { type: 'text', text: `${source.title}.`, ...(source.url !== null && { href: source.url }) },
          { type: 'text', text: source.origin === '' ? '' : ` ${source.origin}.` },
          { type: 'text', text: source.url === null ? '' : ` ${source.url}` },
        ]),
      ],
    }),
    ...(source.text === null
      ? []
      : [new Paragraph({ style: 'Source', indent: { left: 600, hanging: 0 }, children: plainChildren(source.text) })]),
  ]);

const references = (writer: DocxWriter): Flow =>
  writer.model.references.map(
    (reference) =>
      new Paragraph({ style: 'Reference', children: anchored(reference.anchor, styledChildren(reference.entry)) }),
  );

const blockFlow = (writer: DocxWriter, block: Block, place: Place): Flow => {
  const styled = place.style === undefined ? {} : { style: place.style };
  switch (block.type) {
    case 'heading':
      return [
        new Paragraph({
          heading: levels[block.level - 1] ?? HeadingLevel.HEADING_4,
          children: anchored(block.anchor, runChildren(block.runs)),
        }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          ...styled,
          children: runChildren(block.runs, place.bold),
          ...(place.keepNext && { keepNext: true }),
        }),
      ];
    case 'list':
      return list(writer, block, place);
    case 'quote':
      return blocksFlow(writer, block.blocks, { ...place, style: 'Quotation' });
    case 'table':
      return [
        gridTable(
          block.grid,
          (blocks, style, bold) => {
            const room = Math.max(400, Math.floor(place.room / block.grid.columns) - 200);
            const flow = blocksFlow(writer, blocks, { style, depth: 0, room, bold });
            // Word asks for a paragraph at the end of every cell.
            return flow.at(-1) instanceof Paragraph ? flow : [...flow, new Paragraph({ style, children: [] })];
          },
          place.room,
        ),
        new Paragraph({ ...styled, spacing: { after: 120 }, children: [] }),
      ];
    case 'image':
      return [
        new Paragraph({
          style: 'Picture',
          children: plainChildren([sv.image, block.alt || sv.imageWithoutAlt, block.title].filter(Boolean).join(': ')),
        }),
      ];
    case 'rule':
      return [
        new Paragraph({
          border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: hex(colors.line) } },
          children: [],
        }),
      ];
    case 'claim':
      return claim(writer, block, place);
    case 'figure':
      return figure(block);
    case 'sources':
      return sources(writer);
    case 'references':
      return references(writer);
  }
};

const blocksFlow = (writer: DocxWriter, blocks: readonly Block[], place: Place): Flow =>
  blocks.flatMap((block) => blockFlow(writer, block, place));

/** @returns the report's body; fills `starts` with where its ordered lists begin. */
export const bodyFlow = (writer: DocxWriter): Flow =>
  blocksFlow(writer, writer.model.blocks, { depth: 0, room: textWidth });
