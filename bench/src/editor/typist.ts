/**
 * A person at a browser on a CPU four times slower, and the clock from a key to the frame that shows it.
 *
 * For each key the later of two clocks counts, both from the key event's own timestamp (when the browser got the key, so
 * that waiting for a busy page counts): Event Timing's `duration`, the browser's own, which ends when the frame after the
 * key's handlers is presented but is rounded to 8 ms and left out below 16 ms; and a message posted from the animation frame
 * after the text changed, which comes when that frame's script, style, layout and paint are done.
 */
import type { CDPSession, Page } from '@playwright/test';

export const slowdown = 4;
/** Keys a second. */
const pace = 5;
const words = 'Vi såg att närvaron ökade när eleverna fick vara med och bestämma hur dagen börjar. ';

declare global {
  // oxlint-disable-next-line no-var -- the page's own global, set before its scripts run
  var keyClock: { painted: Map<number, number>; timed: Map<number, number>; opened: number | null };
}

/** Runs in the page before its own scripts. */
const installClock = (): void => {
  const clock: typeof keyClock = { painted: new Map(), timed: new Map(), opened: null };
  globalThis.keyClock = clock;
  let pressed = 0;
  const afterFrame = (tell: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = tell;
      port2.postMessage(null);
    });
  };
  addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true });
  addEventListener(
    // comes with the letter, right before it is put in
    'keypress',
    () => {
      const from = pressed;
      afterFrame(() => clock.painted.set(from, performance.now() - from));
    },
    { capture: true },
  );
  const note = ({ startTime, duration, name }: PerformanceEntry): void => {
    if (name === 'keydown' || name === 'keypress') clock.timed.set(startTime, duration);
  };
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
    type: 'event',
    durationThreshold: 16,
  } as PerformanceObserverInit);
  const look = (): void => {
    const text = document.querySelector('.ProseMirror[contenteditable=true]');
    if (text !== null && text.querySelectorAll('p').length > 100) afterFrame(() => (clock.opened = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

export class Typist {
  readonly page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.#cdp = cdp;
  }

  static async sitDown(page: Page): Promise<Typist> {
    const cdp = await page.context().newCDPSession(page);
    await page.addInitScript(installClock);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return new Typist(page, cdp);
  }

  /** @returns milliseconds from the navigation to the first frame with the whole text, ready to be written in */
  async open(url: string): Promise<number> {
    await this.page.goto(url, { waitUntil: 'commit', timeout: 120_000 });
    const found = await this.page.waitForFunction(() => globalThis.keyClock?.opened ?? null, null, {
      timeout: 120_000,
    });
    return Number(await found.jsonValue());
  }

  /** Puts the caret in the middle of the index-th block of that kind, as a click does. `share`: of the text's length. */
  async stand(selector: string, share: number): Promise<void> {
    const place = await this.page.evaluate(
      async ([within, part]) => {
        const all = document.querySelectorAll(within);
        const block = all[Math.min(all.length - 1, Math.floor(part * all.length))];
        const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
        // what was out of sight gets its height when it comes in sight: until it stands still for some frames
        let still = 0;
        for (let before = Number.NaN; still < 10; await frame()) {
          block?.scrollIntoView({ block: 'center' });
          const now = block?.getBoundingClientRect().top ?? 0;
          still = now === before ? still + 1 : 0;
          before = now;
        }
        const range = document.createRange();
        if (block !== undefined) range.selectNodeContents(block);
        const box = [...range.getClientRects()].find(({ width }) => width > 60);
        return box === undefined ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      },
      [selector, share] as const,
    );
    if (place === null) throw new Error(`Nowhere to write: ${selector}`);
    await this.page.mouse.click(place.x, place.y);
    await this.page.waitForTimeout(500);
  }

  /** Types for some seconds, whether or not the page keeps up. @returns milliseconds from each key to its frame */
  async type(seconds: number): Promise<number[]> {
    const count = Math.round(seconds * pace);
    await this.page.evaluate(() => {
      keyClock.painted.clear();
      keyClock.timed.clear();
    });
    const sent: Promise<unknown>[] = [];
    const began = performance.now();
    for (let index = 0; index < count; index += 1) {
      const wait = began + (index * 1000) / pace - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const letter = words[index % words.length] ?? ' ';
      const key = { key: letter, text: letter, unmodifiedText: letter };
      const press = this.#cdp
        .send('Input.dispatchKeyEvent', { type: 'keyDown', ...key })
        .then(() => this.#cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter }));
      // A page that is closed over what it has not shown is heard of below, or not waited for.
      press.catch(() => {});
      sent.push(press);
    }
    await Promise.all(sent);
    await this.page.waitForFunction((all) => keyClock.painted.size >= all, count, { timeout: 0, polling: 200 });
    await this.page.waitForTimeout(300);
    return this.page.evaluate(() => {
      const timed = [...keyClock.timed];
      return [...keyClock.painted].map(([at, painted]) =>
        Math.max(painted, ...timed.filter(([from]) => Math.abs(from - at) < 3).map(([, duration]) => duration)),
      );
    });
  }
}

export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;
