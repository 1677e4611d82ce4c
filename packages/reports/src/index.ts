export { buildReport } from './build/buildReport.ts';
export {
  type Face,
  type FaceName,
  faceNames,
  faceTypes,
  fileNameOf,
  renderDocx,
  renderFace,
  renderPdf,
  renderPptx,
} from './faces.ts';
export { formatDay, formatNumber, formatYears } from './format.ts';
export { pageBody, type PageBody } from './html/pageBody.ts';
export { type HtmlOptions, renderHtml } from './html/renderHtml.ts';
export { fontFiles, pageStyle } from './html/style.ts';
export type * from './input.ts';
export { renderJson } from './json/renderJson.ts';
export type { ReportModel } from './model.ts';
export { formatReference, referenceLabel } from './references/apa.ts';
