/** The presentation: one claim a slide with a native chart, everything else in the speaker's notes. */
import type { ReportModel } from '../model.ts';
import { sv } from '../text/sv.ts';
import { sealOffice } from '../zip.ts';
import { newPresentation, type SlideCanvas } from './library.ts';
import { defineMasters, masters } from './masters.ts';
import { nothingTold, notesFor } from './notes.ts';
import { planSlides, type Slide } from './plan.ts';
import { actionsSlide, basisSlide, claimSlide, type Deck, decisionSlide, pointsSlide, titleSlide } from './slides.ts';

const draw = (deck: Deck, slide: SlideCanvas, plan: Slide): void => {
  switch (plan.kind) {
    case 'title':
      return titleSlide(deck, slide);
    case 'points':
      return pointsSlide(slide, plan);
    case 'claim':
      return claimSlide(deck, slide, plan);
    case 'actions':
      return actionsSlide(slide, plan);
    case 'basis':
      return basisSlide(slide, plan);
    case 'decision':
      return decisionSlide(deck, slide, plan);
  }
};

/** The library writes notes as one run; PowerPoint knows lines only as paragraphs. Also says which language it all is. */
const finishPart = (name: string, xml: string): string => {
  const swedish = xml
    .replaceAll('lang="en-US"', 'lang="sv-SE"')
    .replace('<c:lang val="en-US"/>', '<c:lang val="sv-SE"/>');
  if (!name.startsWith('ppt/notesSlides/')) return swedish;
  return swedish.replace(
    /(<a:r><a:rPr [^>]*\/><a:t>)([^<]*)<\/a:t><\/a:r>(<a:endParaRPr[^>]*\/>)<\/a:p>/,
    (_whole, open: string, text: string, end: string) =>
      `${text
        .split(/\r?\n/)
        .map((line) => (line === '' ? '' : `${open}${line}</a:t></a:r>`))
        .join(`${end}</a:p><a:p>`)}${end}</a:p>`,
  );
};

export const renderPptx = async (model: ReportModel): Promise<Uint8Array> => {
  const pptx = newPresentation();
  pptx.layout = 'LAYOUT_WIDE';
  pptx.title = `${model.title}, ${model.subtitle}`;
  pptx.subject = model.subtitle;
  pptx.author = model.input.authority.name;
  pptx.company = model.input.authority.name;
  pptx.theme = { headFontFace: 'Cambria', bodyFontFace: 'Calibri' };
  const footer = [model.title, model.subtitle, ...(model.isDraft ? [sv.draft] : [])].join(' · ');
  defineMasters(pptx, footer);
  const told = nothingTold();
  const deck = { deck: pptx, model };
  for (const plan of planSlides(model)) {
    const slide = pptx.addSlide({ masterName: plan.kind === 'title' ? masters.first : masters.plain });
    draw(deck, slide, plan);
    slide.addNotes(notesFor(model, plan, told));
  }
  const made = await pptx.write({ outputType: 'uint8array' });
  if (!(made instanceof Uint8Array)) throw new TypeError('The presentation was not written as bytes');
  return sealOffice(made, model.stamp, finishPart);
};
