/** Others' updates, applied together: each application redraws, and a typist must not wait for thirty of them. */
import * as Y from 'yjs';

/** The typist has paused when no key came for this long. In milliseconds. */
const pause = 120;
/** Nobody waits longer than this for what others write. */
const longest = 100;
/** When nobody types here: about a frame. */
const shortest = 16;
/** An input method (accents, handwriting) is left in peace for at most this long. */
const longestHold = 2000;

export class RemoteBatches {
  #queue: Uint8Array[] = [];
  #queuedAt = 0;
  #typedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #doc: Y.Doc;
  readonly #origin: unknown;
  #isBusy: () => boolean = () => false;
  #catchUp: () => void = () => {};

  constructor(doc: Y.Doc, origin: unknown) {
    this.#doc = doc;
    this.#origin = origin;
  }

  /** What the editor asks for: to be left alone for the moment, and to finish its own before others' words are drawn. */
  consider(editor: { isBusy: () => boolean; catchUp: () => void }): void {
    this.#isBusy = editor.isBusy;
    this.#catchUp = editor.catchUp;
  }

  typed(): void {
    this.#typedAt = performance.now();
  }

  push(update: Uint8Array): void {
    if (this.#queue.length === 0) this.#queuedAt = performance.now();
    this.#queue.push(update);
    this.#timer ??= setTimeout(() => this.#due(), this.#isTyping() ? longest : shortest);
  }

  /** Applies what has come, now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const updates = this.#queue;
    this.#queue = [];
    if (updates.length === 0) return;
    this.#catchUp();
    this.#doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#doc, update, this.#origin);
    }, this.#origin);
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
