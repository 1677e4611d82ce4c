/** Where a writer's own caret stands, and others' are drawn, whatever colleagues do with the text and say of themselves. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { childrenOf, textOf } from '@samsyn/document';
import { makeClaim, newNote, paper } from '../support/note.ts';
import { append, bodyOf, signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';
import { wireOf } from '../support/wire.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

const lineOf = (page: Page, words: string) => paper(page).locator('p', { hasText: words });
const paragraph = (id: string, text: string) => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }],
});

/** Two people at a note of their own with these lines. */
const openTwo = async (browser: Browser, ...lines: string[]) => {
  const [mine, theirs] = await Promise.all([
    signIn(browser, product, 'forskola@example.org'),
    signIn(browser, product, 'forvaltning@example.org'),
  ]);
  const id = await newNote(mine, product, 'Var markören står');
  await append(
    mine,
    product,
    id,
    lines.map((words, index) => paragraph(`line-${index}`, words)),
  );
  const wires = [await wireOf(mine), await wireOf(theirs)];
  for (const page of [mine, theirs]) {
    await page.goto(`/dokument/${id}`);
    await expect(paper(page)).toContainText(lines.at(-1) ?? '');
  }
  const blocks = async () =>
    childrenOf(await bodyOf(mine, id))
      .map((node) => `${node.type}: ${textOf(node)}`)
      .filter((block) => block !== 'paragraph: ');
  return { mine, theirs, wires, id, blocks };
};
const close = async (...pages: Page[]): Promise<void> => {
  for (const page of pages) await page.context().close();
};
const standAtEnd = async (page: Page, words: string): Promise<void> => {
  await lineOf(page, words).click();
  await page.keyboard.press('End');
};
const claimFrom = async (page: Page, words: string, kind: string): Promise<void> => {
  await lineOf(page, words).click();
  await makeClaim(page, kind);
};

test('who writes goes on in the line that a colleague makes a claim of, a quote of, or breaks', async ({ browser }) => {
  const { mine, theirs, blocks } = await openTwo(browser, 'Ett två tre', 'Fem sex sju', 'Åtta nio tio');
  await standAtEnd(mine, 'Ett två tre');
  const typing = mine.keyboard.type(' a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12', { delay: 60 });
  await expect(paper(theirs)).toContainText('b2');
  await claimFrom(theirs, 'Ett två tre', 'Resultat');
  await typing;
  const claim = 'claim: Ett två tre a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11 l12';
  await expect.poll(blocks).toEqual([claim, 'paragraph: Fem sex sju', 'paragraph: Åtta nio tio']);

  await standAtEnd(mine, 'Fem sex sju');
  await lineOf(theirs, 'Fem sex sju').click();
  await theirs.keyboard.press('Control+Shift+b');
  await expect(paper(mine).locator('blockquote')).toContainText('Fem sex sju');
  await mine.keyboard.type(' kvar');

  await standAtEnd(mine, 'Åtta nio tio');
  const going = mine.keyboard.type(' elva m1 n2 o3 p4 q5 r6 s7 t8', { delay: 60 });
  await expect(paper(theirs)).toContainText('m1');
  await lineOf(theirs, 'Åtta nio tio').click();
  await theirs.keyboard.press('Home');
  for (let step = 0; step < 'Åtta'.length; step += 1) await theirs.keyboard.press('ArrowRight');
  await theirs.keyboard.press('Enter');
  await going;
  const more = [claim, 'blockquote: Fem sex sju kvar', 'paragraph: Åtta'];
  await expect.poll(blocks).toEqual([...more, 'paragraph: nio tio elva m1 n2 o3 p4 q5 r6 s7 t8']);

  // below the last line, a claim gets another to go on writing on
  const ending = mine.keyboard.type(' u1 v2 w3 x4 y5 z6', { delay: 60 });
  await expect(paper(theirs)).toContainText('v2');
  await claimFrom(theirs, 'nio tio elva', 'Effekt');
  await ending;
  await expect.poll(blocks).toEqual([...more, 'claim: nio tio elva m1 n2 o3 p4 q5 r6 s7 t8 u1 v2 w3 x4 y5 z6']);
  await close(mine, theirs);
});

