/** What was written here in one Y.Doc and is not known to be durable: at hand, and in the browser's own store. */
import { schemaVersion } from '@samsyn/document';
import { toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import { type KeptStore } from './keptStore.ts';
import { blocksOf } from './ownBlocks.ts';

/** While words do not come through the browser's store is written this often, or rarer when that takes long. In milliseconds. */
const rhythm = 1000;
/** Writing takes at most a part in so many of the time. */
const share = 20;

export class Unsent {
  readonly epoch: number;
  /** its place in the store */
  readonly key: string;
  /** oldest first, each with when its newest word was written */
  #parts: { until: number; update: Uint8Array }[] = [];
  #code = 'unsent';
  #isKept = false;
  /** whether what was kept last outlives the page */
  #isStored = false;
  #isNewer = false;
  #nextAt = Number.NEGATIVE_INFINITY;
  readonly #doc: Y.Doc;
  readonly #store: KeptStore;

  constructor(doc: Y.Doc, epoch: number, store: KeptStore) {
    this.epoch = epoch;
    this.#doc = doc;
    this.#store = store;
    this.key = store.newKey();
  }

  written(update: Uint8Array): void {
    this.#parts.push({ until: performance.now(), update });
    this.#isNewer = true;
  }

  /** @param oldest when the oldest words were written that are not durable (performance.now); null: all are */
  settle(oldest: number | null): void {
    if (this.#parts.length === 0) return;
    this.#parts = oldest === null ? [] : this.#parts.filter(({ until }) => until >= oldest);
    if (this.#parts.length === 0) this.forget();
  }

  /** As one update; null when there is nothing. It may hold more than is unsent, never less. */
  get update(): Uint8Array | null {
    const last = this.#parts.at(-1);
    if (last === undefined) return null;
    // What is merged once is not merged again: without a network there may be thousands.
    if (this.#parts.length > 1)
      this.#parts = [{ until: last.until, update: Y.mergeUpdates(this.#parts.map(({ update }) => update)) }];
    return this.#parts[0]?.update ?? null;
  }

  /** To the browser's store, now. */
  keep(): void {
    const update = this.#isNewer ? this.update : null;
    if (update === null) return;
    const began = performance.now();
    this.#isStored = this.#store.write(this.key, {
      at: new Date().toISOString(),
      code: this.#code,
      epoch: this.epoch,
      schema: schemaVersion,
      blocks: blocksOf(this.#doc, update),
      update: this.#code === 'unsent' ? toBase64(update) : null,
    });
    this.#isKept = true;
    this.#isNewer = false;
    const now = performance.now();
    this.#nextAt = now + Math.max(rhythm, (now - began) * share);
  }

  /** Whether all of it is in the browser's store, but for what was written since a moment. */
  get isOnDevice(): boolean {
    return this.#isStored && (!this.#isNewer || performance.now() < this.#nextAt + rhythm);
  }

  /** To the browser's store, when it is time. */
  keepOn(): void {
    if (performance.now() >= this.#nextAt) this.keep();
  }

  /** The server will not have it: it stays, to be read. */
  refuse(code: string): void {
    this.#code = code;
    this.#isNewer = true;
    this.keep();
  }

  /** The server has it: all, or this, when nothing has been written since. */
  forget(update?: Uint8Array): void {
    if (update !== undefined && update !== this.update) return;
    this.#parts = [];
    if (this.#isKept) this.#store.remove(this.key);
    this.#isKept = false;
    this.#isStored = false;
  }
}
