import type { AreaRef } from '@samsyn/domain';

/** "Systematiskt kvalitetsarbete" → "systematiskt-kvalitetsarbete": lower case letters a-z, digits and single dashes. */
export const slugOf = (name: string): string =>
  name
    .trim()
    .toLocaleLowerCase('sv')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

/** One area a line. An area that was there before keeps its slug, so that its thread goes on; equal lines count once. */
export const areasFromLines = (lines: string, known: readonly AreaRef[]): AreaRef[] => {
  const areas = new Map<string, AreaRef>();
  for (const line of lines.split('\n')) {
    const name = line.trim();
    const slug = known.find((area) => area.name.toLowerCase() === name.toLowerCase())?.slug ?? slugOf(name);
    if (slug !== '' && !areas.has(slug)) areas.set(slug, { slug, name });
  }
  return [...areas.values()];
};

/** "2018-2019" → "2019-2020" */
export const nextLabel = (label: string | undefined, today: Date): string => {
  const start = label === undefined ? today.getFullYear() : Number(label.slice(5));
  return `${start}-${start + 1}`;
};

export const isYearLabel = (label: string): boolean =>
  /^\d{4}-\d{4}$/.test(label) && Number(label.slice(5)) === Number(label.slice(0, 4)) + 1;
