/** A budget for each account, remembered for as long as something of it is spent. */
import { Budget, usualBurst } from './budget.ts';

const sweepMilliseconds = 60_000;
/** How many times as much as it may send an account may have read of documents, and how many seconds' worth at once. */
const readPerSent = 16;
const readBurst = 30;

export class Budgets {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #accounts = new Map<string, Budget>();
  #swept = 0;

  /** @param perSecond 0 lifts the limit. @param burst how many seconds' worth may come at once */
  constructor(perSecond: number, burst = usualBurst) {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** Spends it, be there so much left or not; a negative amount is given back. */
  charge(accountId: string, amount: number): void {
    const now = performance.now();
    this.#of(accountId, now).charge(amount, now);
  }

  /** @returns whole seconds until something is left again; 0 when there is. */
  secondsOwed(accountId: string): number {
    return this.#accounts.get(accountId)?.secondsOwed(performance.now()) ?? 0;
  }

  #of(accountId: string, now: number): Budget {
    if (now - this.#swept > sweepMilliseconds) {
      this.#swept = now;
      for (const [id, budget] of this.#accounts) if (budget.isFull(now)) this.#accounts.delete(id);
    }
    const budget = this.#accounts.get(accountId) ?? new Budget(this.#perSecond, now, this.#burst);
    this.#accounts.set(accountId, budget);
    return budget;
  }
}

/** What each account may have read of documents: bytes that are gone through or put together for it. */
export const budgetsOfReading = (bytesPerSecond: number): Budgets =>
  new Budgets(readPerSent * bytesPerSecond, readBurst);
