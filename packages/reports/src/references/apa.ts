/// <reference path="./citation-js.d.ts" />
/** References in APA 7, in Swedish. The style is the CSL project's, through citation-js; the Swedish words are our own. */
import { citationTools } from './citation-tools.ts';
import type { CslItem, CslName } from '@samsyn/domain';

/** A reference as it is printed: APA sets titles of journals and books in italics. */
export type StyledText = { text: string; italic?: true }[];
export type FormattedReference = {
  id: string;
  /** "Hattie & Timperley 2007", "Skolverket u.å."; with a letter where two would be alike in the list */
  label: string;
  entry: StyledText;
};

const nameOf = (name: CslName): string => name.family ?? name.literal ?? name.given ?? '';

const yearOf = (csl: CslItem): string => {
  const year = csl.issued?.['date-parts']?.[0]?.[0];
  return year === undefined || year === '' ? (csl.issued?.literal ?? 'u.å.') : String(year);
};

const creatorOf = (csl: CslItem): string => {
  const names = (Array.isArray(csl.author) ? csl.author : []).map(nameOf).filter(Boolean);
  const [first, second] = names;
  if (first === undefined) return csl.title.length > 60 ? `${csl.title.slice(0, 57).trimEnd()}…` : csl.title;
  if (second === undefined) return first;
  return names.length === 2 ? `${first} & ${second}` : `${first} m.fl.`;
};

/** @returns "Hattie & Timperley 2007"; three authors or more are "Bus m.fl. 1995"; without an author the title stands. */
export const referenceLabel = (csl: CslItem): string => `${creatorOf(csl)} ${yearOf(csl)}`;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };
const decode = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return (name !== undefined ? entities[name] : undefined) ?? whole;
  });

/** The style engine writes HTML in which the items' own angle brackets are escaped: only its own tags are tags. */
const styledFrom = (html: string): StyledText => {
  const runs: StyledText = [];
  let italic = false;
  for (const part of html.trim().split(/(<[^>]*>)/)) {
    if (part.startsWith('<')) {
      if (/^<\/?(i|em)>$/.test(part)) italic = !part.startsWith('</');
    } else if (part !== '') {
      const text = decode(part);
      const last = runs.at(-1);
      if (last && (last.italic ?? false) === italic) last.text += text;
      else runs.push({ text, ...(italic && { italic: true as const }) });
    }
  }
  return runs;
};

export const plainText = (styled: StyledText): string => styled.map((run) => run.text).join('');

/** What is said of a reference that the style cannot set: nothing of it may be lost. */
const plainEntry = (csl: CslItem): StyledText => {
  const names = (Array.isArray(csl.author) ? csl.author : []).map((name) =>
    name.family && name.given ? `${name.family}, ${name.given}` : nameOf(name),
  );
  const where = [csl['container-title'], csl.volume, csl.issue, csl.page, csl.publisher, csl.DOI, csl.URL]
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join(', ');
  const head = names.length > 0 ? `${names.join('; ')} (${yearOf(csl)}). ` : `(${yearOf(csl)}). `;
  return [{ text: head }, { text: csl.title, italic: true }, { text: where ? `. ${where}` : '.' }];
};

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const holdsTitle = (entry: StyledText, csl: CslItem): boolean => {
  const printed = new Set(words(plainText(entry)));
  return words(csl.title).every((word) => printed.has(word));
};

type Item = { id: string; csl: CslItem };

/** The fields that the style reads; whatever else an entry carries is kept in the store but not given to the engine. */
const fields = new Set(
  `type title author editor translator director issued accessed container-title container-title-short collection-title
  publisher publisher-place volume issue page edition number genre medium note URL DOI ISBN ISSN event event-title
  event-place original-date version status archive number-of-pages number-of-volumes`
    .split(/\s+/)
    .filter(Boolean),
);
const readable = ({ id, csl }: Item): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(csl).filter(([name]) => fields.has(name))),
  // The engine cuts page ranges and cases titles by their language; Swedish and English titles stand as written.
  id,
});

const format = (items: readonly Item[]): Map<string, StyledText> =>
  new Map(
    citationTools()
      .output.format('bibliography', items.map(readable), {
        template: 'apa',
        lang: 'sv-SE',
        format: 'html',
        asEntryArray: true,
      })
      .map(([id, html]) => [id, styledFrom(html)]),
  );

/** One entry that the engine cannot read must not cost the list: then each is tried by itself. */
const formatEach = (items: readonly Item[]): Map<string, StyledText> => {
  try {
    return format(items);
  } catch {
    const entries = new Map<string, StyledText>();
    for (const item of items) {
      try {
        for (const [id, entry] of format([item])) entries.set(id, entry);
      } catch {
        entries.set(item.id, plainEntry(item.csl));
      }
    }
    return entries;
  }
};

const labelIn = (entry: StyledText, csl: CslItem): string => {
  const year = yearOf(csl);
  const letter = /^\d{4}$/.test(year) ? new RegExp(`\\(${year}([a-z])\\b`).exec(plainText(entry))?.[1] : undefined;
  return referenceLabel(csl) + (letter ?? '');
};

/** @returns the references as a list in APA's order, each with what stands for it in running text. */
export const formatReferences = (items: readonly Item[]): FormattedReference[] => {
  const byId = new Map(items.map((item) => [item.id, item]));
  if (byId.size === 0) return [];
  const entries = formatEach([...byId.values()]);
  const listed = [...entries.keys()].flatMap((id) => byId.get(id) ?? []);
  const rest = [...byId.values()].filter((item) => !entries.has(item.id));
  return [...listed, ...rest].map(({ id, csl }) => {
    const set = entries.get(id);
    const entry = set && holdsTitle(set, csl) ? set : plainEntry(csl);
    return { id, label: labelIn(entry, csl), entry };
  });
};

/** One reference by itself. @returns its label ("Hattie & Timperley 2007") and the whole in APA as plain text. */
export const formatReference = (csl: CslItem): { label: string; citation: string } => {
  const [formatted] = formatReferences([{ id: 'one', csl }]);
  return { label: referenceLabel(csl), citation: formatted ? plainText(formatted.entry) : csl.title };
};
