/**
 * Key to paint in a note of a hundred pages, alone and while thirty others type, and how long it takes to open it; beside
 * the stock binding on the same document, with the same others, in the same run.
 */
import { type BrowserContext, chromium } from '@playwright/test';
import { demo } from '@samsyn/demo';
import { browserLaunch } from '@samsyn/e2e/browser';
import { median } from '../table.ts';
import { gather } from './crowd.ts';
import { type House, makeHouse } from './house.ts';
import { serveStock } from './stock.ts';
import { type Figures, type Measured, print } from './table.ts';
import { percentile, slowdown, Typist } from './typist.ts';

const pages = 100;
const others = 30;

/** Where the typist writes, as shares of the text; the last ones in claims. */
const line = '.ProseMirror > p, .ProseMirror > .blocks > p';
const places = [
  [line, 0.02],
  [line, 0.5],
  [line, 0.98],
  ['.ProseMirror section p', 0.5],
] as const;

/** How often it is opened, and seconds of typing, alone and again beside the others; fewer in the stock page, which falls behind. */
const ourRun = { openings: 3, typing: 24 };
const stockRun = { openings: 1, typing: 8 };
/** So many seconds more than it takes to type. */
const patience = 40;

const typeEverywhere = async (typist: Typist, seconds: number): Promise<number[]> => {
  const all: number[] = [];
  for (const [selector, share] of places) {
    await typist.stand(selector, share);
    all.push(...(await typist.type(seconds / places.length)));
  }
  return all;
};

const besideOthers = async (house: House, work: () => Promise<Measured>): Promise<{ keys: Measured; pace: number }> => {
  const crowd = await gather(house.ways, await house.state());
  crowd.start();
  const began = performance.now();
  try {
    const keys = await work();
    return { keys, pace: crowd.keys() / ((performance.now() - began) / 1000) };
  } finally {
    crowd.close();
  }
};

/** What is not shown within the time says so, instead of ending the run. */
const inTime = async (seconds: number, work: () => Promise<number[]>): Promise<Measured> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    const said = `not shown within ${seconds + patience} s`;
    timer = setTimeout(() => resolve(said), (seconds + patience) * 1000);
  });
  const done = work();
  // the page is closed over what it has not shown
  done.catch(() => {});
  const measured = await Promise.race([done, late]);
  clearTimeout(timer);
  return measured;
};

type Run = { openings: number; typing: number };

const measure = async (
  context: BrowserContext,
  house: House,
  page: string,
  { openings, typing }: Run,
): Promise<Figures> => {
  const open: number[] = [];
  let typist = await Typist.sitDown(await context.newPage());
  for (;;) {
    open.push(await typist.open(page));
    if (open.length === openings) break;
    await typist.page.close();
    typist = await Typist.sitDown(await context.newPage());
  }
  const alone = await inTime(typing, () => typeEverywhere(typist, typing));
  const beside = await besideOthers(house, () => inTime(typing, () => typeEverywhere(typist, typing)));
  await typist.page.close({ runBeforeUnload: false });
  return { open: median(open), alone, beside: beside.keys, pace: beside.pace };
};

const inBrowser = async (house: House): Promise<boolean> => {
  const browser = await chromium.launch(await browserLaunch('system'));
  try {
    const context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 1280, height: 800 } });
    await context.request.post(`${house.product.url}/api/auth/sign-in/email`, {
      data: { email: 'grundskola@example.org', password: demo.password },
      headers: { origin: house.product.url },
    });
    const ours = await measure(context, house, house.page, ourRun);
    const stock = await serveStock(context, house.product.url, house.documentId);
    const theirs = await measure(context, house, stock.page, stockRun);
    await stock.dispose();
    const { note } = house;
    console.log(
      `\n${pages} pages: ${note.words} words, ${note.blocks.length} blocks, ${note.claims} of them claims; a CPU ${slowdown} times ` +
        `slower; ${others} others, ${Math.round(ours.pace)} keys/s together (${Math.round(theirs.pace)} beside the stock page)`,
    );
    return print(ours, theirs, percentile);
  } finally {
    await browser.close();
  }
};

export const benchEditor = async (): Promise<boolean> => {
  const house = await makeHouse(pages, others);
  try {
    return await inBrowser(house);
  } finally {
    await house.product.dispose();
  }
};
