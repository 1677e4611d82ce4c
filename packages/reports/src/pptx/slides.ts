/** What stands on each kind of slide. Texts are shortened to fit; the notes hold the whole. */
import { shorten } from '../format.ts';
import { colors, hex } from '../look.ts';
import type { ReportModel } from '../model.ts';
import { sv } from '../text/sv.ts';
import { addChart } from './chart.ts';
import type { CellOptions, Presentation, SlideCanvas } from './library.ts';
import { knot, left, sans, serif, width } from './masters.ts';
import type { Slide } from './plan.ts';
import { becauseText, bulletText, eyebrow, fitting, headline, ink, lang, quiet, setTitle } from './text.ts';

export type Deck = { deck: Presentation; model: ReportModel };

const bodyTop = 2.55;

export const titleSlide = ({ model }: Deck, slide: SlideCanvas): void => {
  const words = { x: left, w: width, margin: 0, lang };
  slide.addText(model.input.authority.name, {
    ...words,
    y: 0.6,
    h: 0.4,
    fontFace: serif,
    fontSize: 18,
    bold: true,
    color: ink,
  });
  if (model.isDraft)
    slide.addText(sv.draft, { ...words, y: 1.15, h: 0.45, fontFace: sans, fontSize: 20, bold: true, color: '8A5A00' });
  knot(slide, 3.32, 0.22);
  setTitle(slide, model.title);
  slide.addText(model.subtitle, {
    ...words,
    y: 3.75,
    h: 0.55,
    fontFace: serif,
    fontSize: 24,
    color: quiet,
    valign: 'top',
  });
  const facts = model.facts.filter((fact) => [sv.board, sv.registryNumber, sv.finalised].includes(fact.name));
  slide.addText(
    facts.map((fact) => ({ text: `${fact.name}: ${shorten(fact.value, 90)}`, options: { breakLine: true } })),
    { ...words, y: 5.4, h: 1.3, fontFace: sans, fontSize: 16, color: ink, valign: 'bottom', paraSpaceAfter: 4 },
  );
};

/** Letters as large as the text allows, with what fits of them: lines on the slide, characters in a line. */
const sizeFor = (length: number): { fontSize: number; lines: number; perLine: number } => {
  if (length < 320) return { fontSize: 28, lines: 9, perLine: 60 };
  return length < 700 ? { fontSize: 22, lines: 12, perLine: 75 } : { fontSize: 20, lines: 13.5, perLine: 84 };
};

export const pointsSlide = (slide: SlideCanvas, plan: Extract<Slide, { kind: 'points' }>): void => {
  setTitle(slide, plan.title, 30);
  const size = sizeFor(plan.points.join(' ').length);
  bulletText(slide, fitting(plan.points, size.lines, size.perLine), size.fontSize, 1.9);
};

export const claimSlide = (
  { deck, model }: Deck,
  slide: SlideCanvas,
  plan: Extract<Slide, { kind: 'claim' }>,
): void => {
  const { claim, because, figure } = plan;
  const { text, fontSize } = headline(claim.text);
  eyebrow(slide, claim.area === null ? claim.label : `${claim.label} · ${claim.area}`);
  setTitle(slide, text, fontSize);
  const words = { margin: 0, fontFace: sans, color: ink, valign: 'top' as const, lang };
  const chart = figure?.chart ?? null;
  if (figure && chart) {
    const chartWidth = because.length > 0 ? 7.1 : width;
    slide.addText(shorten(chart.caption.replace(/^[^.]*\. /, ''), 90), {
      ...words,
      x: left,
      y: bodyTop,
      w: chartWidth,
      h: 0.35,
      fontSize: 15,
      bold: true,
    });
    addChart(deck, slide, chart, { x: left - 0.1, y: bodyTop + 0.35, w: chartWidth, h: 3.6 });
    slide.addText(shorten(figure.origin, 150), {
      ...words,
      x: left,
      y: 6.55,
      w: chartWidth,
      h: 0.3,
      fontSize: 12,
      color: quiet,
    });
    if (because.length > 0)
      slide.addText(becauseText(because, 130), {
        ...words,
        x: left + 7.6,
        y: bodyTop,
        w: width - 7.6,
        h: 4.2,
        fontSize: 16,
      });
    return;
  }
  if (because.length > 0)
    slide.addText(becauseText(because, 240), {
      ...words,
      x: left,
      y: bodyTop + 0.2,
      w: width - 1,
      h: 3.6,
      fontSize: 18,
    });
  const sources = model.sources.filter((source) => claim.evidence.includes(source.id)).map((source) => source.title);
  if (sources.length > 0)
    slide.addText(shorten(`${sv.slides.sourcesInNotes}: ${sources.join('; ')}`, 170), {
      ...words,
      x: left,
      y: 6.5,
      w: width,
      h: 0.35,
      fontSize: 12,
      color: quiet,
    });
};

