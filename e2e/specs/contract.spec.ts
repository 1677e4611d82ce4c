/** What the public interface says of pages and of our own client: addresses, weight, menus, and words that are not taken. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { textOf } from '@samsyn/document';
import type { AnalysisEntry, DocumentInfo, List, SeminarEntry } from '@samsyn/domain';
import { goToEnd, paper, saved, writeLine } from '../support/note.ts';
import { bodyOf, get, password, seminarOf, signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct({ LIMIT_FRAME_BYTES: '40000' });
});
test.afterAll(() => product.dispose());

const openNote = async (page: Page, { id }: SeminarEntry): Promise<void> => {
  await page.goto(`/seminarier/${id}`);
  await expect(saved(page)).toBeVisible();
};

/** Bytes of script over the wire, and what they say, from the first request until the page shows and rests. */
const scriptsOf = async (
  browser: Browser,
  show: (page: Page) => Promise<void>,
  before?: (page: Page) => Promise<void>,
) => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await before?.(page);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  const words: string[] = [];
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script')
      void answer.text().then(
        (text) => words.push(text),
        () => {},
      );
  });
  await page.goto('/');
  await show(page);
  await page.waitForLoadState('networkidle');
  await context.close();
  return { bytes, hasEditor: words.some((text) => /ProseMirror/.test(text)) };
};

test('the sign-in and the first view weigh at most 130 kB of script on the wire, without the editor', async ({
  browser,
}) => {
  const form = await scriptsOf(browser, (page) => expect(page.getByLabel('E-post', { exact: true })).toBeVisible());
  const year = await scriptsOf(
    browser,
    (page) => expect(page.getByText('Lärmiljöer').first()).toBeVisible(),
    async (page) => {
      const json = { email: 'grundskola@example.org', password };
      expect((await page.request.post('/api/auth/sign-in/email', { data: json })).status()).toBe(200);
    },
  );
  for (const { bytes, hasEditor } of [form, year]) {
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThanOrEqual(130_000);
    expect(hasEditor).toBe(false);
  }
});

test('plain links on Året, or one step from it, lead to each seminar and analysis by its id', async ({ browser }) => {
  const page = await signIn(browser, product, 'kvalitet@example.org');
  const [{ items: seminars }, { items: analyses }] = await Promise.all([
    get<List<SeminarEntry>>(page, '/api/seminars?schoolYear=2018-2019'),
    get<List<AnalysisEntry>>(page, '/api/analyses?schoolYear=2018-2019'),
  ]);
  const links = async (): Promise<string[]> =>
    page.locator('a[href]').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  await page.goto('/');
  await expect(page.getByText('Lärmiljöer').first()).toBeVisible();
  const found = await links();
  for (const path of ['/seminarier', '/analyser']) {
    expect(found).toContain(path);
    await page.goto(path);
    await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
    found.push(...(await links()));
  }
  for (const { id } of [...seminars, ...analyses])
    expect(
      found.some((href) => href.includes(id)),
      id,
    ).toBe(true);
  const nobodys = await page.goto(`/seminarier/${'0'.repeat(24)}`);
  expect(nobodys?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Sidan finns inte' })).toBeVisible();
  await page.getByRole('navigation').first().getByRole('link', { name: 'Seminarier' }).click();
  await expect(page.getByRole('heading', { name: 'Seminarier' })).toBeVisible();
  await page.context().close();
});

test('lists stand where the text stands, not in the margin of the claims’ kinds', async ({ browser }) => {
  const page = await signIn(browser, product, 'grundskola@example.org');
  await openNote(page, await seminarOf(page, 'grundskola'));
  const leftOf = (selector: string): Promise<number> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const text = document.createRange();
        text.selectNodeContents(element);
        return text.getBoundingClientRect().left;
      });
  const list = await leftOf(':is(.prose, .blocks) > ul > li p');
  expect(list).toBeGreaterThan(await leftOf(':is(.prose, .blocks) > p'));
  await page.context().close();
});

