/** The pages' style and fonts: files of our own, with a hash in their names so that they can be kept for a year. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

type Asset = { path: string; contentType: string; bytes: Buffer };

const resolve = createRequire(import.meta.url).resolve;
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 12);
const asset = (name: string, extension: string, contentType: string, bytes: Buffer): Asset => ({
  path: `/arkiv/filer/${name}-${hashOf(bytes)}.${extension}`,
  contentType,
  bytes,
});

const font = (file: string): Asset =>
  asset(
    file.split('/').at(-1) ?? file,
    'woff2',
    'font/woff2',
    readFileSync(resolve(`@fontsource-variable/${file}.woff2`)),
  );

const sans = font('source-sans-3/files/source-sans-3-latin-wght-normal');
const serif = font('source-serif-4/files/source-serif-4-latin-wght-normal');

const face = (family: string, { path }: Asset): string =>
  `@font-face{font-family:'${family}';font-display:swap;font-weight:200 900;src:url('${path}') format('woff2')}\n`;

const css =
  face('Source Sans 3 Variable', sans) +
  face('Source Serif 4 Variable', serif) +
  readFileSync(new URL('style.css', import.meta.url), 'utf8');

export const stylesheet = asset('arkiv', 'css', 'text/css; charset=utf-8', Buffer.from(css));

/** Every file by its path. */
export const assets: ReadonlyMap<string, Asset> = new Map([sans, serif, stylesheet].map((one) => [one.path, one]));
