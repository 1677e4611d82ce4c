/** People of the demo at their browsers, and the same people as programs. */
import { type Browser, expect, type Page } from '@playwright/test';
import { appendToBody, claimsIn, type Claim, docFrom, type DocNode, readBody } from '@samsyn/document';
import type { Product } from './product.ts';

export const password = 'samsyn-demo';

/** A new browser of its own, signed in by the form. */
export const signIn = async (browser: Browser, product: Product, email: string): Promise<Page> => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByLabel('E-post', { exact: true }).fill(email);
  await page.getByLabel('Lösenord', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Året' })).toBeVisible();
  return page;
};

/** GET of the public interface with the browser's own session. */
export const get = async <T>(page: Page, path: string): Promise<T> => {
  const answer = await page.request.get(path);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as T;
};

/** The document as the server has it now. */
export const bodyOf = async (page: Page, documentId: string): Promise<DocNode> => {
  const answer = await page.request.get(`/api/documents/${documentId}/updates`);
  expect(answer.status()).toBe(200);
  const doc = docFrom([await answer.body()]);
  const body = readBody(doc);
  doc.destroy();
  return body;
};

/** Writes blocks at the end of a document, as a program does. */
export const append = async (
  page: Page,
  product: Product,
  documentId: string,
  blocks: readonly DocNode[],
): Promise<void> => {
  const path = `/api/documents/${documentId}/updates`;
  const doc = docFrom([await (await page.request.get(path)).body()]);
  const written: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => written.push(update));
  appendToBody(doc, blocks);
  doc.destroy();
  const headers = { origin: product.url, 'content-type': 'application/octet-stream' };
  for (const update of written) {
    const answer = await page.request.post(path, { headers, data: Buffer.from(update) });
    expect(answer.status()).toBe(204);
  }
};

export const claimsOf = async (page: Page, documentId: string): Promise<Claim[]> =>
  claimsIn(await bodyOf(page, documentId));

/** Puts the caret at the end of the text, as Ctrl+End does; a browser moves it a moment after the key. */
export const goToEnd = async (page: Page): Promise<void> => {
  const paper = page.locator('.ProseMirror');
  await paper.locator(':scope > :last-child').click();
  await page.keyboard.press('Control+End');
  await expect
    .poll(() =>
      paper.evaluate((element) => {
        const selection = getSelection();
        if (!selection || selection.rangeCount === 0) return 'no caret';
        const rest = document.createRange();
        rest.setStart(selection.getRangeAt(0).endContainer, selection.getRangeAt(0).endOffset);
        rest.setEndAfter(element);
        const after = rest.cloneContents();
        // The names beside colleagues' carets are no text.
        for (const caret of after.querySelectorAll('.collaboration-carets__caret')) caret.remove();
        return (after.textContent ?? '').trim();
      }),
    )
    .toBe('');
};
