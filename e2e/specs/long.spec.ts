/** A note of many pages is drawn in groups of blocks: it is written in like any other. */
import { expect, test } from '@playwright/test';
import { childrenOf, paragraph, textOf } from '@samsyn/document';
import { append, bodyOf, seminarOf, signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

test('a note of many pages is written in across the borders of what is drawn together', async ({ browser }) => {
  const page = await signIn(browser, product, 'grundskola@example.org');
  const { id, documentId } = await seminarOf(page, 'grundskola');
  const lines = Array.from({ length: 200 }, (_, index) => paragraph(`Rad ${index + 1}.`, { id: `rad-${index + 1}` }));
  await append(page, product, documentId, lines);
  const rows = async (): Promise<string[]> =>
    childrenOf(await bodyOf(page, documentId))
      .map(textOf)
      .filter((words) => /^Rad|^Ny/u.test(words));

  await page.goto(`/seminarier/${id}`);
  const groups = page.locator('.ProseMirror > .blocks');
  await expect(groups.first()).toBeVisible();
  expect(await groups.count()).toBeGreaterThan(10);

  // the first line of a group, and the last of the one before it
  const border = groups.nth((await groups.count()) - 4);
  const first = await border.locator(':scope > p').first().textContent();
  const number = Number(/\d+/u.exec(first ?? '')?.[0]);
  await border.locator(':scope > p').first().click();
  await page.keyboard.press('Home');
  await page.keyboard.type('Ny början. ');
  await page.keyboard.press('Home');
  await page.keyboard.press('Backspace');
  await expect.poll(rows).toContain(`Rad ${number - 1}.Ny början. Rad ${number}.`);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Ny rad. ');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.type(' Slut.');
  const expected = Array.from({ length: 200 }, (_, index) => {
    if (index + 2 === number) return `Rad ${number - 1}. Slut.`;
    return index + 1 === number ? `Ny rad. Ny början. Rad ${number}.` : `Rad ${index + 1}.`;
  });
  await expect.poll(rows).toEqual(expected);
  await expect
    .poll(() => page.locator('.ProseMirror p').allTextContents())
    .toEqual(expect.arrayContaining(expected.slice(number - 10, number + 10)));
  await page.context().close();
});
