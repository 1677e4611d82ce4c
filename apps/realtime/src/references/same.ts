/** When two entries are the same work: the same DOI, whatever its case or prefix; else the same title and year. */
import type { CslItem } from '@samsyn/domain';

/** @returns "10.3102/003465430298487", or null without one. */
export const doiOf = (csl: CslItem): string | null => {
  const found = /10\.\d{4,9}\/\S+/.exec((csl.DOI ?? '').trim().toLowerCase());
  return found ? found[0].replace(/[.,;]+$/, '') : null;
};

const yearOf = (csl: CslItem): string => {
  const parts = csl.issued?.['date-parts']?.[0]?.[0];
  return /\d{4}/.exec(String(parts ?? csl.issued?.literal ?? ''))?.[0] ?? '';
};

/** The words of the title and the year, without case, punctuation or markup. */
export const titleKeyOf = (csl: CslItem): string => {
  const words = csl.title
    .normalize('NFKC')
    .replace(/<[^>]*>/g, ' ')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return `${(words ?? []).join(' ')} ${yearOf(csl)}`.trim().slice(0, 500);
};

/** What no two rows may share. */
export const keyOf = (csl: CslItem): string => {
  const doi = doiOf(csl);
  return doi === null ? `title:${titleKeyOf(csl)}` : `doi:${doi}`;
};
