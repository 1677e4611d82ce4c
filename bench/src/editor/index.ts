/** Key to paint in a note of a hundred pages, alone and while thirty others type, and how long it takes to open it. */
import { chromium } from '@playwright/test';
import { demo } from '@samsyn/demo';
import { browserLaunch } from '@samsyn/e2e/browser';
import { median, printTable } from '../table.ts';
import { gather } from './crowd.ts';
import { type House, makeHouse } from './house.ts';
import { percentile, slowdown, Typist } from './typist.ts';

const pages = 100;
const others = 30;
const limits = { key: 50, open: 3000 };

/** Where the typist writes, as shares of the text; the last ones in claims. */
const line = '.ProseMirror > p, .ProseMirror > .blocks > p';
const places = [
  [line, 0.02],
  [line, 0.5],
  [line, 0.98],
  ['.claim p', 0.5],
] as const;

/** Seconds of typing, alone and again beside the others. */
const typing = 40;
const openings = 3;

const typeEverywhere = async (typist: Typist): Promise<number[]> => {
  const all: number[] = [];
  for (const [selector, share] of places) {
    await typist.stand(selector, share);
    all.push(...(await typist.type(typing / places.length)));
  }
  return all;
};

const besideOthers = async (house: House, typist: Typist): Promise<{ keys: number[]; pace: number }> => {
  const crowd = await gather(house.ways, await house.state());
  crowd.start();
  const began = performance.now();
  const keys = await typeEverywhere(typist);
  const pace = crowd.keys() / ((performance.now() - began) / 1000);
  crowd.close();
  return { keys, pace };
};

const inBrowser = async (house: House): Promise<boolean> => {
  const browser = await chromium.launch(await browserLaunch());
  try {
    const context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 1280, height: 800 } });
    await context.request.post(`${house.product.url}/api/auth/sign-in/email`, {
      data: { email: 'grundskola@example.org', password: demo.password },
      headers: { origin: house.product.url },
    });
    const opened: number[] = [];
    let typist = await Typist.sitDown(await context.newPage());
    opened.push(await typist.open(house.page));
    while (opened.length < openings) {
      await typist.page.close();
      typist = await Typist.sitDown(await context.newPage());
      opened.push(await typist.open(house.page));
    }
    const alone = await typeEverywhere(typist);
    const { keys, pace } = await besideOthers(house, typist);
    const { note } = house;
    console.log(
      `\n${pages} pages: ${note.words} words, ${note.blocks.length} blocks, ${note.claims} of them claims; a CPU ${slowdown} times ` +
        `slower; ${alone.length} and ${keys.length} keys; ${others} others, ${Math.round(pace)} keys/s together`,
    );
    return printTable('The editor', [
      { what: 'open for editing, median of three', measured: median(opened), limit: limits.open },
      { what: 'key to paint, p50', measured: percentile(alone, 0.5), limit: limits.key },
      { what: 'key to paint, p95', measured: percentile(alone, 0.95), limit: limits.key },
      { what: 'key to paint while thirty others type, p50', measured: percentile(keys, 0.5), limit: limits.key },
      { what: 'key to paint while thirty others type, p95', measured: percentile(keys, 0.95), limit: limits.key },
    ]);
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
