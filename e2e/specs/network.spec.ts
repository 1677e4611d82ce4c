/** What a poor network must not do to whoever writes. */
import { expect, test } from '@playwright/test';
import { paper, saved } from '../support/note.ts';
import { type Product, startProduct } from '../support/product.ts';
import { blocksOf, close, open, openTwo, patient, shown, write } from '../support/writers.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

test('(9) where sockets are blocked what is written is saved over HTTP, and sockets are found again', async ({
  browser,
}) => {
  const theirs = await open(browser, product, 'forvaltning@example.org');
  const mine = await open(browser, product, 'forskola@example.org', true);
  const { page, wire } = mine;
  await write(mine, 'Skrivet utan socket.');
  await expect.poll(() => blocksOf(mine), patient).toContain('Skrivet utan socket.');
  await expect(saved(page)).toBeVisible(patient);
  await expect(paper(theirs.page)).toContainText('Skrivet utan socket.');

  wire.release();
  // No HTTP any more: what comes now came by socket.
  await page.route('**/api/documents/*/updates*', (route) => route.abort());
  await write(theirs, 'Kollegans svar.');
  await expect(paper(page)).toContainText('Kollegans svar.', patient);
  await page.keyboard.type(' Och med.');
  await expect.poll(() => shown(theirs.page)).toContain('Skrivet utan socket. Och med.');
  await close(mine, theirs);
});

test('(8) a tab that slept with words of its own unsent wakes to both sides’ words', async ({ browser }) => {
  const [mine, theirs] = await openTwo(browser, product);
  await write(mine, 'Före sömnen.');
  await expect(paper(theirs.page)).toContainText('Före sömnen.');
  const { page } = mine;
  mine.wire.cut();
  await page.context().setOffline(true);
  await page.keyboard.type(' Osänt av mig.');
  await expect(page.getByText('Sparas på den här enheten', { exact: true }).first()).toBeVisible(patient);
  await expect(page.locator('[aria-live=polite]')).toContainText('Det du skriver sparas på den här enheten');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });

  await paper(theirs.page).getByText('Före sömnen.').click();
  await theirs.page.keyboard.press('Home');
  await theirs.page.keyboard.type('Kollegan först. ');
  await write(theirs, 'Kollegan sist.');
  await expect.poll(() => blocksOf(theirs)).toContain('Kollegan sist.');
  expect(await blocksOf(theirs)).toContain('Kollegan först. Före sömnen.');

  mine.wire.release();
  await page.context().setOffline(false);
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  for (const { page: one } of [mine, theirs]) {
    await expect.poll(() => shown(one), patient).toContain('Kollegan först. Före sömnen. Osänt av mig.');
    await expect.poll(() => shown(one)).toContain('Kollegan sist.');
  }
  await expect(saved(page)).toBeVisible();
  await expect(page.locator('[aria-live=polite]')).toContainText('Allt är sparat igen.');
  expect(await blocksOf(theirs)).toEqual(
    expect.arrayContaining(['Kollegan först. Före sömnen. Osänt av mig.', 'Kollegan sist.']),
  );
  await close(mine, theirs);
});
