/** Acknowledgements that are due: each rides on the next write to its connection, and waits for one only so long. */
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';

/** A message is told of when it is as old as this, or soon when it became durable later: most within 200. Milliseconds. */
const longestWait = 150;
/** Who has been shown nothing for so long will hardly be shown something in time: it is told at once. Milliseconds. */
const quiet = 200;
/** It is looked which are at a beat, but no more often than this, and without one a little later. Milliseconds. */
const lookEvery = 8;
const lookAnyway = 15;

export class DueAcknowledgements {
  readonly #now: Clock;
  /** when the oldest message came that each is to be told of; some have found something to ride on since */
  readonly #due = new Map<Connection, number>();
  #timer: NodeJS.Timeout | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(now: Clock) {
    this.#now = now;
  }

  /** The connection has something to be told. @param since when the oldest message came that it is about */
  add(connection: Connection, since: number): void {
    if (connection.isAcknowledgementDue && this.#due.has(connection)) return;
    connection.isAcknowledgementDue = true;
    const now = this.#now();
    if (now - connection.lastShown > quiet) {
      connection.acknowledge(now);
    } else {
      this.#due.set(connection, since);
      this.#timer ??= setTimeout(() => this.#send(performance.now()), lookAnyway);
    }
  }

  /** Everybody who had to be shown something was: tells those who have waited long enough. */
  look(): void {
    if (this.#due.size === 0) return;
    const now = performance.now();
    if (now - this.#lookedAt > lookEvery) this.#send(now);
  }

  /** Tells all of them now. */
  flush(): void {
    this.#send(Number.POSITIVE_INFINITY);
  }

  /** @param at the time that they have waited long enough by */
  #send(at: number): void {
    this.#lookedAt = performance.now();
    const now = this.#now();
    for (const [connection, since] of this.#due) {
      if (connection.isAcknowledgementDue && at - since < longestWait) continue;
      this.#due.delete(connection);
      connection.acknowledge(now);
    }
    if (this.#due.size > 0) this.#timer?.refresh();
    else if (this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
  }
}
