/** Cuts an imported text into its entries, so that a broken one costs only itself. Lines count from 1. */
export type RawEntry = { line: number; text: string };

const linesBefore = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const cutAt = (text: string, starts: readonly number[]): RawEntry[] =>
  starts.map((start, index) => ({ line: linesBefore(text, start), text: text.slice(start, starts[index + 1]) }));

const startsOf = (text: string, pattern: RegExp): number[] => [...text.matchAll(pattern)].map((match) => match.index);

/** Words that stand before the first entry belong to none: they are told of as one that cannot be read. */
const withStray = (text: string, entries: RawEntry[]): RawEntry[] => {
  const first = entries[0];
  const before = first ? text.slice(0, text.indexOf(first.text)) : text;
  const words = before.search(/\S/);
  return words < 0 ? entries : [{ line: linesBefore(text, words), text: '' }, ...entries];
};

/** BibTeX: text between entries is comment by definition; macros (@string) hold for all entries. */
const cutBibtex = (text: string): RawEntry[] => {
  const all = cutAt(text, startsOf(text, /^[ \t]*@[a-z]+\s*[{(]/gim));
  const macros = all.filter((entry) => /^\s*@string/i.test(entry.text)).map((entry) => entry.text);
  return all
    .filter((entry) => !/^\s*@(string|comment|preamble)/i.test(entry.text))
    .map((entry) => ({ line: entry.line, text: [...macros, entry.text].join('\n') }));
};

const cutRis = (text: string): RawEntry[] => withStray(text, cutAt(text, startsOf(text, /^TY {0,2}- ?/gm)));

/** The objects of a list, or the one object: found by their braces, whatever stands between them. */
const cutJson = (text: string): RawEntry[] => {
  const found: RawEntry[] = [];
  let depth = 0;
  let start = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inText) {
      if (character === '\\') at += 1;
      else if (character === '"' || character === '\n') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (character === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ line: linesBefore(text, start), text: text.slice(start, at + 1) });
    }
  }
  if (depth > 0) found.push({ line: linesBefore(text, start), text: text.slice(start) });
  return found;
};

export type ImportFormat = 'bibtex' | 'ris' | 'csl-json';

const cutters: Record<ImportFormat, (text: string) => RawEntry[]> = {
  bibtex: cutBibtex,
  ris: cutRis,
  'csl-json': cutJson,
};

/** @returns the entries in their order; none when the text holds none. */
export const cutEntries = (format: ImportFormat, text: string): RawEntry[] =>
  cutters[format](text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
