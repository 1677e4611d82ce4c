/** What was written and has not reached the server when the page is left, is ended, or may not write any more. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { childrenOf, paragraph, textOf } from '@samsyn/document';
import { goToEnd, newNote, paper } from '../support/note.ts';
import { append, bodyOf, fillInForm, password, reloadWhenAsked, seminarOf, signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';
import { type Wire, wireOf } from '../support/wire.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

const email = 'forskola@example.org';
const word = (page: Page, words: string) => page.getByText(words, { exact: true }).first();
const blocksOf = async (page: Page, id: string): Promise<string[]> =>
  childrenOf(await bodyOf(page, id))
    .map(textOf)
    .filter((words) => words !== '');

/** A free note with these paragraphs, open in a browser of its own, all of it saved. */
const openNote = async (browser: Browser, ...lines: string[]): Promise<{ page: Page; wire: Wire; id: string }> => {
  const page = await signIn(browser, product, email);
  const wire = await wireOf(page);
  const id = await newNote(page, product, 'Osänt');
  await page.goto(`/dokument/${id}`);
  await paper(page).click();
  await page.keyboard.type(lines.join('\n'));
  await expect.poll(() => blocksOf(page, id)).toEqual(lines);
  return { page, wire, id };
};
const goOffline = async ({ page, wire }: { page: Page; wire: Wire }): Promise<void> => {
  wire.cut();
  await page.context().setOffline(true);
};
/** A note that says "Ett.", and words behind it that cannot be sent. */
const writeOffline = async (browser: Browser, words: string): Promise<{ page: Page; wire: Wire; id: string }> => {
  const note = await openNote(browser, 'Ett.');
  await goToEnd(note.page);
  await goOffline(note);
  await note.page.keyboard.type(words);
  return note;
};
const goOnline = async ({ page, wire }: { page: Page; wire: Wire }): Promise<void> => {
  wire.release();
  await page.context().setOffline(false);
};
const leave = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Året' }).first().click();
  await page.waitForURL((url) => url.pathname === '/');
};

test('(9) who leaves right after the last word, where sockets are blocked, has sent it', async ({ browser }) => {
  const { page, wire, id } = await openNote(browser, 'Ett.');
  wire.cut();
  await expect(page.getByText('Nätet här stoppar direktkontakten.')).toBeVisible({ timeout: 15_000 });
  await goToEnd(page);
  await page.keyboard.type(' Sista ordet.');
  await expect(word(page, 'Sparat')).toBeVisible();
  await leave(page);
  await expect.poll(() => blocksOf(page, id)).toEqual(['Ett. Sista ordet.']);
  await page.context().close();
});

test('what was written without a network comes by itself when the text is opened again, whatever others did meanwhile', async ({
  browser,
}) => {
  const mine = await openNote(browser, 'Kollegans stycke.', 'Mitt stycke.');
  const { page, id } = mine;
  const colleague = await signIn(browser, product, 'forvaltning@example.org');
  await colleague.goto(`/dokument/${id}`);
  await goToEnd(page);
  await goOffline(mine);
  await page.keyboard.type(' Strax före jag går.');
  await leave(page);
  await paper(colleague).getByText('Kollegans stycke.').click();
  await colleague.keyboard.press('End');
  await colleague.keyboard.type(' Ändrat.');
  await expect.poll(() => blocksOf(colleague, id)).toEqual(['Kollegans stycke. Ändrat.', 'Mitt stycke.']);
  await goOnline(mine);
  await page.goBack();
  await expect
    .poll(() => blocksOf(colleague, id), { timeout: 20_000 })
    .toEqual(['Kollegans stycke. Ändrat.', 'Mitt stycke. Strax före jag går.']);
  await expect(paper(page)).toContainText('Strax före jag går.');
  await expect(page.locator('blockquote')).toHaveCount(0);

  // As a phone ends a page that is not looked at: nobody is asked.
  await goToEnd(page);
  await goOffline(mine);
  await page.keyboard.type(' Fliken försvann.');
  await expect(word(page, 'Sparas på den här enheten')).toBeVisible();
  await page.close({ runBeforeUnload: false });
  const again = await colleague.context().newPage();
  await again.goto(`/dokument/${id}`);
  await expect(word(again, 'Sparat')).toBeVisible();
  expect(await blocksOf(again, id)).not.toContainEqual(expect.stringContaining('Fliken försvann.'));
  await page.context().setOffline(false);
  const back = await page.context().newPage();
  await back.goto(`/dokument/${id}`);
  await expect
    .poll(() => blocksOf(back, id), { timeout: 20_000 })
    .toEqual(['Kollegans stycke. Ändrat.', 'Mitt stycke. Strax före jag går. Fliken försvann.']);
  await expect(back.locator('blockquote')).toHaveCount(0);
  await expect
    .poll(() => back.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('unsent'))))
    .toEqual([]);
  for (const one of [back, colleague]) await one.context().close();
});

test('a session that ended holds on to what it has not sent: it asks before the page goes, and the words come later', async ({
  browser,
}) => {
  const mine = await writeOffline(browser, ' Osänt.');
  const { page, id } = mine;
  await expect(word(page, 'Sparas på den här enheten')).toBeVisible();
  await page.context().clearCookies();
  await goOnline(mine);
  await expect(page.getByText('Du är inte inloggad längre')).toBeVisible({ timeout: 20_000 });
  await expect(word(page, 'Inte sparat')).toBeVisible();
  await reloadWhenAsked(page);
  await fillInForm(page, email);
  await page.goto(`/dokument/${id}`);
  await expect.poll(() => blocksOf(page, id)).toEqual(['Ett. Osänt.']);
  await page.context().close();
});

