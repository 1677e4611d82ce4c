/** The PDF's own fonts, read once: the same pages on every machine. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../fonts/', import.meta.url);
let read: Buffer[] | undefined;

export const fontBlobs = (): Buffer[] =>
  (read ??= readdirSync(folder)
    .filter((name) => name.endsWith('.ttf'))
    .toSorted()
    .map((name) => readFileSync(new URL(name, folder))));
