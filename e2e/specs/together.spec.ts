/** What colleagues who write at the same time must not do to whoever writes. */
import { expect, type Page, test } from '@playwright/test';
import { claimsIn } from '@samsyn/document';
import { isFocusIn, makeClaim, paper, saved } from '../support/note.ts';
import { append, bodyOf } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';
import { blocksOf, close, open, openTwo, shown, write } from '../support/writers.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

/** Types the same word over and over until it is stopped. @returns how many times it was typed */
const keepTyping = (page: Page, word: string): (() => Promise<number>) => {
  let isOver = false;
  let count = 0;
  const work = (async () => {
    while (!isOver) {
      await page.keyboard.type(word, { delay: 15 });
      count += 1;
    }
  })();
  return async () => {
    isOver = true;
    await work;
    return count;
  };
};

test('typing at once after a click beside a colleague’s caret replaces nothing and loses no letter', async ({
  browser,
}) => {
  const [mine, theirs] = await openTwo(browser, product);
  const before = await blocksOf(mine);
  await write(theirs, 'Kollegan ');
  const line = paper(mine.page).locator(':scope > *', { hasText: 'Kollegan' });
  // Only those in view are drawn.
  await line.scrollIntoViewIfNeeded();
  await expect(line.locator('.collaboration-carets__caret')).toBeAttached();
  const stop = keepTyping(theirs.page, 'skriver ');
  // A letter of its own for each round, none of them the colleague's: they stand in the midst of each other.
  const letters = Array.from({ length: 12 }, (_, index) => String.fromCodePoint(0x3b1 + index));
  for (const letter of letters) {
    // What a lost click would leave chosen is the whole note.
    await mine.page.keyboard.press('Control+a');
    await line.click({ position: { x: 3, y: 8 } });
    await mine.page.keyboard.press('End');
    await mine.page.keyboard.type(letter.repeat(5));
  }
  const count = await stop();
  const all = `Kollegan ${'skriver '.repeat(count)}`.trim();
  const found = async () => {
    const blocks = await blocksOf(mine);
    const words = blocks.find((block) => block.includes(letters[0] ?? '?')) ?? '';
    return {
      others: blocks.filter((block) => block !== words),
      theirs: words.replace(/[\u03b1-\u03c9]/g, '').trim(),
      mine: letters.map((letter) => words.split(letter).length - 1),
    };
  };
  await expect.poll(found).toEqual({ others: before, theirs: all, mine: letters.map(() => 5) });
  await close(mine, theirs);
});

test('(33) by keyboard alone, while a colleague writes, focus stays where it is and nothing is read out', async ({
  browser,
}) => {
  const [mine, theirs] = await openTwo(browser, product);
  const { page } = mine;
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    for (const region of document.querySelectorAll('[aria-live]')) {
      new MutationObserver(() => said.push(`${region.getAttribute('aria-live')}: ${region.textContent}`)).observe(
        region,
        { childList: true, characterData: true, subtree: true },
      );
    }
  });
  await write(theirs, 'Medan andra skriver: ');
  for (let step = 0; step < 8 && !(await isFocusIn(page, '.ProseMirror')); step += 1) await page.keyboard.press('F6');
  await page.keyboard.press('Control+Home');
  const stop = keepTyping(theirs.page, 'ord ');
  const seen = async () => (await shown(page)).split('ord ').length;
  const moreCome = async (): Promise<void> => {
    const now = await seen();
    await expect.poll(seen).toBeGreaterThan(now + 5);
  };

  await page.keyboard.type('Mina tankar ');
  await moreCome();
  expect(await isFocusIn(page, '.ProseMirror')).toBe(true);
  await page.keyboard.type('och mina ');
  await page.keyboard.press('Alt+F10');
  await expect.poll(() => isFocusIn(page, '[role=toolbar]')).toBe(true);
  await page.keyboard.press('ArrowRight');
  const tool = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
  const chosen = await tool();
  await moreCome();
  expect(await isFocusIn(page, '[role=toolbar]')).toBe(true);
  expect(await tool()).toBe(chosen);
  await page.keyboard.press('Escape');
  await expect.poll(() => isFocusIn(page, '.ProseMirror')).toBe(true);
  await page.keyboard.type('frågor. ');
  await moreCome();
  const count = await stop();

  await expect
    .poll(async () => (await blocksOf(mine)).filter((block) => /Mina|Medan/u.test(block)))
    .toEqual([
      expect.stringMatching(/^Mina tankar och mina frågor\./u),
      expect.stringMatching(new RegExp(`^Medan andra skriver: ord( ord){${count - 1}}$`, 'u')),
    ]);
  await expect(saved(page)).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'said') as unknown)).toEqual([]);
  await close(mine, theirs);
});

