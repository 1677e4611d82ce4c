/**
 * How many of a connection's sync messages are durable, in order. Each message waits for a place in the journal: its own,
 * or, when it changed nothing, the last one that its document had reached, since what it repeats may not be durable yet.
 */
type Waiting = { upTo: number; place: number; since: number };

/** A message that waits for what it builds on. */
const notYet = Number.POSITIVE_INFINITY;

export class Acknowledgements {
  readonly #waiting: Waiting[] = [];
  #durable = 0;
  /** the first message that was refused: from it on nothing counts */
  #frozenAt = Number.POSITIVE_INFINITY;

  /**
   * The message, which came then, is done when the journal has reached this place. Within a tick what is held is told
   * before what was taken: messages stand here in the order of their numbers, whenever they are told of.
   */
  expect(number: number, place: number, since: number): void {
    if (number >= this.#frozenAt) return;
    const last = this.#waiting.length - 1;
    const isNewest = (this.#waiting[last]?.upTo ?? 0) < number;
    const index = isNewest ? last : this.#waiting.findLastIndex((one) => one.upTo < number);
    const before = this.#waiting[index];
    if (before && before.place === place && place !== notYet) before.upTo = number;
    else if (isNewest) this.#waiting.push({ upTo: number, place, since });
    else this.#waiting.splice(index + 1, 0, { upTo: number, place, since });
  }

  /** The message is held until what it builds on has come. */
  hold(number: number): void {
    this.expect(number, notYet, 0);
  }

  /** A message that was held has found its place, at that time. */
  release(number: number, place: number, since: number): void {
    const held = this.#waiting.find((one) => one.upTo === number && one.place === notYet);
    if (held) Object.assign(held, { place, since });
  }

  /** The message was refused: the count stands still before it. */
  freeze(number: number): void {
    this.#frozenAt = Math.min(this.#frozenAt, number);
  }

  /**
   * Moves the count on, now that the journal has reached this place.
   * @returns when the first message that it has moved over came; null when it stands where it stood
   */
  settle(journalled: number): number | null {
    const since = this.#waiting[0]?.since ?? 0;
    const before = this.#durable;
    for (let first = this.#waiting[0]; first && first.place <= journalled; first = this.#waiting[0]) {
      this.#durable = first.upTo;
      this.#waiting.shift();
    }
    return this.#durable > before ? since : null;
  }

  get count(): number {
    return this.#durable;
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }
}
