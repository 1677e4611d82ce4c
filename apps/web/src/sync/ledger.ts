/** Keeps count of what was sent and what is durable: the truth behind the word "Sparat". */
/** After this long without an acknowledgement the word is no longer "Sparat". In milliseconds. */
export const graceTime = 1000;

type Sent = { number: number; at: number };

/**
 * Sync messages (step 2 and updates, in order) are counted from 1 on each connection. A local change is settled when the
 * message that carried it is acknowledged, or when it went over HTTP and was taken.
 */
export class Ledger {
  #sent = 0;
  #acknowledged = 0;
  /** messages of this connection that carry words written here, oldest first */
  #waiting: Sent[] = [];
  /** when the oldest and the newest words were written that no connection has carried yet; null when there are none */
  #unsent: { since: number; until: number } | null = null;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A connection opened: its messages are counted anew. */
  opened(): void {
    this.#carryOver();
    this.#sent = 0;
    this.#acknowledged = 0;
  }

  closed(): void {
    this.#carryOver();
  }

  /** A message went out; `carriesAll` is a step 2, which holds everything that the server lacks. */
  sent(carriesAll: boolean): void {
    this.#sent += 1;
    if (!carriesAll || this.#unsent === null) return;
    this.#waiting.push({ number: this.#sent, at: this.#unsent.since });
    this.#unsent = null;
  }

  /** Something was written here; `isSent` when a message of the open connection just carried it. */
  written(isSent: boolean): void {
    const at = this.#now();
    if (isSent) this.#waiting.push({ number: this.#sent, at });
    else this.#unsent = { since: this.#unsent?.since ?? at, until: at };
  }

  acknowledged(count: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, count);
    this.#waiting = this.#waiting.filter((message) => message.number > this.#acknowledged);
  }

  /** Everything that was written here before `time` was taken another way. */
  settledBefore(time: number): void {
    if (this.#unsent !== null)
      this.#unsent =
        this.#unsent.until <= time ? null : { since: Math.max(time, this.#unsent.since), until: this.#unsent.until };
    this.#waiting = this.#waiting.filter((message) => message.at > time);
  }

  /** When the oldest unsettled words were written; null when all is settled. */
  get oldest(): number | null {
    const first = this.#waiting[0]?.at ?? null;
    if (first === null) return this.#unsent?.since ?? null;
    return this.#unsent === null ? first : Math.min(first, this.#unsent.since);
  }

  /** Since when the oldest unsettled words wait; 0 when all is settled. Milliseconds. */
  get waited(): number {
    const { oldest } = this;
    return oldest === null ? 0 : this.#now() - oldest;
  }

  get isLate(): boolean {
    return this.waited > graceTime;
  }

  #carryOver(): void {
    const { oldest } = this;
    const until = Math.max(this.#unsent?.until ?? 0, this.#waiting.at(-1)?.at ?? 0);
    this.#waiting = [];
    this.#unsent = oldest === null ? null : { since: oldest, until };
  }
}
