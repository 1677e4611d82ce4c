/** Office files are zips with clocks and chance in many places: the same model must give the same bytes. */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** The earliest moment that a zip can hold; every entry gets it. */
const mtime = '1980-01-01T00:00:00';

/** dcterms:created and dcterms:modified (ECMA-376 part 2, core properties). */
const dated = (xml: string, stamp: string): string =>
  xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${stamp.replace(/\.\d+Z$/, 'Z')}`);

/**
 * Names that are drawn by lot or count on through the process's life, and only in attributes and field instructions,
 * where no text of a person stands: relationships, bookmarks of headings, and the numbers of bookmarks.
 */
const drawn = [
  { name: 'rId', pattern: /(?<==")rId[\w-]{20,}(?=")/g },
  { name: '_Toc', pattern: /(?<==")_Toc\d+(?=")|(?<=<w:instrText[^>]*>\s*PAGEREF )_Toc\d+/g },
  { name: '', pattern: /(?<=<w:bookmark(?:Start|End)\b[^>]*\bw:id=")\d+(?=")/g },
  { name: 'shape', pattern: /(?<=<wp:docPr id=")\d+(?=")/g },
];

/** Renames in order of appearance, over all parts alike. */
const renamer = () => {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return (xml: string): string =>
    drawn.reduce(
      (text, { name, pattern }) =>
        text.replace(pattern, (old) => {
          const known = names.get(`${name}:${old}`);
          if (known !== undefined) return known;
          const count = (counts.get(name) ?? 0) + 1;
          counts.set(name, count);
          const fresh = name === 'rId' ? `rIdS${count}` : name === '_Toc' ? `_Toc${count}` : String(count);
          names.set(`${name}:${old}`, fresh);
          return fresh;
        }),
      xml,
    );
};

/** Charts are numbered through the process's life, in the names of parts and where one part names another. */
const partNumber =
  /(?<=(?:chart|Microsoft_Excel_Worksheet))\d+(?=\.(?:xml|xlsx)(?:\.rels)?["<]|\.(?:xml|xlsx)(?:\.rels)?$)/g;

const renumber = (names: readonly string[]): ((text: string) => string) => {
  const numbers = names.flatMap((name) => /charts\/chart(\d+)\.xml$/.exec(name)?.[1] ?? []).map(Number);
  const order = numbers.toSorted((one, other) => one - other);
  return (text) => text.replace(partNumber, (old) => String(order.indexOf(Number(old)) + 1 || old));
};

/** Changes one part of the file, by its name. */
export type Finish = (name: string, xml: string) => string;

const seal = (bytes: Uint8Array, stamp: string, finish: Finish): Uint8Array => {
  const rename = renamer();
  const parts = unzipSync(bytes);
  const numbered = renumber(Object.keys(parts));
  const sealed: Zippable = Object.fromEntries(
    Object.entries(parts)
      .map(([name, content]): [string, Uint8Array] => [numbered(name), content])
      .toSorted(([one], [other]) => order(one) - order(other))
      .map(([name, content]): [string, Uint8Array] => {
        if (name.endsWith('.xlsx')) return [name, seal(content, stamp, finish)];
        if (!/\.(xml|rels)$/.test(name)) return [name, content];
        const raw = strFromU8(content);
        const xml = /\.rels$|^\[Content_Types\]/.test(name) ? numbered(raw) : raw;
        return [name, strToU8(name === 'docProps/core.xml' ? dated(xml, stamp) : finish(name, rename(xml)))];
      }),
  );
  return zipSync(sealed, { level: 6, mtime });
};

/** Readers look for the list of contents first. */
const order = (name: string): number => (name === '[Content_Types].xml' ? 0 : name.startsWith('_rels/') ? 1 : 2);

/** @returns the file with the model's moment in place of the clock's, workbooks of charts included. */
export const sealOffice = (bytes: Uint8Array, stamp: string, finish: Finish = (_name, xml) => xml): Uint8Array =>
  seal(bytes, stamp, finish);
