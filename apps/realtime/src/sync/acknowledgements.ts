/**
 * How many of a connection's sync messages are durable, in order. Each message waits for a place in the journal: its own,
 * or, when it changed nothing, the last one that its document had reached, since what it repeats may not be durable yet.
 */
type Waiting = { upTo: number; place: number };

/** A message that waits for what it builds on. */
const notYet = Number.POSITIVE_INFINITY;

export class Acknowledgements {
  readonly #waiting: Waiting[] = [];
  #durable = 0;
  #isFrozen = false;

  /** The next message is done when the journal has reached this place. */
  expect(number: number, place: number): void {
    if (this.#isFrozen) return;
    const last = this.#waiting.at(-1);
    if (last && last.place === place && place !== notYet) last.upTo = number;
    else this.#waiting.push({ upTo: number, place });
  }

  /** The next message is held until what it builds on has come. */
  hold(number: number): void {
    this.expect(number, notYet);
  }

  /** A message that was held has found its place. */
  release(number: number, place: number): void {
    const held = this.#waiting.find((one) => one.upTo === number && one.place === notYet);
    if (held) held.place = place;
  }

  /** A message was refused: the count stands still before it. */
  freeze(): void {
    this.#isFrozen = true;
  }

  /** @returns whether the count has moved on, now that the journal has reached this place. */
  settle(journalled: number): boolean {
    const before = this.#durable;
    for (let first = this.#waiting[0]; first && first.place <= journalled; first = this.#waiting[0]) {
      this.#durable = first.upTo;
      this.#waiting.shift();
    }
    return this.#durable > before;
  }

  get count(): number {
    return this.#durable;
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }
}
