/** The report as a Word document: styles, contents list, captions, native charts, numbered sources, page numbers. */
import {
  BorderStyle,
  Document,
  Footer,
  Header,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  Tab,
  type TableOfContents,
  TextRun,
} from 'docx';
import { colors, hex } from '../look.ts';
import type { ReportModel } from '../model.ts';
import { sv } from '../text/sv.ts';
import { sealOffice } from '../zip.ts';
import { contentsList, pageNumbersFor } from './contents.ts';
import { bodyFlow, type DocxWriter, factParagraphs } from './blocks.ts';
import { plainChildren } from './runs.ts';
import { numbering, page, styles } from './styles.ts';

const firstPage = (model: ReportModel): (Paragraph | TableOfContents)[] => [
  new Paragraph({ style: 'Authority', children: plainChildren(model.input.authority.name) }),
  ...(model.isDraft ? [new Paragraph({ style: 'Draft', spacing: { before: 240 }, text: sv.draft })] : []),
  new Paragraph({ style: 'Title', text: model.title }),
  new Paragraph({
    style: 'Subtitle',
    text: model.subtitle,
    border: { bottom: { style: BorderStyle.SINGLE, size: 14, space: 14, color: hex(colors.thread) } },
  }),
  ...(model.isDraft ? [new Paragraph({ style: 'Origin', text: sv.draftNotice })] : []),
  ...factParagraphs(model.facts, 'Fact'),
  ...(model.contents.length > 1
    ? [new Paragraph({ style: 'ContentsHeading', text: sv.contents }), contentsList(model)]
    : []),
  new Paragraph({ children: [new PageBreak()] }),
];

const running = (left: string, right: readonly TextRun[]): Paragraph =>
  new Paragraph({
    style: 'Running',
    children: [new TextRun({ text: left }), new TextRun({ children: [new Tab()] }), ...right],
  });

/** "Sida 3 av 12", with Word's own fields for the numbers. */
const pageWords = (): TextRun[] =>
  sv
    .page('{page}', '{pages}')
    .split(/(\{pages?\})/)
    .map(
      (part) =>
        new TextRun({
          children: [part === '{page}' ? PageNumber.CURRENT : part === '{pages}' ? PageNumber.TOTAL_PAGES : part],
        }),
    );

const documentOf = (model: ReportModel): Document => {
  const writer: DocxWriter = { model, starts: [] };
  const flow = bodyFlow(writer);
  const left = [model.input.authority.name, model.input.analysis.registryNumber].filter(Boolean).join(' · ');
  const draft = model.isDraft ? [new TextRun({ text: sv.draft, bold: true, color: hex(colors.thread) })] : [];
  const footer = () => new Footer({ children: [running(left, pageWords())] });
  return new Document({
    title: `${model.title}, ${model.subtitle}`,
    subject: model.subtitle,
    creator: model.input.authority.name,
    lastModifiedBy: model.input.authority.name,
    keywords: model.input.areas.map((area) => area.name).join(', '),
    description: sv.description(model.title, model.subtitle, model.input.authority.name),
    styles,
    numbering: numbering(writer.starts),
    ...pageNumbersFor(model),
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: page.width, height: page.height },
            margin: {
              top: page.top,
              bottom: page.bottom,
              left: page.left,
              right: page.right,
              header: 800,
              footer: 700,
            },
          },
        },
        headers: {
          default: new Header({ children: [running(`${model.title} · ${model.subtitle}`, draft)] }),
          first: new Header({ children: [new Paragraph({ style: 'Running', children: [] })] }),
        },
        footers: { default: footer(), first: footer() },
        children: [...firstPage(model), ...(flow.length > 0 ? flow : [new Paragraph({ text: sv.empty })])],
      },
    ],
  });
};

export const renderDocx = async (model: ReportModel): Promise<Uint8Array> =>
  sealOffice(await Packer.toBuffer(documentOf(model)), model.stamp);
