/** What somebody writes, pastes and takes back in a note stays as it was meant, alone and beside a colleague. */
import { expect, type Page, test } from '@playwright/test';
import { attr, childrenOf, type DocNode, textOf } from '@samsyn/document';
import { makeClaim, newNote, paper, saved, tools } from '../support/note.ts';
import { bodyOf, seminarOf, signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';

let product: Product;
let mine: Page;
let theirs: Page;
test.beforeAll(async ({ browser }) => {
  product = await startProduct();
  mine = await signIn(browser, product, 'forskola@example.org');
  theirs = await signIn(browser, product, 'forvaltning@example.org');
});
test.afterAll(() => product.dispose());

/** A free note, empty, with the caret in it on each of these pages. */
const openNew = async (...pages: Page[]): Promise<string> => {
  const id = await newNote(mine, product, 'Skrivet');
  for (const page of pages) {
    await page.goto(`/dokument/${id}`);
    await expect(saved(page)).toBeVisible();
    await paper(page).click();
  }
  return id;
};

const blocksOf = async (id: string): Promise<DocNode[]> => [...childrenOf(await bodyOf(mine, id))];
/** A block in a line: its kind or type, and its words. */
const told = (block: DocNode): string => `${attr(block, 'kind') ?? block.type}: ${textOf(block)}`;
/** All blocks with words in them. */
const linesOf = async (id: string): Promise<string[]> =>
  (await blocksOf(id)).filter((block) => textOf(block) !== '').map(told);

/** What Word puts on the clipboard around what was copied. */
const word = (fragment: string): string =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">` +
  `<style>p.MsoNormal{margin:0}</style></head><body lang=SV><!--StartFragment-->${fragment}<!--EndFragment--></body></html>`;

const paste = (page: Page, html: string): Promise<void> =>
  paper(page).evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', given);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);

test('(29) a paste from Word brings all of its words: parts of a line, small headings, loose text', async () => {
  const id = await openNew(mine);
  const pasted: [html: string, lines: string[]][] = [
    ["<span style='font-size:11.0pt'>några ord</span>", ['paragraph: Före några ord efter']],
    ["<b><span style='font-size:11.0pt'>feta ord</span></b>", ['paragraph: Före feta ord efter']],
    [
      '<p class=MsoNormal>Stycke</p><h5>Liten rubrik</h5><div>Rad<br>två<p class=MsoNormal>Tre</p>fyra</div>',
      [
        'paragraph: Före Stycke',
        'heading: Liten rubrik',
        'paragraph: Rad\ntvå',
        'paragraph: Tre',
        'paragraph: fyra efter',
      ],
    ],
    [
      '<pre>kod</pre><blockquote>citat</blockquote><!--[if gte mso 9]><xml>bort</xml><![endif]--><script>bort</script>',
      ['paragraph: Före kod', 'paragraph: citat efter'],
    ],
    [
      `<p class=MsoNormal>Över</p><table><tr><td><h6>I cell</h6>lös<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>` +
        `<span style='mso-list:Ignore'>·</span>punkt</p></td></tr></table><p class=MsoNormal>Under</p>`,
      ['paragraph: Före Över', 'table: I cell\nlös\npunkt', 'paragraph: Under efter'],
    ],
  ];
  for (const [html, lines] of pasted) {
    await mine.keyboard.press('Control+a');
    await mine.keyboard.press('Delete');
    await mine.keyboard.type('Före ');
    await paste(mine, word(html));
    await mine.keyboard.type(' efter');
    await expect.poll(() => linesOf(id), html).toEqual(lines);
  }
});

test('in a new table one writes at once, and Tab leads on, also into a new row', async () => {
  for (const [how, put] of [
    ['slash', () => mine.keyboard.type('/tab').then(() => mine.keyboard.press('Enter'))],
    ['toolbar', () => tools(mine).getByRole('button', { name: 'Infoga tabell' }).click()],
  ] as const) {
    const id = await openNew(mine);
    await mine.keyboard.type('Före');
    await mine.keyboard.press('Enter');
    await put();
    for (let cell = 1; cell <= 9; cell += 1) {
      await mine.keyboard.type(`${cell}`);
      await mine.keyboard.press('Tab');
    }
    await mine.keyboard.type('ny rad');
    await expect
      .poll(() => linesOf(id), how)
      .toEqual(['paragraph: Före', `table: ${[1, 2, 3, 4, 5, 6, 7, 8, 9, 'ny rad'].join('\n')}`]);
  }
});

test('two people fill in different fields of an action: both stay, and a form whose action is gone says so', async () => {
  const id = await openNew(mine, theirs);
  const claim = async () => (await blocksOf(id)).find(({ type }) => type === 'claim')?.attrs;
  await mine.keyboard.type('Vi delar grupperna');
  await makeClaim(mine, 'Åtgärd');
  await mine.getByRole('button', { name: 'Lägg till ansvarig' }).click();
  const owner = mine.getByLabel('Ansvarig', { exact: true });
  await owner.fill('Rektorerna');
  const stood = await owner.boundingBox();
  await theirs.getByRole('button', { name: 'Lägg till datum' }).click();
  await theirs.getByLabel('Klart', { exact: true }).fill('2019-08-15');
  await theirs.keyboard.press('Enter');
  await expect(mine.getByLabel('Klart', { exact: true })).toHaveValue('2019-08-15');
  expect(await owner.boundingBox()).toEqual(stood);
  await mine.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect.poll(claim).toMatchObject({ owner: 'Rektorerna', due: '2019-08-15' });

  await mine.getByRole('button', { name: /^Ansvarig/ }).click();
  await owner.fill('Biträdande rektor');
  const kept = await owner.boundingBox();
  await paper(theirs).click();
  await theirs.keyboard.press('Control+a');
  await theirs.keyboard.press('Delete');
  await expect(mine.getByRole('dialog').getByRole('alert')).toContainText('Åtgärden har tagits bort');
  await expect(owner).toHaveValue('Biträdande rektor');
  expect((await owner.boundingBox())?.x).toEqual(kept?.x);
  await expect(mine.getByRole('button', { name: 'Spara', exact: true })).toBeHidden();
  await mine.keyboard.press('Escape');
});

test('what is written in an action’s fields counts also when one presses somewhere else, not when one says Avbryt', async () => {
  const id = await openNew(mine, theirs);
  const owner = async () => (await blocksOf(id)).find(({ type }) => type === 'claim')?.attrs?.['owner'];
  await mine.keyboard.type('Vi delar grupperna');
  await makeClaim(mine, 'Åtgärd');
  await mine.getByRole('button', { name: 'Lägg till ansvarig' }).click();
  await mine.getByLabel('Ansvarig', { exact: true }).fill('Rektorerna');
  await mine.mouse.click(20, 400);
  await expect(mine.getByRole('dialog')).toHaveCount(0);
  await expect.poll(owner).toBe('Rektorerna');
  await mine.getByRole('button', { name: /^Ansvarig/ }).click();
  await mine.getByLabel('Ansvarig', { exact: true }).fill('Ingen');
  await mine.getByRole('button', { name: 'Avbryt' }).click();
  await expect(mine.getByText('Rektorerna')).toBeVisible();
  expect(await owner()).toBe('Rektorerna');
});

test('(31) undo of a mark leaves the claim, and every word where it is, when a colleague has written in it', async () => {
  const id = await openNew(mine, theirs);
  await mine.keyboard.type('Andelen har ökat');
  await makeClaim(mine, 'Resultat');
  await expect(paper(theirs).locator('.claim')).toContainText('Andelen har ökat');
  await paper(theirs).getByText('Andelen har ökat').click();
  await theirs.keyboard.press('End');
  await theirs.keyboard.type(' till 78 procent');
  await expect(paper(mine)).toContainText('Andelen har ökat till 78 procent');
  await mine.keyboard.press('Control+z');
  await mine.keyboard.type('!');
  await expect(paper(theirs)).toContainText('!');
  await expect.poll(() => linesOf(id)).toEqual(['result: Andelen har ökat! till 78 procent']);
});

test('Backspace at the start of a claim takes the mark away first, whatever stands before it', async () => {
  const id = await openNew(mine);
  await mine.keyboard.type('> Citat');
  await mine.keyboard.press('Enter');
  await mine.keyboard.press('Enter');
  for (const kind of ['Resultat', 'Åtgärd']) {
    await mine.keyboard.type(kind);
    await makeClaim(mine, kind);
    await mine.keyboard.press('End');
    await mine.keyboard.press('Enter');
    await mine.keyboard.press('Enter');
  }
  await expect.poll(() => linesOf(id)).toEqual(['blockquote: Citat', 'result: Resultat', 'action: Åtgärd']);
  for (const words of ['Åtgärd', 'Resultat']) {
    await paper(mine).locator('.claim-body p', { hasText: words }).click();
    await mine.keyboard.press('Home');
    await mine.keyboard.press('Backspace');
  }
  await expect.poll(() => linesOf(id)).toEqual(['blockquote: Citat', 'paragraph: Resultat', 'paragraph: Åtgärd']);
});

test('the saved word stays in sight in a long note, at the desk and on the phone', async () => {
  const seminar = await seminarOf(mine, 'forskola');
  const id = await openNew(mine);
  await paste(mine, '<p>En rad</p>'.repeat(80));
  await expect.poll(async () => (await linesOf(id)).length).toBe(80);
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 820, height: 800 },
    { width: 390, height: 844 },
  ]) {
    await mine.setViewportSize(viewport);
    for (const path of [`/dokument/${id}`, `/seminarier/${seminar.id}`]) {
      await mine.goto(path);
      await expect(saved(mine)).toBeInViewport();
      await mine.mouse.move(viewport.width / 2, viewport.height / 2);
      await mine.mouse.wheel(0, 1500);
      await expect(paper(mine).locator(':scope > *').first()).not.toBeInViewport();
      await expect(saved(mine)).toBeInViewport({ ratio: 1 });
      await expect(tools(mine)).toBeInViewport();
    }
  }
  // The regions are all there, also where the head has no box of its own.
  for (const region of ['bar', 'head', 'text']) {
    await mine.keyboard.press('F6');
    await expect(mine.locator(`[data-region=${region}]:focus-within`)).toBeAttached();
  }
});

