/** Short words for writing notes and pages by hand; each makes one block or one piece of inline content. */
import type { ClaimKind } from '@samsyn/domain';
import type { DemoBulletList, DemoClaim, DemoHeading, DemoInline, DemoParagraph, DemoTable } from './types.ts';

export const h2 = (text: string): DemoHeading => ({ type: 'heading', level: 2, text });
export const h3 = (text: string): DemoHeading => ({ type: 'heading', level: 3, text });
export const p = (...content: DemoInline[]): DemoParagraph => ({ type: 'paragraph', content });
/** Each item is a line of words, or several pieces of inline content. */
export const list = (...items: (string | DemoInline[])[]): DemoBulletList => ({
  type: 'bulletList',
  items: items.map((item) => (typeof item === 'string' ? [item] : item)),
});
export const table = (header: string[], ...rows: string[][]): DemoTable => ({ type: 'table', header, rows });

export const bold = (text: string): DemoInline => ({ text, bold: true });
export const italic = (text: string): DemoInline => ({ text, italic: true });
/** Citations: of a claim of this or another note, of evidence, of research. */
export const claim = (key: string): DemoInline => ({ cite: `claim:${key}` });
export const evidence = (key: string): DemoInline => ({ cite: `evidence:${key}` });
export const research = (key: string): DemoInline => ({ cite: `reference:${key}` });

/** `area` is a slug, or null for a claim without a priority area. */
type Writer = (key: string, area: string | null, ...content: DemoInline[]) => DemoClaim;
const writer =
  (kind: ClaimKind): Writer =>
  (key, area, ...content) => ({
    type: 'claim',
    key,
    kind,
    ...(area === null ? {} : { priorityArea: area }),
    paragraphs: [content],
  });

export const result = writer('result');
export const cause = writer('cause');
export const conclusion = writer('conclusion');
export const effect = writer('effect');
export const successFactor = writer('successFactor');
export const openQuestion = writer('openQuestion');

/** Who, when (YYYY-MM-DD) and what for; what is left out is a gap that the draft tells. */
type Commitment = { owner?: string; due?: string; expectedEffect?: string };
export const action = (
  key: string,
  area: string | null,
  commitment: Commitment,
  ...content: DemoInline[]
): DemoClaim => ({ ...writer('action')(key, area, ...content), ...commitment });
