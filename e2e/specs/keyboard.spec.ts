/** The note by keyboard alone: regions, toolbar, claims, citations, search, and out of the text again. */
import { type CDPSession, expect, type Locator, type Page, test } from '@playwright/test';
import { attr, claimsIn } from '@samsyn/document';
import { goToEnd, isFocusIn, paper, saved } from '../support/note.ts';
import { analysisOf, bodyOf, seminarOf, signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

const openNote = async (page: Page): Promise<string> => {
  const seminar = await seminarOf(page, 'forskola');
  await page.goto(`/seminarier/${seminar.id}`);
  await expect(saved(page)).toBeVisible();
  return seminar.documentId;
};

test('F6 goes into the text, Alt+F10 to the toolbar, Escape back, Escape and Tab out', async ({ browser }) => {
  const page = await signIn(browser, product, 'forskola@example.org');
  await openNote(page);
  for (let step = 0; step < 8 && !(await isFocusIn(page, '.ProseMirror')); step += 1) await page.keyboard.press('F6');
  expect(await isFocusIn(page, '.ProseMirror')).toBe(true);
  await page.keyboard.press('Alt+F10');
  expect(await isFocusIn(page, '[role=toolbar]')).toBe(true);
  await page.keyboard.press('Escape');
  expect(await isFocusIn(page, '.ProseMirror')).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await isFocusIn(page, '.ProseMirror')).toBe(false);
  await page.context().close();
});

