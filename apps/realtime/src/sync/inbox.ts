/** What has come into a room and waits for its beat, in the order in which it came. */
import type { Inbound } from './inbound.ts';

/**
 * So much is taken in one beat; what came behind it waits for the next, so that many large updates, or one person's, do not
 * keep everybody else's words. An update is taken whole. Bytes.
 */
const mostAtOnce = 64 * 1024;

export class Inbox {
  #waiting: Inbound[] = [];

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  get first(): Inbound | undefined {
    return this.#waiting[0];
  }

  get all(): readonly Inbound[] {
    return this.#waiting;
  }

  add(inbound: Inbound): void {
    this.#waiting.push(inbound);
  }

  putFirst(batch: readonly Inbound[]): void {
    this.#waiting = [...batch, ...this.#waiting];
  }

  putLast(batch: readonly Inbound[]): void {
    this.#waiting = this.#waiting.concat(batch);
  }

  /** The first so many are done with. */
  drop(count: number): void {
    if (count === this.#waiting.length) this.#waiting = [];
    else if (count > 0) this.#waiting.splice(0, count);
  }

  takeAll(): Inbound[] {
    const all = this.#waiting;
    this.#waiting = [];
    return all;
  }

  /** @returns what is more than a beat takes; it does not wait here any more. */
  takeLater(): Inbound[] {
    let bytes = 0;
    const first = this.#waiting.findIndex(({ update }, index) => (bytes += update.length) > mostAtOnce && index > 0);
    return first === -1 ? [] : this.#waiting.splice(first);
  }
}
