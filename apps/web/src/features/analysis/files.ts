/** The five files of an analysis. */
export const fileNames = ['report.docx', 'report.pdf', 'presentation.pptx', 'report.html', 'report.json'] as const;
export type FileName = (typeof fileNames)[number];

/** Shown in a window of their own; the others are saved. */
export const isShown = (name: FileName): boolean => name === 'report.html' || name === 'report.pdf';

/** @param version a finalised version; without one the text as it is now */
export const fileHref = (analysisId: string, name: FileName, version?: number): string =>
  `/api/analyses/${analysisId}/${name}${version === undefined ? '' : `?version=${version}`}`;
