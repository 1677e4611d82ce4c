import type { CslItem, CslName, Reference } from '@samsyn/domain';
import { isWebAddress } from '../evidence/evidenceFields.ts';

/** Types of CSL that can be written by hand; others come by import and keep theirs. */
export const referenceTypes = ['article-journal', 'book', 'chapter', 'report', 'thesis', 'webpage'] as const;

export type ReferenceFields = {
  type: string;
  title: string;
  /** a line each, "Hattie, John" or the name of an organisation */
  authors: string;
  year: string;
  container: string;
  publisher: string;
  volume: string;
  issue: string;
  pages: string;
  doi: string;
  url: string;
  finding: string;
  contextNote: string;
};

const nameLine = (name: CslName): string =>
  name.family === undefined ? (name.literal ?? '') : [name.family, name.given].filter(Boolean).join(', ');

const readName = (line: string): CslName => {
  const [family, ...given] = line.split(',').map((part) => part.trim());
  return given.length === 0 ? { literal: line.trim() } : { family: family ?? '', given: given.join(', ') };
};

const yearOf = (csl: CslItem | undefined): string =>
  String(csl?.issued?.['date-parts']?.[0]?.[0] ?? csl?.issued?.literal ?? '');

export const fieldsOf = (reference?: Reference): ReferenceFields => {
  const csl = reference?.csl;
  return {
    type: csl?.type ?? 'article-journal',
    title: csl?.title ?? '',
    authors: (csl?.author ?? []).map(nameLine).join('\n'),
    year: yearOf(csl),
    container: csl?.['container-title'] ?? '',
    publisher: csl?.publisher ?? '',
    volume: String(csl?.volume ?? ''),
    issue: String(csl?.issue ?? ''),
    pages: csl?.page ?? '',
    doi: csl?.DOI ?? '',
    url: csl?.URL ?? '',
    finding: reference?.finding ?? '',
    contextNote: reference?.contextNote ?? '',
  };
};

/** @returns which fields cannot be saved as they are. */
export const mistakes = (fields: ReferenceFields) => ({
  title: fields.title.trim() === '',
  year: fields.year.trim() !== '' && !/^\d{4}$/.test(fields.year.trim()),
  url: fields.url.trim() !== '' && !isWebAddress(fields.url),
});

const given = (member: string, value: string): Record<string, string> =>
  value.trim() === '' ? {} : { [member]: value.trim() };

const edited = ['author', 'issued', 'container-title', 'publisher', 'volume', 'issue', 'page', 'DOI', 'URL'];

/** The body of POST and PATCH /api/references. Members of the original that the form does not show are kept. */
export const bodyOf = (fields: ReferenceFields, original?: CslItem) => {
  const authors = fields.authors.split('\n').filter((line) => line.trim() !== '');
  const rest = Object.fromEntries(Object.entries(original ?? {}).filter(([member]) => !edited.includes(member)));
  const year = fields.year.trim();
  // A month and a day that came by import stay as long as the year does.
  const issued =
    original?.issued !== undefined && yearOf(original) === year
      ? { issued: original.issued }
      : year === ''
        ? {}
        : { issued: { 'date-parts': [[Number(year)]] } };
  return {
    csl: {
      ...rest,
      type: fields.type,
      title: fields.title.trim(),
      ...(authors.length === 0 ? {} : { author: authors.map(readName) }),
      ...issued,
      ...given('container-title', fields.container),
      ...given('publisher', fields.publisher),
      ...given('volume', fields.volume),
      ...given('issue', fields.issue),
      ...given('page', fields.pages),
      ...given('DOI', fields.doi),
      ...given('URL', fields.url),
    },
    finding: fields.finding.trim(),
    contextNote: fields.contextNote.trim(),
  };
};
