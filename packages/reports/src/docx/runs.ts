/** Runs of text as Word's. */
import { Bookmark, ExternalHyperlink, InternalHyperlink, type ParagraphChild, TextRun } from 'docx';
import { colors, hex } from '../look.ts';
import type { Run } from '../model.ts';
import type { StyledText } from '../references/apa.ts';
import { sans } from './styles.ts';

/** Bookmarks are at most 40 characters of letters, digits and underscores. */
export const bookmarkOf = (anchor: string): string => anchor.replaceAll('-', '_');

/** Hebrew, Arabic and their like: Word sets them by the fonts and direction of complex scripts. */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

const textRun = (run: Extract<Run, { type: 'text' }>, bold: boolean): TextRun =>
  new TextRun({
    text: run.text,
    ...((run.bold || bold) && { bold: true }),
    ...(run.italic && { italics: true }),
    ...(run.underline && { underline: {} }),
    ...(run.strike && { strike: true }),
    ...(run.code && { font: 'Consolas' }),
    ...(run.href !== undefined && { style: 'Hyperlink' }),
    ...(rightToLeft.test(run.text) && !/\p{Script=Latin}/u.test(run.text) && { rightToLeft: true }),
  });

const mention = (run: Extract<Run, { type: 'mention' }>): ParagraphChild => {
  const shown = new TextRun({ text: run.text, font: sans, size: 19, color: hex(colors.spruce) });
  return run.anchor === '' ? shown : new InternalHyperlink({ anchor: bookmarkOf(run.anchor), children: [shown] });
};

export const runChildren = (runs: readonly Run[], bold = false): ParagraphChild[] =>
  runs.map((run) => {
    if (run.type === 'break') return new TextRun({ break: 1 });
    if (run.type === 'mention') return mention(run);
    return run.href === undefined
      ? textRun(run, bold)
      : new ExternalHyperlink({ link: run.href, children: [textRun(run, bold)] });
  });

/** Lines of a text without marks. */
export const plainChildren = (text: string, bold = false): TextRun[] =>
  text
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...(index > 0 && { break: 1 }), ...(bold && { bold }) }));

export const styledChildren = (styled: StyledText): TextRun[] =>
  styled.map((run) => new TextRun({ text: run.text, ...(run.italic && { italics: true }) }));

/** Something that mentions can lead to. */
export const anchored = (anchor: string, children: ParagraphChild[]): ParagraphChild[] =>
  anchor === '' ? children : [new Bookmark({ id: bookmarkOf(anchor), children })];
