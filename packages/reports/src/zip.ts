/** Office files are zips with the moment of their making in many places: the same model must give the same bytes. */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** The earliest moment that a zip can hold; every entry gets it. */
const mtime = '1980-01-01T00:00:00';

const seal = (bytes: Uint8Array, stamp: string): Uint8Array => {
  const entries = Object.entries(unzipSync(bytes));
  const sealed: Zippable = Object.fromEntries(
    entries.map(([name, content]): [string, Uint8Array] => {
      if (name.endsWith('.xlsx')) return [name, seal(content, stamp)];
      return [name, name === 'docProps/core.xml' ? strToU8(dated(strFromU8(content), stamp)) : content];
    }),
  );
  return zipSync(sealed, { level: 6, mtime });
};

/** dcterms:created and dcterms:modified (ECMA-376 part 2, core properties). */
const dated = (xml: string, stamp: string): string =>
  xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${stamp.replace(/\.\d+Z$/, 'Z')}`);

/** @returns the file with the model's moment in place of the clock's, workbooks of charts included. */
export const sealOffice = (bytes: Uint8Array, stamp: string): Uint8Array => seal(bytes, stamp);
