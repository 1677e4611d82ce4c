/** Searching in rows that hold their own words. */
const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const maxWords = 8;

/** What a row keeps to be found by: everything a person reads in it, in lower case. */
export const searchWords = (...parts: (string | null | undefined)[]): string =>
  parts.filter(Boolean).join('\n').toLocaleLowerCase('sv').slice(0, 20_000);

export const wordsOf = (query: string): string[] =>
  query.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean).slice(0, maxWords);

/** @returns a filter on `words`: every word of the query must stand there, in any order, whole or in part. */
export const wordsFilter = (query: string | undefined): { $and?: { words: { $regex: string } }[] } => {
  const words = wordsOf(query ?? '');
  return words.length === 0 ? {} : { $and: words.map((word) => ({ words: { $regex: escape(word) } })) };
};

/** Whether every word of the query stands in the text. */
export const holdsWords = (text: string, query: string): boolean => {
  const lower = text.toLocaleLowerCase('sv');
  return wordsOf(query).every((word) => lower.includes(word));
};

/** @returns about 160 characters around the first word that was found. */
export const excerptOf = (text: string, query: string): string => {
  const flat = text.replace(/\s+/g, ' ').trim();
  const lower = flat.toLocaleLowerCase('sv');
  const at = Math.max(
    0,
    Math.min(
      ...wordsOf(query)
        .map((word) => lower.indexOf(word))
        .filter((found) => found >= 0),
      flat.length,
    ),
  );
  const start = at === flat.length || at < 60 ? 0 : flat.lastIndexOf(' ', at - 50) + 1;
  const end = start + 160 >= flat.length ? flat.length : flat.lastIndexOf(' ', start + 160);
  return `${start > 0 ? '… ' : ''}${flat.slice(start, end)}${end < flat.length ? ' …' : ''}`;
};
