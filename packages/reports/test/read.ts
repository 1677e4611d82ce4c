/** Reads the faces back, as their readers do: what a person would find in the file. */
import { strFromU8, unzipSync } from 'fflate';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Letters and digits only: hyphens at line ends, thin spaces and the order of marks are the typesetter's. */
export const squash = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const decode = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos));/gi, (_whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[String(name).toLowerCase()] ?? '';
  });

export const partsOf = (bytes: Uint8Array): Map<string, string> =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));

const textsIn = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, 'g'))].map((match) => decode(match[1] ?? ''));

const numbered = (parts: Map<string, string>, pattern: RegExp): string[] =>
  [...parts]
    .flatMap(([name, xml]) => {
      const number = pattern.exec(name)?.[1];
      return number === undefined ? [] : [{ number: Number(number), xml }];
    })
    .toSorted((one, other) => one.number - other.number)
    .map(({ xml }) => xml);

export const docxText = (bytes: Uint8Array): string => {
  const parts = partsOf(bytes);
  const body = parts.get('word/document.xml') ?? '';
  const paragraphs = body.split('</w:p>').map((xml) => textsIn(xml, 'w:t').join(''));
  const charts = numbered(parts, /^word\/charts\/chart(\d+)\.xml$/).flatMap((xml) => textsIn(xml, 'c:v'));
  return [...paragraphs, ...charts].join('\n');
};

export type ReadSlide = { text: string; notes: string };

export const pptxSlides = (bytes: Uint8Array): ReadSlide[] => {
  const parts = partsOf(bytes);
  const notes = numbered(parts, /^ppt\/notesSlides\/notesSlide(\d+)\.xml$/);
  return numbered(parts, /^ppt\/slides\/slide(\d+)\.xml$/).map((xml, index) => ({
    text: textsIn(xml, 'a:t').join('\n'),
    notes: textsIn(notes[index] ?? '', 'a:t').join('\n'),
  }));
};

export const pptxText = (bytes: Uint8Array): string =>
  pptxSlides(bytes)
    .flatMap(({ text, notes }) => [text, notes])
    .join('\n');

export const openPdf = (bytes: Uint8Array): Promise<PDFDocumentProxy> =>
  getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;

export const pdfPages = async (bytes: Uint8Array): Promise<string[]> => {
  const pdf = await openPdf(bytes);
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return pages;
};

export const htmlText = (bytes: Uint8Array): string =>
  decode(
    strFromU8(bytes)
      .replace(/<style>[\s\S]*?<\/style>/g, '')
      .replace(/<[^>]*>/g, ' '),
  );

const strings = (value: unknown): string[] => {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
};

export const jsonText = (bytes: Uint8Array): string => strings(JSON.parse(strFromU8(bytes))).join('\n');