test('a claim is made from the toolbar by type, arrow and Enter, gets its area, and cites evidence', async ({
  browser,
}) => {
  const page = await signIn(browser, product, 'forskola@example.org');
  const documentId = await openNote(page);
  const toolbar = page.getByRole('toolbar').first();
  await goToEnd(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Barnen leker längre när rummet är delat.');
  await toolbar.getByRole('button', { name: 'Påstående' }).click();
  await page
    .getByRole('menuitem', { name: 'Slutsats' })
    .or(page.getByRole('menuitemradio', { name: 'Slutsats' }))
    .click();
  await toolbar.getByRole('button', { name: 'Prioriterat område' }).click();
  await page
    .getByRole('menuitem', { name: 'Lärmiljöer' })
    .or(page.getByRole('menuitemradio', { name: 'Lärmiljöer' }))
    .click();
  await toolbar.getByRole('button', { name: 'Hänvisa' }).click();
  await page.keyboard.type('ljud');
  await page.waitForTimeout(800);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(saved(page)).toBeVisible();
  await expect
    .poll(async () => {
      const body = await bodyOf(page, documentId);
      const claim = claimsIn(body).find(({ text }) => text.includes('när rummet är delat'));
      return claim && [claim.kind, claim.priorityArea, claim.citations.length, attr(claim.node, 'id') !== null];
    })
    .toEqual(['conclusion', 'larmiljoer', 1, true]);
  await page.context().close();
});

test('the slash menu offers the same words', async ({ browser }) => {
  const page = await signIn(browser, product, 'forskola@example.org');
  const documentId = await openNote(page);
  await goToEnd(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/öppen');
  await expect(page.getByRole('option', { name: /Öppen fråga/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Hur länge får vi behålla resursen?');
  await expect
    .poll(
      async () => claimsIn(await bodyOf(page, documentId)).find(({ text }) => text.includes('behålla resursen'))?.kind,
    )
    .toBe('openQuestion');
  await page.context().close();
});

test('undo takes back my own words, never a colleague’s', async ({ browser }) => {
  const mine = await signIn(browser, product, 'forskola@example.org');
  const theirs = await signIn(browser, product, 'forvaltning@example.org');
  await openNote(mine);
  await openNote(theirs);
  await goToEnd(mine);
  await mine.keyboard.press('Enter');
  await mine.keyboard.type('Mina ord. ');
  await expect(paper(theirs)).toContainText('Mina ord.');
  await paper(theirs).getByText('Mina ord.').click();
  await theirs.keyboard.press('End');
  await theirs.keyboard.type('Kollegans ord.');
  await expect(paper(mine)).toContainText('Kollegans ord.');
  await mine.waitForTimeout(700);
  await mine.keyboard.press('Control+z');
  await expect(paper(mine)).not.toContainText('Mina ord.');
  await expect(paper(mine)).toContainText('Kollegans ord.');
  await mine.keyboard.press('Control+Shift+z');
  await expect(paper(theirs)).toContainText('Mina ord.');
  for (const page of [mine, theirs]) await page.context().close();
});

/** What somebody does to a page that is busy: it finds all of it waiting, and is told of it in one go. */
class Waiting {
  readonly #page: Page;
  readonly #devices: CDPSession;
  readonly #acts: (() => Promise<unknown>)[] = [];

  private constructor(page: Page, devices: CDPSession) {
    this.#page = page;
    this.#devices = devices;
  }

  static async at(page: Page): Promise<Waiting> {
    return new Waiting(page, await page.context().newCDPSession(page));
  }

  async click(target: Locator): Promise<this> {
    const { x, y, width, height } = (await target.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const at = { x: x + width / 2, y: y + height / 2, button: 'left', clickCount: 1 } as const;
    for (const type of ['mousePressed', 'mouseReleased'] as const)
      this.#acts.push(() => this.#devices.send('Input.dispatchMouseEvent', { type, ...at }));
    return this;
  }

  press(key: string, windowsVirtualKeyCode: number, text?: string, modifiers = 0): this {
    const what = { key, windowsVirtualKeyCode, modifiers };
    const down = text === undefined ? { type: 'rawKeyDown' as const } : { type: 'keyDown' as const, text };
    this.#acts.push(
      () => this.#devices.send('Input.dispatchKeyEvent', { ...what, ...down }),
      () => this.#devices.send('Input.dispatchKeyEvent', { ...what, type: 'keyUp' }),
    );
    return this;
  }

  async come(): Promise<void> {
    const busy = this.#page.evaluate(() => {
      for (const until = performance.now() + 300; performance.now() < until;);
    });
    await Promise.all([busy, ...this.#acts.map((act) => act())]);
  }
}

test('keys and tools that come at once after a click count where the click was', async ({ browser }) => {
  const page = await signIn(browser, product, 'forskola@example.org');
  const documentId = await openNote(page);
  const last = paper(page).locator(':scope > :last-child');
  await last.scrollIntoViewIfNeeded();
  const control = 2;
  const keys = await (await Waiting.at(page)).click(last);
  keys.press('End', 35, undefined, control).press('Enter', 13, '\r');
  for (const letter of 'SIST') keys.press(letter, letter.charCodeAt(0), letter);
  await keys.come();
  await expect(paper(page).getByText('SIST', { exact: true })).toBeVisible();
  await expect(last).toHaveText('SIST');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Härifrån.');
  await expect(saved(page)).toBeVisible();
  const tool = await (await Waiting.at(page)).click(paper(page).getByText('SIST', { exact: true }));
  await tool.click(page.getByRole('toolbar').first().getByRole('button', { name: 'Påstående' }));
  await tool.come();
  await page
    .getByRole('menuitem', { name: 'Slutsats' })
    .or(page.getByRole('menuitemradio', { name: 'Slutsats' }))
    .click();
  const kindOf = async () => claimsIn(await bodyOf(page, documentId)).find(({ text }) => text.includes('SIST'))?.kind;
  await expect.poll(kindOf).toBe('conclusion');
  await page.context().close();
});

test('a click in the text counts where it was, also when the whole page was chosen before it', async ({ browser }) => {
  const page = await signIn(browser, product, 'forskola@example.org');
  await openNote(page);
  const last = paper(page).locator(':scope > :last-child');
  await last.scrollIntoViewIfNeeded();
  await page.keyboard.press('Control+a');
  // As long as a hand takes.
  await last.click({ position: { x: 4, y: 10 }, delay: 120 });
  await page.keyboard.press('End');
  await page.keyboard.type('ÄNDA');
  await expect(last).toContainText('ÄNDA');
  await page.context().close();
});

test('Ctrl+K opens the search, and a hit leads to its page', async ({ browser }) => {
  const page = await signIn(browser, product, 'kvalitet@example.org');
  await page.goto('/');
  await expect(
    page
      .getByRole('button', { name: /^Sök/ })
      .or(page.getByRole('searchbox', { name: /Sök/ }))
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('matematik');
  const hit = page.getByRole('dialog').getByRole('option').or(page.getByRole('dialog').getByRole('link')).first();
  await expect(hit).toBeVisible();
  await hit.click();
  await expect(page).not.toHaveURL(`${product.url}/`);
  await page.context().close();
});

test('the contents of an analysis lead to a section, and say that one is there', async ({ browser }) => {
  const page = await signIn(browser, product, 'forvaltning@example.org');
  const analysis = await analysisOf(page, 3);
  expect((await page.request.post(`/api/analyses/${analysis.id}/draft`)).status()).toBe(200);
  await page.goto(`/analyser/${analysis.id}`);
  const contents = page.getByRole('navigation', { name: 'Innehåll' });
  await expect(contents.locator('[aria-current]')).toHaveText('Sammanfattning');
  for (const section of ['Elevhälsoarbetet', 'Lärmiljöer']) {
    await contents.getByRole('button', { name: section, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(contents.locator('[aria-current]')).toHaveText(section);
    expect(await isFocusIn(page, '.ProseMirror')).toBe(true);
  }
  await page.context().close();
});

const goIntoText = async (page: Page): Promise<void> => {
  for (let step = 0; step < 8 && !(await isFocusIn(page, '.ProseMirror')); step += 1) await page.keyboard.press('F6');
  expect(await isFocusIn(page, '.ProseMirror')).toBe(true);
};

test('who only reads an analysis goes from block to block, sees its sources, and opens what it cites', async ({
  browser,
}) => {
  const page = await signIn(browser, product, 'namnd@example.org');
  const analysis = await analysisOf(page, 1);
  await page.goto(`/analyser/${analysis.id}`);
  await expect(paper(page)).toContainText('Sammanfattning');
  await expect(page.getByText('Var kommer orden ifrån?')).toBeVisible();
  await goIntoText(page);
  await page.keyboard.press('ArrowDown');
  const here = page.locator('.block-current');
  const first = await here.innerText();
  await page.keyboard.press('ArrowDown');
  await expect(here).not.toHaveText(first);
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('Det här stycket kommer från')).toBeVisible();
  await page.keyboard.press('Tab');
  expect(await isFocusIn(page, '.cite')).toBe(true);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await isFocusIn(page, '.cite')).toBe(true);
  await page.context().close();
});

test('who writes chooses a citation by arrows and opens it', async ({ browser }) => {
  const page = await signIn(browser, product, 'grundskola@example.org');
  await page.goto(`/seminarier/${(await seminarOf(page, 'grundskola')).id}`);
  await expect(saved(page)).toBeVisible();
  await paper(page).getByText('Andelen elever med mer än 15 procents').click();
  await page.keyboard.press('End');
  for (let step = 0; step < 300; step += 1) {
    if (await page.locator('.cite.ProseMirror-selectednode').count()) break;
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Alt+Enter');
  const what = page.getByRole('dialog');
  await expect(what.getByText('Bruksskolans närvaroteam')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(what).toHaveCount(0);
  expect(await isFocusIn(page, '.ProseMirror')).toBe(true);
  await page.context().close();
});