for (const [who, isMine] of [
  ['before the writer’s words have left', true],
  ['before the colleague has seen the writer’s words', false],
] as const) {
  test(`a colleague makes a claim of the paragraph that one writes in, ${who}: every word is in it`, async ({
    browser,
  }) => {
    const [mine, theirs] = await openTwo(browser, product);
    const [first, added] = isMine ? ['Vi delar rummet.', ' Barnen leker.'] : ['Vi delar gården.', ' Barnen springer.'];
    await write(mine, first);
    await mine.page.keyboard.press('Enter');
    await mine.page.keyboard.type('Nästa rad.');
    await mine.page.keyboard.press('ArrowUp');
    await mine.page.keyboard.press('End');
    await expect.poll(() => shown(theirs.page)).toContain(`${first}Nästa rad.`);
    const { wire } = isMine ? mine : theirs;
    wire.hold();
    await mine.page.keyboard.type(added);
    if (!isMine) await expect.poll(() => blocksOf(mine)).toContain(`${first}${added}`);
    await paper(theirs.page).getByText(first).click();
    await makeClaim(theirs.page, 'Slutsats');
    expect(await shown(theirs.page)).not.toContain(added);
    await mine.page.keyboard.type(' Mer ord.');
    wire.release();
    for (const { page } of [mine, theirs]) await expect.poll(() => shown(page)).toContain(`${first}${added} Mer ord.`);
    await expect
      .poll(async () => claimsIn(await bodyOf(mine.page, mine.documentId)).filter(({ text }) => text.includes(first)))
      .toMatchObject([{ kind: 'conclusion', text: `${first}${added} Mer ord.` }]);
    await close(mine, theirs);
  });
}

test('a note that is locked under a writer’s hands says so, and keeps every word that was typed as a copy', async ({
  browser,
}) => {
  const [mine, theirs] = await openTwo(browser, product);
  const { page } = mine;
  await write(mine, 'Före låset.');
  await expect.poll(() => blocksOf(mine)).toContain('Före låset.');
  const seminarId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const lock = (to: string) =>
    theirs.page.request.post(`/api/seminars/${seminarId}/transitions`, {
      headers: { origin: product.url },
      data: { to, reason: 'Underlaget skickas ut' },
    });
  const typing = page.keyboard.type(' Orden efter låset.', { delay: 120 });
  await expect.poll(() => blocksOf(mine)).toContainEqual(expect.stringMatching(/^Före låset\. O/u));
  expect((await lock('locked')).status()).toBe(200);
  await typing;

  const said = 'Det du skrev sist togs inte emot.';
  await expect(page.locator('[aria-live=assertive]')).toContainText(said);
  await expect(page.getByText(said).filter({ visible: true }).first()).toBeVisible();
  await expect(page.locator('blockquote', { hasText: 'Före låset. Orden efter låset.' })).toBeVisible();
  await expect(paper(page)).toHaveAttribute('contenteditable', 'false');
  expect(await blocksOf(mine)).not.toContain('Före låset. Orden efter låset.');
  expect((await lock('live')).status()).toBe(200);
  await close(mine, theirs);
});

test('a chip says what the claim that it cites says now', async ({ browser }) => {
  const mine = await open(browser, product, 'forskola@example.org');
  const { page } = mine;
  const claim = { type: 'claim', attrs: { id: 'chip-result', kind: 'result' } };
  const citing = { type: 'claim', attrs: { id: 'chip-cause', kind: 'cause' } };
  const citation = { type: 'citation', attrs: { targetType: 'claim', targetId: 'chip-result' } };
  const line = (words: string) => ({ type: 'text', text: words });
  await append(page, product, mine.documentId, [
    { ...claim, content: [{ type: 'paragraph', content: [line('Gården är full')] }] },
    { ...citing, content: [{ type: 'paragraph', content: [line('Därför '), citation] }] },
  ]);
  await expect(page.locator('.cite', { hasText: 'Gården är full' })).toBeVisible();
  await paper(page).locator('.claim', { hasText: 'Gården är full' }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' på raster');
  await expect(page.locator('.cite', { hasText: 'Gården är full på raster' })).toBeVisible();
  await close(mine);
});
