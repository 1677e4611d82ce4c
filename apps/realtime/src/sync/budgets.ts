/** A budget for each account, remembered for as long as something of it is spent. */
import { Budget } from './budget.ts';

const sweepMilliseconds = 60_000;

export class Budgets {
  readonly #perSecond: number;
  readonly #accounts = new Map<string, Budget>();
  #swept = 0;

  /** @param perSecond 0 lifts the limit */
  constructor(perSecond: number) {
    this.#perSecond = perSecond;
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
    const budget = this.#accounts.get(accountId) ?? new Budget(this.#perSecond, now);
    this.#accounts.set(accountId, budget);
    return budget;
  }
}
