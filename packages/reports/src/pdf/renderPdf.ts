/** The report as a tagged PDF by Typst, which is loaded when the first PDF is asked for: it is a large binary. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReportModel } from '../model.ts';
import { typesetData } from './data.ts';
import { fontBlobs } from './fonts.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

export type PdfResult = {
  bytes: Uint8Array;
  pages: number;
  /** null when a character has no glyph in any font: PDF/UA-1 does not allow that, the text is still there */
  standard: 'ua-1' | null;
};

const loadCompiler = async () => {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  return NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: fontBlobs() }] });
};
let loading: ReturnType<typeof loadCompiler> | undefined;

/** @throws Error when the typesetting fails, with what the typesetter says. */
export const typesetPdf = async (model: ReportModel): Promise<PdfResult> => {
  const compiler = await (loading ??= loadCompiler());
  const data = `${folder}report.json`;
  compiler.mapShadow(data, Buffer.from(JSON.stringify(typesetData(model))));
  try {
    const compiled = compiler.compile({ mainFileContent: readFileSync(`${folder}report.typ`, 'utf8') });
    const document = compiled.result;
    if (!document) throw new Error(`The report could not be typeset: ${problemsOf(compiled.takeError())}`);
    const pages = document.numOfPages;
    try {
      return { bytes: compiler.pdf(document, { pdfStandard: 'ua-1' }), pages, standard: 'ua-1' };
    } catch {
      return { bytes: compiler.pdf(document, {}), pages, standard: null };
    }
  } finally {
    compiler.unmapShadow(data);
    compiler.evictCache(2);
  }
};

const problemsOf = (error: { shortDiagnostics: unknown[] } | null): string =>
  JSON.stringify(error?.shortDiagnostics ?? []).slice(0, 2000);

export const renderPdf = async (model: ReportModel): Promise<Uint8Array> => (await typesetPdf(model)).bytes;
