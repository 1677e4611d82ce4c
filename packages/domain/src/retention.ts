/** Retention (gallring): how long the working history of a document is kept beside the document itself. */
import type { DocumentKind } from './vocabulary.ts';

/** Months for each kind of document; 0 keeps it for good. */
export type HistoryMonths = Record<DocumentKind, number>;

/**
 * Until the authority has decided otherwise (assumed). Notes are working material of their year and the next; analyses,
 * plans and handbooks are followed up over the years.
 */
export const defaultHistoryMonths: HistoryMonths = { note: 24, analysis: 60, plan: 60, handbook: 60 };

/** The longest that can be asked for: a century. */
export const mostHistoryMonths = 1200;

/** @returns the time before which history of this kind is no longer kept, or null when all of it is. */
export const keptSince = (months: HistoryMonths, kind: DocumentKind, now: Date): Date | null => {
  if (months[kind] === 0) return null;
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - months[kind]);
  return since;
};
