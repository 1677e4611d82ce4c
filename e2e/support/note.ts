/** A text as people see it and write in it. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Product } from './product.ts';

export const paper = (page: Page): Locator => page.locator('.ProseMirror');
export const saved = (page: Page): Locator => page.getByText('Sparat', { exact: true }).first();
export const tools = (page: Page): Locator => page.getByRole('toolbar').first();

/** Puts the caret at the end of the text, as Ctrl+End does; a browser moves it a moment after the key. */
export const goToEnd = async (page: Page): Promise<void> => {
  await paper(page).locator(':scope > :last-child').click();
  await page.keyboard.press('Control+End');
  await expect
    .poll(() =>
      paper(page).evaluate((element) => {
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

/** A paragraph of its own at the end of the text. */
export const writeLine = async (page: Page, words: string): Promise<void> => {
  await goToEnd(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type(words);
};

/** Makes a claim of the block that the caret is in, by the toolbar. @param kind as the menu says it */
export const makeClaim = async (page: Page, kind: string): Promise<void> => {
  await tools(page).getByRole('button', { name: 'Påstående' }).click();
  const name = new RegExp(`^${kind}`, 'u');
  await page.getByRole('menuitem', { name }).or(page.getByRole('menuitemradio', { name })).click();
};

/** A free note of the preschools, empty, made by whoever is signed in on this page. @returns its document's id */
export const newNote = async (page: Page, product: Product, title: string): Promise<string> => {
  const answer = await page.request.post('/api/documents', {
    headers: { origin: product.url },
    data: { kind: 'note', leadershipGroup: 'forskola', title },
  });
  expect(answer.status()).toBe(201);
  const { id }: { id: string } = await answer.json();
  return id;
};

/** Whether the focus is inside of such an element. */
export const isFocusIn = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((within) => document.activeElement?.closest(within) !== null, selector);
