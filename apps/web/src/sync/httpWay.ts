/** Everything of one Y.Doc that goes over plain HTTP: what exceeds a frame, and all of it where sockets are blocked. */
import * as Y from 'yjs';
import { Fallback } from './fallback.ts';
import { type HttpSync, isRefusal, pauseAfter } from './httpSync.ts';
import type { Ledger } from './ledger.ts';

const retryAfter = 3000;

export const httpOrigin = Symbol('http');

export type HttpWayOptions = {
  doc: Y.Doc;
  sync: HttpSync;
  ledger: Ledger;
  /** the document is there */
  pulled: () => void;
  /** something became durable, or the way opened or closed */
  changed: () => void;
  /** the server will not take it, however often it is sent */
  refused: (status: number, code: string) => void;
};

export class HttpWay {
  #fallback: Fallback | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  readonly #options: HttpWayOptions;

  constructor(options: HttpWayOptions) {
    this.#options = options;
  }

  get isInUse(): boolean {
    return this.#fallback !== null;
  }

  get isWorking(): boolean {
    return this.#fallback?.isWorking === true;
  }

  /** Goes this way until `close`. */
  open(): void {
    const { doc, sync, ledger, pulled, changed } = this.#options;
    if (this.#isStopped || this.#fallback !== null) return;
    this.#fallback = new Fallback({
      doc,
      sync,
      origin: httpOrigin,
      pulled,
      pushed: (before) => {
        ledger.settledBefore(before);
        changed();
      },
      failed: (error) => this.#failed(error),
    });
    this.#fallback.start(ledger.oldest !== null);
  }

  close(): void {
    this.#fallback?.stop();
    this.#fallback = null;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    this.close();
  }

  /** Something was written here. */
  written(): void {
    this.#fallback?.written();
  }

  /** The page is left: what is unsent goes in one last post. @returns whether the server has it; false where sockets serve. */
  async pushLast(update: Uint8Array): Promise<boolean> {
    if (this.#fallback === null) return false;
    return this.#options.sync.push(update, true).then(
      () => true,
      () => false,
    );
  }

  /** Sends what exceeds a frame; tried again, whole, until it is taken or refused. */
  async push(update: Uint8Array): Promise<void> {
    const { doc, sync, ledger, changed } = this.#options;
    ledger.written(false);
    // The change itself is told of once the provider has returned: it belongs to what is sent here.
    await Promise.resolve();
    const before = performance.now();
    try {
      await sync.push(update);
      ledger.settledBefore(before);
    } catch (error) {
      this.#failed(error);
      if (!this.#isStopped && !isRefusal(error))
        this.#retry = setTimeout(
          () => void this.push(Y.encodeStateAsUpdate(doc)),
          Math.max(retryAfter, pauseAfter(error)),
        );
    }
    changed();
  }

  #failed(error: unknown): void {
    if (isRefusal(error) && error.code !== 'missingPredecessors') this.#options.refused(error.status, error.code);
  }
}
