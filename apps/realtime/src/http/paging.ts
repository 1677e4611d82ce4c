/** Lists in pages: `limit`, `cursor` in, `nextCursor` out. */
import type { List } from '@samsyn/domain';
import { badRequest } from './problems.ts';

/** Without a limit a list in memory comes whole. */
export type PageQuery = { limit?: number | undefined; cursor?: string | undefined };

/** @returns the cursor of a place in a list: opaque to others. */
export const cursorOf = (place: string): string => Buffer.from(place, 'utf8').toString('base64url');

/** @returns the place that the cursor names, null at the beginning. @throws ProblemError 400 */
export const placeOf = (query: PageQuery): string | null => {
  if (query.cursor === undefined) return null;
  const place = Buffer.from(query.cursor, 'base64url').toString('utf8');
  if (cursorOf(place) !== query.cursor) throw badRequest('badQuery');
  return place;
};

/**
 * A page of a list that is in memory, for lists that are short by nature.
 * @throws ProblemError 400 for a cursor that is none of ours
 */
export const paged = <T>(all: readonly T[], query: PageQuery): List<T> => {
  const place = placeOf(query);
  const start = place === null ? 0 : Number(place);
  if (!Number.isInteger(start) || start < 0) throw badRequest('badQuery');
  const end = start + (query.limit ?? Infinity);
  return { items: all.slice(start, end), ...(end < all.length && { nextCursor: cursorOf(String(end)) }) };
};

/**
 * A page of a list that the database holds: `fetch` gets the id after which to begin (null: from the first) and how
 * many rows to read, one more than the page shows.
 */
export const pagedById = async <R extends { _id: string }, T>(
  query: PageQuery & { limit: number },
  fetch: (after: string | null, count: number) => Promise<R[]>,
  present: (rows: R[]) => Promise<T[]> | T[],
): Promise<List<T>> => {
  const after = placeOf(query);
  if (after !== null && !/^[0-9a-f]{24}$/.test(after)) throw badRequest('badQuery');
  const rows = await fetch(after, query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await present(shown),
    ...(rows.length > query.limit && last && { nextCursor: cursorOf(last._id) }),
  };
};