test('two who make the same of a line at the same moment have its words once and write on in them', async ({
  browser,
}) => {
  const { mine, theirs, wires, blocks } = await openTwo(browser, 'Ett två tre', 'Fem sex sju', 'Åtta nio tio');
  const atOnce = async (act: (page: Page) => Promise<void>): Promise<void> => {
    for (const wire of wires) wire.hold();
    for (const page of [mine, theirs]) await act(page);
    for (const wire of wires) wire.release();
  };
  await atOnce((page) => claimFrom(page, 'Ett två tre', 'Resultat'));
  const rest = ['paragraph: Fem sex sju', 'paragraph: Åtta nio tio'];
  await expect.poll(blocks).toEqual(['claim: Ett två tre', ...rest]);
  await mine.keyboard.press('End');
  await mine.keyboard.type(' fyra');
  await expect(paper(theirs)).toContainText('fyra');
  await theirs.keyboard.press('Home');
  await theirs.keyboard.type('Noll ');
  await expect.poll(blocks).toEqual(['claim: Noll Ett två tre fyra', ...rest]);

  await atOnce(async (page) => {
    await lineOf(page, 'Fem sex sju').click();
    await page.keyboard.press('Home');
    for (let step = 0; step < 'Fem'.length; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
  });
  await expect
    .poll(blocks)
    .toEqual(['claim: Noll Ett två tre fyra', 'paragraph: Fem', 'paragraph: sex sju', 'paragraph: Åtta nio tio']);
  for (const page of [mine, theirs]) await page.keyboard.press('Control+z');
  await mine.keyboard.type('1');
  await theirs.keyboard.type('2');
  for (const page of [mine, theirs]) await expect(paper(page)).toContainText(/1.*2|2.*1/s);
  expect((await blocks()).join().match(/sex sju/g)).toHaveLength(1);
  await close(mine, theirs);
});

test('a word that an input method is in the midst of is ended in the claim that a colleague makes', async ({
  browser,
}) => {
  const { mine, theirs, blocks } = await openTwo(browser, 'Stycke att bli', 'Nästa rad.');
  const devtools = await mine.context().newCDPSession(mine);
  const compose = (text: string) =>
    devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await standAtEnd(mine, 'Stycke att bli');
  await compose(' åä');
  await claimFrom(theirs, 'Stycke att bli', 'Slutsats');
  // Others' words wait for an input method, but not for ever; the browser then has it begin anew.
  await expect(paper(mine).locator('.claim')).toContainText('Stycke att bli åä');
  await compose('ö');
  await devtools.send('Input.insertText', { text: 'ö!' });
  await mine.keyboard.type(' slut');
  await expect.poll(blocks).toEqual(['claim: Stycke att bli åäö! slut', 'paragraph: Nästa rad.']);
  await close(mine, theirs);
});

test('a presence that is nonsense is nobody’s caret, and the others’ go on being drawn', async ({ browser }) => {
  const { mine, theirs, id } = await openTwo(browser, 'Ett två tre');
  // an awareness update: one state, of client 7, at clock 1
  const state = Buffer.from(JSON.stringify({ cursor: { anchor: {}, head: {} } }));
  const update = [1, 7, 1, state.length, ...state];
  await theirs.evaluate(
    ([address, message]) =>
      new Promise<void>((resolve) => {
        const socket = new WebSocket(address);
        // held, so that nobody tidies it away
        Object.assign(globalThis, { socket });
        socket.addEventListener('open', () => {
          socket.send(new Uint8Array(message));
          resolve();
        });
      }),
    [`${product.url.replace('http', 'ws')}/yjs/${id}`, [1, update.length, ...update]] as const,
  );
  const errors: Error[] = [];
  mine.on('pageerror', (error) => errors.push(error));
  await standAtEnd(theirs, 'Ett två tre');
  await theirs.keyboard.type(' fyra');
  await expect(lineOf(mine, 'Ett två tre fyra').locator('.collaboration-carets__caret')).toBeAttached();
  expect(errors).toEqual([]);
  await close(mine, theirs);
});
