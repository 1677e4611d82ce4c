/** The five faces of a report: what they are called and what they are. */
import { formatYears } from './format.ts';
import type { ReportModel } from './model.ts';
import { renderHtml, type HtmlOptions } from './html/renderHtml.ts';
import { renderJson } from './json/renderJson.ts';
import { planSlides } from './pptx/plan.ts';
import { sv } from './text/sv.ts';

export const faceNames = ['report.docx', 'report.pdf', 'report.html', 'report.json', 'presentation.pptx'] as const;
export type FaceName = (typeof faceNames)[number];

export const faceTypes: Readonly<Record<FaceName, string>> = {
  'report.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'report.pdf': 'application/pdf',
  'report.html': 'text/html; charset=utf-8',
  'report.json': 'application/json; charset=utf-8',
  'presentation.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** @returns the name that a downloaded file gets, in Swedish: "Verksamhetsanalys 2 2018–2019 rapport.pdf". */
export const fileNameOf = (
  analysis: { number: number; schoolYear: string; isDraft: boolean },
  face: FaceName,
): string => {
  const kind = face === 'presentation.pptx' ? sv.files.presentation : sv.files.report;
  const draft = analysis.isDraft ? ` ${sv.draft.toLowerCase()}` : '';
  const ending = face.slice(face.lastIndexOf('.'));
  return `${sv.title(analysis.number)} ${formatYears(analysis.schoolYear)} ${kind}${draft}${ending}`;
};

// Each maker is a large library: it is loaded when its face is first asked for.
export const renderDocx = async (model: ReportModel): Promise<Uint8Array> =>
  (await import('./docx/renderDocx.ts')).renderDocx(model);
export const renderPdf = async (model: ReportModel): Promise<Uint8Array> =>
  (await import('./pdf/renderPdf.ts')).renderPdf(model);
export const renderPptx = async (model: ReportModel): Promise<Uint8Array> =>
  (await import('./pptx/renderPptx.ts')).renderPptx(model);

/** A finished face; `parts` are the pages of a PDF and the slides of a presentation, null where that is the reader's. */
export type Face = { bytes: Uint8Array; parts: number | null };

export const renderFace = async (face: FaceName, model: ReportModel, html: HtmlOptions = {}): Promise<Face> => {
  switch (face) {
    case 'report.docx':
      return { bytes: await renderDocx(model), parts: null };
    case 'report.pdf': {
      const { typesetPdf } = await import('./pdf/renderPdf.ts');
      const { bytes, pages } = await typesetPdf(model);
      return { bytes, parts: pages };
    }
    case 'report.html':
      return { bytes: renderHtml(model, html), parts: null };
    case 'report.json':
      return { bytes: renderJson(model), parts: null };
    case 'presentation.pptx':
      return { bytes: await renderPptx(model), parts: planSlides(model).length };
  }
};
