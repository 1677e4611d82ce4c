/** The way around a network that blocks websockets: asks for others' words, and posts one's own, over plain HTTP. */
import * as Y from 'yjs';
import { isProblem } from '../api/problem.ts';
import { type HttpSync, pauseAfter } from './httpSync.ts';

/** How often others' words are asked for. In milliseconds. */
const pollInterval = 2000;
/** What is written within this time goes in one post. In milliseconds. */
const gatherFor = 300;
const slowestRetry = 15_000;

export type FallbackOptions = {
  doc: Y.Doc;
  sync: HttpSync;
  origin: unknown;
  pulled: () => void;
  /** everything written before this time (performance.now) is durable */
  pushed: (before: number) => void;
  failed: (error: unknown) => void;
};

export class Fallback {
  isWorking = false;
  #isStopped = false;
  #failures = 0;
  #pause = 0;
  /** what the server is known to hold; null: nothing is known */
  #held: Uint8Array | null = null;
  #isBehind = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #options: FallbackOptions;

  constructor(options: FallbackOptions) {
    this.#options = options;
  }

  /** @param isBehind whether something here has not reached the server yet */
  start(isBehind: boolean): void {
    this.#isBehind = isBehind;
    this.#next(0);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** Something was written here. */
  written(): void {
    this.#isBehind = true;
    if (this.#failures === 0) this.#next(gatherFor);
  }

  #next(after: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#turn(), after);
  }

  async #turn(): Promise<void> {
    try {
      if (this.#isBehind) await this.#push();
      await this.#pull();
      this.#failures = 0;
    } catch (error) {
      if (this.#isStopped) return;
      this.#failures += 1;
      this.#pause = pauseAfter(error);
      this.isWorking = false;
      this.#options.failed(error);
    }
    this.#next(
      this.#failures === 0
        ? this.#isBehind
          ? gatherFor
          : pollInterval
        : Math.max(this.#pause, Math.min(slowestRetry, 1000 * 2 ** this.#failures)),
    );
  }

  async #push(): Promise<void> {
    const before = performance.now();
    const vector = Y.encodeStateVector(this.#options.doc);
    const update = Y.encodeStateAsUpdate(this.#options.doc, this.#held ?? undefined);
    this.#isBehind = false;
    try {
      await this.#options.sync.push(update);
    } catch (error) {
      this.#isBehind = true;
      if (isProblem(error, 409) && error.code === 'missingPredecessors' && this.#held !== null) {
        this.#held = null;
        return;
      }
      throw error;
    }
    if (this.#isStopped) return;
    this.#held = vector;
    this.#options.pushed(before);
  }

  async #pull(): Promise<void> {
    const { doc, origin, pulled, sync } = this.#options;
    await sync.pull(doc, origin);
    if (this.#isStopped) return;
    this.isWorking = true;
    if (!this.#isBehind) this.#held = Y.encodeStateVector(doc);
    pulled();
  }
}
