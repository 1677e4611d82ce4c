/** The document's styles: real ones, so that Word's navigation, contents and screen readers work. Sizes in half points. */
import { AlignmentType, BorderStyle, type IPropertiesOptions, LevelFormat, LineRuleType } from 'docx';
import { colors, hex } from '../look.ts';

/** Fonts that every Office has: a document must not look different because a font is missing. */
export const serif = 'Cambria';
export const sans = 'Calibri';

/** A4 with margins, in twips (1/20 pt). */
export const page = { width: 11906, height: 16838, top: 1700, bottom: 1600, left: 1700, right: 1530 };
export const textWidth = page.width - page.left - page.right;

const heading = (size: number, before: number, after: number) => ({
  run: { font: serif, size, bold: true, color: hex(colors.ink), italics: false },
  paragraph: { spacing: { before, after, line: 264 }, keepNext: true, keepLines: true },
});

const threadBorder = { left: { style: BorderStyle.SINGLE, size: 12, space: 12, color: hex(colors.thread) } };

const paragraphStyle = (
  id: string,
  name: string,
  run: Record<string, unknown>,
  paragraph: Record<string, unknown>,
  next = 'Normal',
) => ({ id, name, basedOn: 'Normal', next, quickFormat: true, run, paragraph });

const quiet = { font: sans, size: 19, color: hex(colors.quiet) };

export const styles: NonNullable<IPropertiesOptions['styles']> = {
  default: {
    document: {
      run: { font: serif, size: 22, color: hex(colors.ink), language: { value: 'sv-SE', bidirectional: 'ar-SA' } },
      paragraph: { spacing: { after: 160, line: 300, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { font: serif, size: 56, bold: true, color: hex(colors.ink) },
      paragraph: { spacing: { before: 600, after: 80, line: 264 } },
    },
    heading1: heading(34, 520, 200),
    heading2: heading(26, 360, 140),
    heading3: heading(23, 300, 120),
    heading4: heading(22, 280, 100),
    caption: {
      run: { font: sans, size: 20, bold: true, italics: false, color: hex(colors.ink) },
      paragraph: { spacing: { before: 280, after: 100, line: 264 }, keepNext: true },
    },
    hyperlink: { run: { color: hex(colors.spruce) } },
    listParagraph: { run: {}, paragraph: { spacing: { after: 80 } } },
  },
  paragraphStyles: [
    paragraphStyle(
      'Subtitle',
      'Subtitle',
      { font: serif, size: 30, color: hex(colors.quiet) },
      { spacing: { after: 240 } },
    ),
    paragraphStyle(
      'Draft',
      'Utkast',
      { font: sans, size: 24, bold: true, color: '8A5A00' },
      { spacing: { after: 60 } },
    ),
    paragraphStyle('Authority', 'Huvudman', { font: serif, size: 24, bold: true }, { spacing: { after: 0 } }),
    paragraphStyle(
      'Fact',
      'Uppgift',
      { font: sans, size: 20 },
      {
        spacing: { after: 60, line: 264 },
        indent: { left: 2000, hanging: 2000 },
        tabStops: [{ type: 'left', position: 2000 }],
      },
    ),
    paragraphStyle(
      'ContentsHeading',
      'Innehållsrubrik',
      { ...quiet, size: 21, bold: true },
      {
        spacing: { before: 360, after: 120 },
        keepNext: true,
      },
    ),
    paragraphStyle(
      'ClaimKind',
      'Påståendets slag',
      { ...quiet, bold: true },
      {
        spacing: { before: 0, after: 0, line: 280 },
        indent: { left: 340 },
        border: threadBorder,
        keepNext: true,
      },
    ),
    paragraphStyle(
      'Claim',
      'Påstående',
      {},
      {
        spacing: { after: 0, line: 300 },
        indent: { left: 340 },
        border: threadBorder,
        keepLines: true,
      },
    ),
    paragraphStyle(
      'ClaimFact',
      'Påståendets uppgift',
      { font: sans, size: 19 },
      {
        spacing: { after: 0, line: 264 },
        indent: { left: 2140, hanging: 1800 },
        tabStops: [{ type: 'left', position: 2140 }],
        border: threadBorder,
      },
    ),
    paragraphStyle(
      'Quotation',
      'Citat',
      {},
      {
        indent: { left: 400 },
        border: { left: { style: BorderStyle.SINGLE, size: 12, space: 12, color: hex(colors.line) } },
      },
    ),
    paragraphStyle(
      'TableText',
      'Tabelltext',
      { font: sans, size: 20 },
      { spacing: { after: 0, line: 252 } },
      'TableText',
    ),
    paragraphStyle(
      'TableSmall',
      'Tabelltext, liten',
      { font: sans, size: 16 },
      { spacing: { after: 0, line: 220 } },
      'TableSmall',
    ),
    paragraphStyle('Origin', 'Källa', quiet, { spacing: { before: 80, after: 280 } }),
    paragraphStyle(
      'Source',
      'Underlag',
      { size: 21 },
      {
        spacing: { after: 110, line: 276 },
        indent: { left: 600, hanging: 600 },
        tabStops: [{ type: 'left', position: 600 }],
      },
    ),
    paragraphStyle(
      'Reference',
      'Referens',
      { size: 21 },
      {
        spacing: { after: 110, line: 276 },
        indent: { left: 500, hanging: 500 },
      },
    ),
    paragraphStyle('Picture', 'Bild', quiet, {}),
    paragraphStyle(
      'Running',
      'Sidhuvud och sidfot',
      { ...quiet, size: 17 },
      {
        spacing: { after: 0 },
        tabStops: [{ type: 'right', position: textWidth }],
      },
    ),
  ],
};

const levels = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: (level: number) => string) =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8].map((level) => ({
    level,
    format,
    text: text(level),
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 500 + level * 400, hanging: 320 } } },
  }));

export const bullets = 'bullets';
export const numbers = 'numbers';

/** Each ordered list counts for itself, from where the draft starts it. */
export const numbering = (starts: readonly number[]): NonNullable<IPropertiesOptions['numbering']> => ({
  config: [
    { reference: bullets, levels: levels(LevelFormat.BULLET, () => '•') },
    ...starts.map((start, index) => ({
      reference: `${numbers}-${index}`,
      levels: levels(LevelFormat.DECIMAL, (level) => `%${level + 1}.`).map((level) => ({ ...level, start })),
    })),
  ],
});
