/** Acknowledgements that are due: each rides on the next write to its connection, and waits for one only so long. */
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';

/** A message is told of when it is as old as this, or soon when it became durable later: most within 200. Milliseconds. */
const longestWait = 130;
/** Who has been shown nothing for so long will hardly be shown something in time: it is told at once. Milliseconds. */
const quiet = 200;
/** How often it is looked which are. Milliseconds. */
const lookEvery = 10;

export class DueAcknowledgements {
  readonly #now: Clock;
  /** when the oldest message came that each is to be told of; some have found something to ride on since */
  readonly #due = new Map<Connection, number>();
  #timer: NodeJS.Timeout | null = null;

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
      this.#timer ??= setTimeout(() => this.#send(performance.now() - longestWait), lookEvery);
    }
  }

  /** Tells all of them now. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#send(Number.POSITIVE_INFINITY);
  }

  /** Tells those whose messages came before. */
  #send(before: number): void {
    const now = this.#now();
    for (const [connection, since] of this.#due) {
      if (connection.isAcknowledgementDue && since > before) continue;
      this.#due.delete(connection);
      connection.acknowledge(now);
    }
    this.#timer = this.#due.size > 0 ? setTimeout(() => this.#send(performance.now() - longestWait), lookEvery) : null;
  }
}
