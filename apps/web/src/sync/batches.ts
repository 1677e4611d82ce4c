/** Others' updates, applied together: each application redraws, and a typist must not wait for thirty of them. */
import { takeIn } from '@samsyn/document';
import type * as Y from 'yjs';
import { afterFrame } from './afterFrame.ts';

/** The typist has paused when no key came for this long. In milliseconds. */
const pause = 300;
/** While somebody types here, others' words come in right after a key has been shown, or after this long. */
const longest = 200;
/** When nobody types here: about a frame. */
const shortest = 16;
/** When nobody types here applying takes at most a part in so many of the time: the next key may come at any moment. */
const share = 4;
/** An input method (accents, handwriting) is left in peace for at most this long. */
const longestHold = 2000;

export class RemoteBatches {
  #queue: Uint8Array[] = [];
  #queuedAt = 0;
  #typedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #cost = 0;
  readonly #doc: Y.Doc;
  readonly #origin: unknown;
  readonly #afterFrame: (act: () => void) => void;
  #isBusy: () => boolean = () => false;
  #catchUp: () => void = () => {};

  /** @param whenShown calls back when what is being drawn now has been shown */
  constructor(doc: Y.Doc, origin: unknown, whenShown: (act: () => void) => void = afterFrame) {
    this.#doc = doc;
    this.#origin = origin;
    this.#afterFrame = whenShown;
  }

  /** What the editor asks for: to be left alone for the moment, and to finish its own before others' words are drawn. */
  consider(editor: { isBusy: () => boolean; catchUp: () => void }): void {
    this.#isBusy = editor.isBusy;
    this.#catchUp = editor.catchUp;
  }

  /** A key was pressed here. The time right after it is shown is the longest until the next one. */
  typed(): void {
    this.#typedAt = performance.now();
    this.#afterFrame(() => {
      if (this.#queue.length > 0 && !this.#isBusy()) this.flush();
    });
  }

  push(update: Uint8Array): void {
    if (this.#queue.length === 0) this.#queuedAt = performance.now();
    this.#queue.push(update);
    this.#timer ??= setTimeout(() => this.#due(), this.#isTyping() ? longest : Math.max(shortest, this.#cost * share));
  }

  /** Applies what has come, now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#queue.length === 0) return;
    this.#catchUp();
    const updates = this.#queue;
    this.#queue = [];
    const began = performance.now();
    takeIn(this.#doc, updates, this.#origin);
    this.#cost = performance.now() - began;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queue = [];
  }

  #isTyping(): boolean {
    return performance.now() - this.#typedAt < pause;
  }

  #due(): void {
    this.#timer = undefined;
    if (this.#isBusy() && performance.now() - this.#queuedAt < longestHold)
      this.#timer = setTimeout(() => this.#due(), longest);
    else this.flush();
  }
}
