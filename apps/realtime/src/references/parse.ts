/** One imported entry as CSL-JSON. */
import type { Catalogue } from '../text/sv.ts';
import type { CslItem } from '@samsyn/domain';
import { cslItem } from '@samsyn/domain/schemas';
import { refuseKeys } from '../http/validate.ts';
import type { ImportFormat } from './entries.ts';

type Why = keyof Catalogue['imports'];
export type Parsed = { ok: true; csl: CslItem } | { ok: false; why: Why };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The readers are loaded with the first import: nobody else pays for them. */
const loadReaders = async () => {
  const { plugins } = await import('@citation-js/core');
  await import('@citation-js/plugin-bibtex');
  await import('@citation-js/plugin-ris');
  return plugins.input;
};

const read = async (format: ImportFormat, text: string): Promise<unknown> => {
  if (format === 'csl-json') return JSON.parse(text);
  const readers = await loadReaders();
  const items = readers.chain(text, {
    forceType: format === 'bibtex' ? '@bibtex/text' : '@ris/file',
    generateGraph: false,
  });
  return items.length === 1 ? items[0] : null;
};

/** Members of the reader's own, and dates that it could not take apart. */
const tidy = (item: Record<string, unknown>): Record<string, unknown> => {
  const kept = Object.fromEntries(
    Object.entries(item).filter(
      ([name, value]) => !name.startsWith('_') && name !== 'id' && value !== null && value !== '',
    ),
  );
  const { issued } = kept;
  if (isRecord(issued) && issued['date-parts'] === undefined && typeof issued['raw'] === 'string') {
    const year = /\b(?:1[4-9]|20)\d\d\b/.exec(issued['raw'])?.[0];
    return { ...kept, issued: year === undefined ? { literal: issued['raw'] } : { 'date-parts': [[Number(year)]] } };
  }
  return kept;
};

/** @returns the entry, or why it cannot be taken. */
export const parseEntry = async (format: ImportFormat, text: string): Promise<Parsed> => {
  try {
    const item = await read(format, text);
    if (!isRecord(item)) return { ok: false, why: 'unreadable' };
    refuseKeys(item);
    const tidied = tidy(item);
    if (typeof tidied['title'] !== 'string' || tidied['title'].trim() === '') return { ok: false, why: 'noTitle' };
    const result = cslItem.safeParse({ type: 'document', ...tidied });
    return result.success ? { ok: true, csl: result.data as CslItem } : { ok: false, why: 'notAllowed' };
  } catch {
    return { ok: false, why: 'unreadable' };
  }
};
