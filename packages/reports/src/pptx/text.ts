/** Text on slides: sized and shortened so that it stays where it is put. Inches. */
import { shorten } from '../format.ts';
import { colors, hex } from '../look.ts';
import type { ClaimEntry } from '../model.ts';
import { sv } from '../text/sv.ts';
import type { SlideCanvas } from './library.ts';
import { knot, left, sans, width } from './masters.ts';

export const lang = 'sv-SE';
export const quiet = hex(colors.quiet);
export const ink = hex(colors.ink);

/** A headline of at most three lines: smaller when it is longer. */
export const headline = (text: string): { text: string; fontSize: number } => {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= 110) return { text: plain, fontSize: 30 };
  if (plain.length <= 180) return { text: plain, fontSize: 26 };
  return { text: shorten(plain, 230), fontSize: 22 };
};

export const setTitle = (slide: SlideCanvas, text: string, fontSize?: number): void => {
  if (fontSize !== undefined) knot(slide, 0.88 + fontSize / 115);
  slide.addText(text, { placeholder: 'title', lang, ...(fontSize !== undefined && { fontSize }) });
};

export const eyebrow = (slide: SlideCanvas, text: string): void => {
  slide.addText(shorten(text, 110), {
    x: left,
    y: 0.45,
    w: width,
    h: 0.34,
    margin: 0,
    fontFace: sans,
    fontSize: 15,
    bold: true,
    color: quiet,
    lang,
  });
};

/** Shows as much of the list as fits; says how many more the notes hold. */
export const fitting = (points: readonly string[], room: number, perLine: number): string[] => {
  const shown: string[] = [];
  let lines = 0;
  for (const point of points) {
    const text = shorten(point.replace(/\s+/g, ' ').trim(), perLine * 3);
    const needs = Math.ceil(text.length / perLine) + 0.4;
    if (lines + needs > room && shown.length > 0) break;
    lines += needs;
    shown.push(text);
  }
  const rest = points.length - shown.length;
  return rest > 0 ? [...shown, sv.slides.more(rest)] : shown;
};

export const bulletText = (slide: SlideCanvas, points: readonly string[], fontSize: number, top: number): void => {
  slide.addText(
    points.map((text) => ({ text, options: { bullet: { indent: 18 }, breakLine: true } })),
    {
      x: left,
      y: top,
      w: width - 0.6,
      h: 6.75 - top,
      margin: 0,
      fontFace: sans,
      fontSize,
      color: ink,
      valign: 'top',
      paraSpaceAfter: 10,
      lang,
    },
  );
};

export const becauseText = (because: readonly ClaimEntry[], max: number) =>
  because.flatMap((claim) => [
    { text: claim.label, options: { bold: true, color: quiet, fontSize: 14, breakLine: true } },
    { text: shorten(claim.text.replace(/\s+/g, ' '), max), options: { breakLine: true, paraSpaceAfter: 10 } },
  ]);
