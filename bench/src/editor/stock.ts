/** The stock page, built once and handed to the browser under the product's own address: same session, same sockets. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { build } from 'vite';

const under = '/stock-page/';
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export type Stock = { page: string; dispose: () => Promise<void> };

/** @returns the address of a document in the stock page, for pages of this context. */
export const serveStock = async (context: BrowserContext, url: string, documentId: string): Promise<Stock> => {
  const outDir = await mkdtemp(join(tmpdir(), 'samsyn-stock-'));
  await build({
    root: join(import.meta.dirname, 'stock'),
    base: under,
    logLevel: 'error',
    resolve: { dedupe: ['yjs', '@tiptap/pm', '@tiptap/core'] },
    build: { outDir, emptyOutDir: true },
  });
  // the browser does not know where such a page comes from, and asks before it lets it speak to this machine
  await context.grantPermissions(['local-network-access'], { origin: url });
  await context.route(`${url}${under}**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice(under.length) || 'index.html';
    const body = await readFile(join(outDir, path));
    await route.fulfill({ body, contentType: types[extname(path)] ?? 'application/octet-stream' });
  });
  return {
    page: `${url}${under}?document=${documentId}`,
    dispose: () => rm(outDir, { recursive: true, force: true }),
  };
};
