/** The stylesheet under a name with a hash, and the fonts under names that stay. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fontFiles, pageStyle } from '@samsyn/reports';
import { fontsAt } from './addresses.ts';

const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\n\s*/g, '');

const css = pageStyle(fontsAt) + withoutComments(readFileSync(new URL('./style.css', import.meta.url), 'utf8'));
const hash = createHash('sha256').update(css).digest('hex').slice(0, 12);

export const stylesheet = { path: `/arkiv/stil.${hash}.css`, css };

const packages: Record<(typeof fontFiles)[number]['file'], string> = {
  'source-sans-3.woff2': 'source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  'source-sans-3-ext.woff2': 'source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2',
  'source-serif-4.woff2': 'source-serif-4/files/source-serif-4-latin-opsz-normal.woff2',
  'source-serif-4-ext.woff2': 'source-serif-4/files/source-serif-4-latin-ext-opsz-normal.woff2',
  'source-serif-4-italic.woff2': 'source-serif-4/files/source-serif-4-latin-opsz-italic.woff2',
  'source-serif-4-italic-ext.woff2': 'source-serif-4/files/source-serif-4-latin-ext-opsz-italic.woff2',
};

const read = new Map<string, Buffer>();

/** @returns the font's bytes, or null for a name that is none of ours. */
export const fontBytes = async (name: string): Promise<Buffer | null> => {
  const found = fontFiles.find(({ file }) => file === name);
  if (!found) return null;
  const known = read.get(name);
  if (known) return known;
  const bytes = await readFile(fileURLToPath(import.meta.resolve(`@fontsource-variable/${packages[found.file]}`)));
  read.set(name, bytes);
  return bytes;
};
