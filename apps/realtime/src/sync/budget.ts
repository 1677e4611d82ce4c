/** Token buckets: so much a second, sustained, and ten seconds' worth at once. */
const burstSeconds = 10;

export class Budget {
  readonly #perSecond: number;
  #left: number;
  #at: number;

  /** @param perSecond 0 lifts the limit. @param now milliseconds of any clock that only moves forward. */
  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond * burstSeconds;
    this.#at = now;
  }

  /** @returns whether there was so much left; then it is spent. */
  spend(amount: number, now: number): boolean {
    if (this.#perSecond === 0) return true;
    const most = this.#perSecond * burstSeconds;
    this.#left = Math.min(most, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    if (this.#left < amount) return false;
    this.#left -= amount;
    return true;
  }
}