export const actionsSlide = (slide: SlideCanvas, plan: Extract<Slide, { kind: 'actions' }>): void => {
  setTitle(slide, plan.title, 30);
  const most = 6;
  const none = { type: 'none' as const };
  const rules: CellOptions['border'] = [none, none, { type: 'solid', pt: 0.75, color: hex(colors.line) }, none];
  const cell = (text: string, options: CellOptions = {}) => ({
    text,
    options: { fontFace: sans, fontSize: 16, color: ink, valign: 'top' as const, border: rules, ...options },
  });
  const head = (text: string) => cell(text, { bold: true, color: quiet, fontSize: 14 });
  const { columns } = sv.slides;
  slide.addTable(
    [
      [head(columns.action), head(columns.owner), head(columns.due)],
      ...plan.rows
        .slice(0, most)
        .map((row) => [
          cell(shorten(row.text.replace(/\s+/g, ' '), 150)),
          cell(shorten(row.owner, 50)),
          cell(shorten(row.due, 40)),
        ]),
    ],
    {
      x: left,
      y: 1.65,
      w: width,
      colW: [6.1, 2.4, 2.9],
      margin: [0.09, 0.15, 0.09, 0],
    },
  );
  if (plan.rows.length > most)
    slide.addText(sv.slides.more(plan.rows.length - most), {
      x: left,
      y: 6.55,
      w: width,
      h: 0.3,
      margin: 0,
      fontFace: sans,
      fontSize: 13,
      color: quiet,
      lang,
    });
};

export const basisSlide = (slide: SlideCanvas, plan: Extract<Slide, { kind: 'basis' }>): void => {
  setTitle(slide, sv.slides.basis, 30);
  plan.counts.forEach(({ number, words }, index) => {
    const box = { x: left + index * 3.8, w: 3.6, margin: 0, lang };
    slide.addText(String(number), {
      ...box,
      y: 1.8,
      h: 0.9,
      fontFace: serif,
      fontSize: 48,
      bold: true,
      color: hex(colors.spruce),
    });
    slide.addText(words, { ...box, y: 2.7, h: 0.4, fontFace: sans, fontSize: 16, color: ink });
  });
  if (plan.seminars.length > 0) bulletText(slide, fitting(plan.seminars, 7, 90), 18, 3.75);
};

export const decisionSlide = (
  { model }: Deck,
  slide: SlideCanvas,
  plan: Extract<Slide, { kind: 'decision' }>,
): void => {
  setTitle(slide, sv.slides.decision, 30);
  slide.addText(
    plan.points.map((text) => ({
      text,
      options: { bullet: { type: 'number' as const, indent: 26 }, breakLine: true },
    })),
    {
      x: left,
      y: 1.9,
      w: width - 1,
      h: 3.6,
      margin: 0,
      fontFace: serif,
      fontSize: 26,
      color: ink,
      valign: 'top',
      paraSpaceAfter: 16,
      lang,
    },
  );
  const registered = model.facts.find((fact) => fact.name === sv.registryNumber);
  if (registered)
    slide.addText(`${registered.name}: ${shorten(registered.value, 90)}`, {
      x: left,
      y: 6.3,
      w: width,
      h: 0.4,
      margin: 0,
      fontFace: sans,
      fontSize: 15,
      color: quiet,
      lang,
    });
};