test('a page that heard of nothing sends and shows nothing under the account that has signed in since', async ({
  browser,
}) => {
  const { page, id, wire } = await openNote(browser, 'Ett.');
  await goToEnd(page);
  await page.route('**/api/**', (route) => route.abort());
  wire.cut();
  await page.keyboard.type(' Osänt.');
  const answer = await page.request.post('/api/auth/sign-in/email', {
    headers: { origin: product.url },
    data: { email: 'forvaltning@example.org', password },
  });
  expect(answer.status()).toBe(200);
  await append(page, product, id, [paragraph('Kollegans rad.', { id: 'kollegans' })]);
  await page.unroute('**/api/**');
  wire.release();
  await expect(page.getByText('Någon annan är inloggad nu')).toBeVisible({ timeout: 20_000 });
  await expect(paper(page)).toHaveText('Ett. Osänt.');
  await expect(page.locator('blockquote')).toHaveCount(0);
  expect(await blocksOf(page, id)).toEqual(['Ett.', 'Kollegans rad.']);
  await page.context().close();
});

test('where the browser stores nothing more, what is unsent is there when the text is opened again, and asked about', async ({
  browser,
}) => {
  const mine = await writeOffline(browser, ' Ryms.');
  const { page, id } = mine;
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).join())).toContain('samsyn.unsent');
  await page.evaluate(() => {
    for (let size = 2 ** 22; size >= 1; size /= 2) {
      try {
        for (let count = 0; count < 3; count += 1) localStorage.setItem(`full-${size}-${count}`, 'x'.repeat(size));
      } catch {
        // No room for so much: for less there may be.
      }
    }
  });
  await page.keyboard.type(' Ryms inte.');
  await expect(word(page, 'Inte sparat')).toBeVisible();
  await expect(page.locator('[aria-live=assertive]')).toContainText('Det du skriver är inte sparat än.');
  await leave(page);
  const asked = page.waitForEvent('dialog');
  const closed = page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  await closed;
  await goOnline(mine);
  await page.goBack();
  await expect.poll(() => blocksOf(page, id), { timeout: 20_000 }).toEqual(['Ett. Ryms. Ryms inte.']);
  await page.context().close();
});

test('what may not be written any more is kept as a copy of what one wrote, with the reason; the reason goes with the lock', async ({
  browser,
}) => {
  const page = await signIn(browser, product, email);
  const wire = await wireOf(page);
  const officer = await signIn(browser, product, 'kvalitet@example.org');
  const seminar = await seminarOf(page, 'forskola');
  const move = (to: string) =>
    officer.request.post(`/api/seminars/${seminar.id}/transitions`, {
      headers: { origin: product.url },
      data: { to, reason: 'Underlaget skickas ut' },
    });
  await page.goto(`/seminarier/${seminar.id}`);
  await expect(word(page, 'Sparat')).toBeVisible();
  await goToEnd(page);
  await page.keyboard.type('\nMin rad.');
  await expect.poll(() => blocksOf(page, seminar.documentId)).toContain('Min rad.');
  await goOffline({ page, wire });
  await page.keyboard.type(' Mitt tillägg.');
  await leave(page);
  const colleague = await officer.context().newPage();
  await colleague.goto(`/seminarier/${seminar.id}`);
  await goToEnd(colleague);
  await colleague.keyboard.type('\nKollegans rad.');
  await expect.poll(() => blocksOf(colleague, seminar.documentId)).toContain('Kollegans rad.');
  expect((await move('locked')).status()).toBe(200);

  await goOnline({ page, wire });
  await page.goBack();
  const copy = page.getByRole('main').locator('blockquote');
  await expect(copy).toHaveText('Min rad. Mitt tillägg.', { timeout: 20_000 });
  await expect(page.getByText('Anteckningen är låst, så du läser den.')).toBeVisible();
  await expect(page.getByText('Ditt konto kan inte skriva')).toBeHidden();
  expect(await blocksOf(page, seminar.documentId)).toContain('Min rad.');

  expect((await move('live')).status()).toBe(200);
  await expect(paper(page)).toHaveAttribute('contenteditable', 'true');
  await expect(page.getByText('Anteckningen är låst, så du läser den.')).toBeHidden();
  await expect(copy).toBeVisible();

  // The lock falls while the words are under way.
  await page.getByRole('button', { name: 'Ta bort kopian' }).click();
  await goToEnd(page);
  wire.hold();
  await page.keyboard.type(' Efter låset.');
  expect((await move('locked')).status()).toBe(200);
  wire.release();
  await expect(page.getByText('Anteckningen låstes medan du skrev. Det här togs inte med:')).toBeVisible();
  await expect(copy).toHaveText('Kollegans rad. Efter låset.');
  expect((await move('live')).status()).toBe(200);
  await expect(paper(page)).toHaveAttribute('contenteditable', 'true');
  await expect(page.getByText('Du får inte skriva i texten längre')).toBeHidden();
  await expect(copy).toBeVisible();
  for (const one of [page, officer]) await one.context().close();
});
