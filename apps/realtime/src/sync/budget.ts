/** Token buckets: so much a second, sustained, and some seconds' worth at once. */
export const usualBurst = 10;

export class Budget {
  readonly #perSecond: number;
  readonly #most: number;
  #left: number;
  #at: number;

  /**
   * @param perSecond 0 lifts the limit. @param now milliseconds of any clock that only moves forward.
   * @param burst how many seconds' worth may come at once
   */
  constructor(perSecond: number, now: number, burst = usualBurst) {
    this.#perSecond = perSecond;
    this.#most = perSecond * burst;
    this.#left = this.#most;
    this.#at = now;
  }

  /** @returns whether there was so much left; then it is spent. */
  spend(amount: number, now: number): boolean {
    if (this.#perSecond === 0) return true;
    this.#fill(now);
    if (this.#left < amount) return false;
    this.#left -= amount;
    return true;
  }

  /** Spends it, be there so much left or not; a negative amount is given back. */
  charge(amount: number, now: number): void {
    if (this.#perSecond === 0) return;
    this.#fill(now);
    this.#left -= amount;
  }

  /** @returns whole seconds until something is left again; 0 when there is. */
  secondsOwed(now: number): number {
    if (this.#perSecond === 0) return 0;
    this.#fill(now);
    return this.#left >= 1 ? 0 : Math.ceil((1 - this.#left) / this.#perSecond);
  }

  isFull(now: number): boolean {
    this.#fill(now);
    return this.#left >= this.#most;
  }

  #fill(now: number): void {
    this.#left = Math.min(this.#most, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
  }
}