test('the toolbar offers the seven kinds; a colleague’s caret has Tiptap’s class names', async ({ browser }) => {
  const [page, colleague] = await Promise.all([
    signIn(browser, product, 'forskola@example.org'),
    signIn(browser, product, 'forvaltning@example.org'),
  ]);
  const seminar = await seminarOf(page, 'forskola');
  await Promise.all([openNote(page, seminar), openNote(colleague, seminar)]);
  // Carets are drawn where one looks.
  await goToEnd(page);
  await writeLine(colleague, 'Här står jag.');
  await expect(page.locator('.collaboration-carets__caret .collaboration-carets__label')).toContainText('Viktor');
  await page.getByRole('toolbar').first().getByRole('button', { name: 'Påstående' }).click();
  const items = page.getByRole('menuitem').or(page.getByRole('menuitemradio'));
  for (const kind of ['Resultat', 'Orsak', 'Slutsats', 'Åtgärd', 'Effekt', 'Framgångsfaktor', 'Öppen fråga'])
    await expect(items.filter({ hasText: kind }).first()).toBeVisible();
  for (const one of [page, colleague]) await one.context().close();
});

test('what exceeds a frame goes over HTTP, and is saved', async ({ browser }) => {
  const page = await signIn(browser, product, 'kompetenscenter@example.org');
  const seminar = await seminarOf(page, 'kompetenscenter');
  await openNote(page, seminar);
  const posted = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().includes('/updates'),
  );
  await goToEnd(page);
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(`Inklistrat ${'mycket '.repeat(9000)}slut.`);
  expect((await posted).status()).toBe(204);
  await expect(saved(page)).toBeVisible();
  const isWhole = async () => /Inklistrat (mycket ){9000}slut\./.test(textOf(await bodyOf(page, seminar.documentId)));
  await expect.poll(isWhole).toBe(true);
  await page.context().close();
});

test('who writes when the note is locked keeps the words as a copy, and reads on', async ({ browser }) => {
  const page = await signIn(browser, product, 'grundskola@example.org');
  const officer = await signIn(browser, product, 'kvalitet@example.org');
  const seminar = await seminarOf(page, 'grundskola');
  await openNote(page, seminar);
  await writeLine(page, 'Före låset. ');
  await expect.poll(async () => textOf(await bodyOf(page, seminar.documentId))).toContain('Före låset.');
  // The lock falls between two keys: the editor has not heard of it when the next is pressed.
  const move = (to: string, reason: string) =>
    officer.request.post(`/api/seminars/${seminar.id}/transitions`, { data: { to, reason } });
  for (const path of ['**/api/documents/*', '**/api/seminars/*'])
    await page.route(path, (route) => setTimeout(() => void route.continue(), 1500));
  const locking = move('locked', '');
  for (let count = 0; count < 40; count += 1) await page.keyboard.type(`ord${count} `, { delay: 5 });
  expect((await locking).status()).toBe(200);
  const copy = page.getByRole('main').locator('blockquote').filter({ hasText: 'ord0 ord1' }).first();
  await expect(copy).toBeVisible({ timeout: 15_000 });
  // A writer who pauses is not kept waiting: what is typed after that goes nowhere, and is in no copy.
  const last = [...(await copy.innerText()).matchAll(/ord\d+(?= )/g)].at(-1)?.[0] ?? '';
  expect(last).not.toBe('');
  await expect(paper(page)).toContainText('Före låset.');
  await expect(paper(page)).not.toContainText(`${last} `);
  expect(textOf(await bodyOf(page, seminar.documentId))).not.toContain(`${last} `);
  expect((await get<DocumentInfo>(page, `/api/documents/${seminar.documentId}`)).access).toBe('read');
  await move('live', 'Prövningen är över.');
  for (const one of [page, officer]) await one.context().close();
});

test('another epoch (4409): the client shows its copy, unsynced, to read and to copy from', async ({ browser }) => {
  const page = await signIn(browser, product, 'forvaltning@example.org');
  const seminar = await seminarOf(page, 'forskola');
  let isRebuilt = false;
  let connections = 0;
  const hangUp: (() => void)[] = [];
  await page.routeWebSocket(/\/yjs\//, (socket) => {
    connections += 1;
    if (isRebuilt) void socket.close({ code: 4409, reason: '' });
    else {
      socket.connectToServer();
      hangUp.push(() => void socket.close({ code: 1012, reason: '' }));
    }
  });
  await openNote(page, seminar);
  const words = (await paper(page).innerText()).slice(0, 40);
  isRebuilt = true;
  for (const end of hangUp) end();
  await expect(page.getByText('Texten har byggts om')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kopiera hela texten' })).toBeVisible();
  await expect(paper(page)).toContainText(words.split('\n')[0] ?? '');
  await expect(paper(page)).toHaveAttribute('contenteditable', 'false');
  const before = connections;
  await page.waitForTimeout(1500);
  expect(connections).toBe(before);
  await page.context().close();
});
