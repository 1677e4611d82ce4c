/** Keeps count of what was sent and what is durable: the truth behind the word "Sparat". */
import type { Saved } from './status.ts';

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
  /** when the oldest words were written that no connection has carried yet; null when there are none */
  #unsentSince: number | null = null;
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
    if (!carriesAll || this.#unsentSince === null) return;
    this.#waiting.push({ number: this.#sent, at: this.#unsentSince });
    this.#unsentSince = null;
  }

  /** Something was written here; `isSent` when a message of the open connection just carried it. */
  written(isSent: boolean): void {
    if (isSent) this.#waiting.push({ number: this.#sent, at: this.#now() });
    else this.#unsentSince ??= this.#now();
  }

  acknowledged(count: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, count);
    this.#waiting = this.#waiting.filter((message) => message.number > this.#acknowledged);
  }

  /** Everything that was written here before `time` was taken another way. */
  settledBefore(time: number): void {
    if (this.#unsentSince !== null && this.#unsentSince <= time) this.#unsentSince = null;
    this.#waiting = this.#waiting.filter((message) => message.at > time);
  }

  /** What was refused, or given up, waits for nothing. */
  forget(): void {
    this.#waiting = [];
    this.#unsentSince = null;
  }

  get messagesSent(): number {
    return this.#sent;
  }

  /** When the oldest unsettled words were written; null when all is settled. */
  get oldest(): number | null {
    const first = this.#waiting[0]?.at ?? null;
    if (first === null) return this.#unsentSince;
    return this.#unsentSince === null ? first : Math.min(first, this.#unsentSince);
  }

  get saved(): Saved {
    const { oldest } = this;
    if (oldest === null) return 'saved';
    return this.#now() - oldest > graceTime ? 'notSaved' : 'saving';
  }

  #carryOver(): void {
    const { oldest } = this;
    this.#waiting = [];
    this.#unsentSince = oldest;
  }
}
