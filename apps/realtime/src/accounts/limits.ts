/**
 * Failed sign-ins, counted for each address and each account over the last minute. A limited address still lets a right
 * password in, so that a school behind one address is never locked out by one guesser; a limited account lets nobody in.
 */
export const windowMilliseconds = 60_000;

/** What became of an attempt: its result, or how many seconds to wait; 0 when the password was wrong and nothing else. */
export type Attempted<T> = { result: T } | { wait: number };

export type SignInBudget = {
  /** Runs an attempt (null: the password was wrong) unless the account is over its budget, and counts what it was. */
  spend<T>(address: string, email: string, attempt: () => Promise<T | null>): Promise<Attempted<T>>;
};

class Counter {
  readonly #failures = new Map<string, number[]>();

  recent(key: string, now: number): number[] {
    const kept = (this.#failures.get(key) ?? []).filter((at) => at > now - windowMilliseconds);
    if (kept.length === 0) this.#failures.delete(key);
    else this.#failures.set(key, kept);
    return kept;
  }

  add(key: string, now: number): void {
    this.#failures.set(key, [...this.recent(key, now), now]);
  }

  sweep(now: number): void {
    for (const key of this.#failures.keys()) this.recent(key, now);
  }
}

export class SignInLimits implements SignInBudget {
  readonly #limit: number;
  readonly #addresses = new Counter();
  readonly #accounts = new Counter();
  readonly #attempts = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();
  #swept = 0;

  /** @param limit failures a minute; 0 lifts it */
  constructor(limit: number) {
    this.#limit = limit;
  }

  spend<T>(address: string, email: string, attempt: () => Promise<T | null>): Promise<Attempted<T>> {
    return this.inTurn(email, () => this.tryNow(address, email, attempt));
  }

  /** As `spend`, when it is the attempt's turn. */
  async tryNow<T>(address: string, email: string, attempt: () => Promise<T | null>): Promise<Attempted<T>> {
    const wait = this.accountWait(email);
    if (wait > 0) return { wait };
    const result = await attempt();
    return result === null ? { wait: this.failed(address, email) } : { result };
  }

  /** Seconds until the account may be tried again; 0 when it may now. */
  accountWait(email: string, now = Date.now()): number {
    return this.#wait(this.#accounts.recent(email, now), now);
  }

  /** Counts a failure. @returns seconds to wait when the address or the account was over its limit already, else 0. */
  failed(address: string, email: string, now = Date.now()): number {
    const wait = Math.max(
      this.#wait(this.#addresses.recent(address, now), now),
      this.#wait(this.#accounts.recent(email, now), now),
    );
    if (wait === 0) {
      this.#addresses.add(address, now);
      this.#accounts.add(email, now);
    }
    this.#sweep(now);
    return wait;
  }

  /**
   * Runs an attempt on an account. So many at once cannot guess more than the budget: there are never more under way
   * than it has failures left, the others wait for their turn.
   */
  async inTurn<T>(email: string, attempt: () => Promise<T>): Promise<T> {
    while (this.#limit > 0 && this.#underWay(email) >= Math.max(1, this.#left(email)))
      await new Promise<void>((resolve) => this.#waiting.set(email, [...(this.#waiting.get(email) ?? []), resolve]));
    this.#attempts.set(email, this.#underWay(email) + 1);
    try {
      return await attempt();
    } finally {
      const left = this.#underWay(email) - 1;
      if (left === 0) this.#attempts.delete(email);
      else this.#attempts.set(email, left);
      const waiting = this.#waiting.get(email) ?? [];
      this.#waiting.delete(email);
      for (const goOn of waiting) goOn();
    }
  }

  #underWay(email: string): number {
    return this.#attempts.get(email) ?? 0;
  }

  #left(email: string): number {
    return this.#limit - this.#accounts.recent(email, Date.now()).length;
  }

  #wait(failures: readonly number[], now: number): number {
    const oldest = failures.at(-this.#limit);
    if (this.#limit === 0 || failures.length < this.#limit || oldest === undefined) return 0;
    return Math.max(1, Math.ceil((oldest + windowMilliseconds - now) / 1000));
  }

  #sweep(now: number): void {
    if (now - this.#swept < windowMilliseconds) return;
    this.#swept = now;
    this.#addresses.sweep(now);
    this.#accounts.sweep(now);
  }
}
