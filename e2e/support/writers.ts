/** Colleagues who write in the preschools' note of the demo, each in a browser of their own whose network can be cut. */
import { type Browser, expect, type Page } from '@playwright/test';
import { childrenOf, textOf } from '@samsyn/document';
import { paper, saved, writeLine } from './note.ts';
import { bodyOf, seminarOf, signIn } from './people.ts';
import type { Product } from './product.ts';
import { type Wire, wireOf } from './wire.ts';

export type Writer = { page: Page; wire: Wire; documentId: string };

/** A school network may take its time; a condition is waited for so long. In milliseconds. */
export const patient = { timeout: 30_000 };

/** The text that a page shows; the names beside colleagues' carets are none of it. */
export const shown = (page: Page): Promise<string> =>
  paper(page).evaluate((element) => {
    const copy = element.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return '';
    for (const caret of copy.querySelectorAll('.collaboration-carets__caret')) caret.remove();
    return copy.textContent;
  });

/** @param isCut whether sockets are blocked from the first on */
export const open = async (browser: Browser, product: Product, email: string, isCut = false): Promise<Writer> => {
  const page = await signIn(browser, product, email);
  const wire = await wireOf(page);
  if (isCut) wire.cut();
  const { id, documentId } = await seminarOf(page, 'forskola');
  await page.goto(`/seminarier/${id}`);
  await expect(saved(page)).toBeVisible(patient);
  return { page, wire, documentId };
};
export const openTwo = (browser: Browser, product: Product): Promise<[Writer, Writer]> =>
  Promise.all([open(browser, product, 'forskola@example.org'), open(browser, product, 'forvaltning@example.org')]);

export const close = async (...writers: Writer[]): Promise<void> => {
  for (const { page } of writers) await page.context().close();
};

export const write = ({ page }: Writer, line: string): Promise<void> => writeLine(page, line);

/** The note's blocks as the server has them. */
export const blocksOf = async ({ page, documentId }: Writer): Promise<string[]> =>
  childrenOf(await bodyOf(page, documentId)).map(textOf);
