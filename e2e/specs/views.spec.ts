/** Every page at two widths in both themes: nothing for axe to find, nothing wider than the window, nothing from elsewhere. */
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { analysisOf, seminarOf, signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';

let product: Product;
let session: Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;
const ids = { seminar: '', analysis: '' };

// They only look: each worker has a product of its own.
test.describe.configure({ mode: 'parallel' });

test.beforeAll(async ({ browser }) => {
  product = await startProduct();
  const page = await signIn(browser, product, 'kvalitet@example.org');
  ids.seminar = (await seminarOf(page, 'grundskola')).id;
  ids.analysis = (await analysisOf(page, 3)).id;
  await page.request.post(`/api/analyses/${ids.analysis}/draft`);
  session = await page.context().storageState();
  await page.context().close();
});
test.afterAll(() => product.dispose());

const pages: { name: string; path: () => string; isOpen?: true; ready: (page: Page) => Promise<void> }[] = [
  {
    name: 'sign-in',
    path: () => '/',
    isOpen: true,
    ready: (page) => expect(page.getByLabel('E-post', { exact: true })).toBeVisible(),
  },
  { name: 'year', path: () => '/', ready: (page) => expect(page.getByText('Lärmiljöer').first()).toBeVisible() },
  {
    name: 'seminars',
    path: () => '/seminarier',
    ready: (page) => expect(page.getByText('Grundskola').first()).toBeVisible(),
  },
  {
    name: 'seminar',
    path: () => `/seminarier/${ids.seminar}`,
    ready: (page) => expect(page.locator('.ProseMirror')).toContainText('Systematiskt kvalitetsarbete'),
  },
  {
    name: 'analyses',
    path: () => '/analyser',
    ready: (page) => expect(page.getByText('Verksamhetsanalys 3').first()).toBeVisible(),
  },
  {
    name: 'analysis',
    path: () => `/analyser/${ids.analysis}`,
    ready: (page) => expect(page.locator('.ProseMirror')).toContainText('Sammanfattning'),
  },
  {
    name: 'evidence',
    path: () => '/underlag',
    ready: (page) => expect(page.getByRole('main').getByRole('link').first()).toBeVisible(),
  },
  {
    name: 'references',
    path: () => '/referenser',
    ready: (page) => expect(page.getByRole('main').getByRole('link').first()).toBeVisible(),
  },
  {
    name: 'plans',
    path: () => '/planer',
    ready: (page) => expect(page.getByRole('main').getByRole('heading').first()).toBeVisible(),
  },
  {
    name: 'archive',
    path: () => '/arkiv',
    isOpen: true,
    ready: (page) => expect(page.getByText('Inte publicerad ännu').first()).toBeVisible(),
  },
  {
    name: 'not-found',
    path: () => '/finns-inte',
    isOpen: true,
    ready: (page) => expect(page.getByText('Sidan finns inte').first()).toBeVisible(),
  },
];

/** All that depends on colours: nothing else changes with them. */
const colourRules = ['color-contrast', 'link-in-text-block'];

const axeFinds = async (page: Page, isSeenAgain: boolean): Promise<string[]> => {
  const axe = new AxeBuilder({ page });
  const { violations } = await (isSeenAgain ? axe.withRules(colourRules) : axe).analyze();
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
};

/** Colours change over a moment; what is looked at is what stands after it. */
const stillness = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });

for (const { name, path, isOpen, ready } of pages) {
  for (const width of [1280, 390]) {
    test(`${name}, ${width} wide, light and dark`, async ({ browser }) => {
      const context = await browser.newContext({
        baseURL: product.url,
        viewport: { width, height: width === 390 ? 844 : 860 },
        ...(!isOpen && { storageState: session }),
      });
      const page = await context.newPage();
      const elsewhere: string[] = [];
      const errors: string[] = [];
      page.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== product.url) elsewhere.push(request.url());
      });
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(path());
      await ready(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await stillness(page);
        await page.screenshot({ path: `test-results/shots/${name}-${width}-${colorScheme}.png` });
        expect(await axeFinds(page, colorScheme === 'dark'), colorScheme).toEqual([]);
      }
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
      expect(elsewhere).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    });
  }
}

/** A phone, a small one, and a desk at 200 % zoom. */
const smallWindows: [width: number, acts: string[]][] = [
  [390, ['Skicka till granskning', 'Mer']],
  [320, ['Skicka till granskning', 'Mer']],
  [640, ['Hämta', 'Uppdatera utkastet', 'Skicka till granskning']],
];
for (const [width, acts] of smallWindows) {
  test(`what one does stands whole in one row, ${width} wide`, async ({ browser }) => {
    const context = await browser.newContext({
      baseURL: product.url,
      viewport: { width, height: 640 },
      hasTouch: width < 640,
      storageState: session,
    });
    const page = await context.newPage();
    await page.goto(`/analyser/${ids.analysis}`);
    await expect(page.locator('.ProseMirror')).toContainText('Sammanfattning');
    const tops = acts.map(async (name) => {
      const box = await page.getByRole('button', { name, exact: true }).first().boundingBox();
      return box?.y;
    });
    expect(new Set(await Promise.all(tops)).size).toBe(1);
    for (const path of [`/analyser/${ids.analysis}`, `/seminarier/${ids.seminar}`]) {
      await page.goto(path);
      const tools = page.getByRole('toolbar').getByRole('button');
      await expect(tools.last()).toBeVisible();
      const openers = page.getByRole('navigation', { name: 'Paneler' }).getByRole('button');
      for (const button of [...(await tools.all()), ...(await openers.all())])
        await expect(button).toBeInViewport({ ratio: 1 });
    }
    await page.getByRole('toolbar').getByRole('button', { name: 'Mer', exact: true }).click();
    const area =
      width === 640
        ? page.getByRole('menuitem', { name: 'Länk' })
        : page.getByRole('menuitemradio', { name: 'Inget område' });
    await expect(area).toBeVisible();
    await context.close();
  });
}