test('a message at the foot of the window lies over no text and no tool', async () => {
  await mine.setViewportSize({ width: 1280, height: 800 });
  const id = await openNew(mine);
  await paste(mine, '<p>En rad</p>'.repeat(80));
  await expect.poll(async () => (await linesOf(id)).length).toBe(80);
  await mine.route('**/api/auth/sign-out', (route) => route.abort());
  await mine.getByRole('button', { name: /^Ditt konto/u }).click();
  await mine.getByRole('menuitem', { name: 'Logga ut' }).click();
  const message = mine.getByRole('region', { name: 'Meddelanden' }).getByRole('listitem');
  await expect(message).toBeVisible();
  const foot = async (name: string): Promise<number> => {
    const box = await mine.locator(name).boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  const gapTo = async (name: string): Promise<number> => ((await message.boundingBox())?.y ?? 0) - (await foot(name));
  await expect.poll(() => gapTo('[data-region=text]')).toBeGreaterThanOrEqual(0);
  await mine.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => gapTo('[role=toolbar]')).toBeGreaterThanOrEqual(0);
  await message.getByRole('button').click();
  await expect.poll(() => foot('[role=toolbar]')).toBeGreaterThan(800);
});

test('an effect that is added without a caret in the text goes under the last effect, and the page says where', async () => {
  const { id, documentId } = await seminarOf(mine, 'forskola');
  await mine.setViewportSize({ width: 1280, height: 800 });
  await mine.goto(`/seminarier/${id}`);
  await expect(saved(mine)).toBeVisible();
  const blocks = await blocksOf(documentId);
  const last = blocks.findLastIndex((block) => attr(block, 'kind') === 'effect');
  const heading = blocks.slice(0, last).findLast((block) => block.type === 'heading');
  if (!heading) throw new Error('No effects in the demo');
  await mine.getByRole('tab', { name: 'Förra rundan' }).click();
  await mine.getByRole('button', { name: 'Lägg till effekt' }).last().click();
  await expect(mine.locator('.block-found')).toBeInViewport();
  await expect(mine.getByText(`Effekten står under rubriken ${textOf(heading)}.`)).toBeAttached();
  await mine.keyboard.type('Fler barn läser');
  await expect.poll(async () => (await blocksOf(documentId)).map(told)[last + 1]).toBe('effect: Fler barn läser');
});
