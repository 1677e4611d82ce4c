/** Acknowledgements that are due: each rides on the next write to its connection, and waits for one only so long. */
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';

/** With what the journal takes less than the 200 ms within which most are to be told. Milliseconds. */
const patience = 60;

export class DueAcknowledgements {
  readonly #now: Clock;
  /** when each became due, the oldest first; some have found something to ride on since */
  readonly #due = new Map<Connection, number>();
  #timer: NodeJS.Timeout | null = null;

  constructor(now: Clock) {
    this.#now = now;
  }

  /** The connection has something to be told. */
  add(connection: Connection): void {
    if (connection.isAcknowledgementDue && this.#due.has(connection)) return;
    connection.isAcknowledgementDue = true;
    this.#due.delete(connection);
    this.#due.set(connection, performance.now());
    this.#timer ??= setTimeout(() => this.#send(), patience);
  }

  /** Tells all of them now. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const now = this.#now();
    for (const connection of this.#due.keys()) connection.acknowledge(now);
    this.#due.clear();
  }

  #send(): void {
    this.#timer = null;
    const now = this.#now();
    const reached = performance.now();
    for (const [connection, since] of this.#due) {
      const left = connection.isAcknowledgementDue ? since + patience - reached : 0;
      if (left >= 1) {
        this.#timer = setTimeout(() => this.#send(), left);
        return;
      }
      this.#due.delete(connection);
      connection.acknowledge(now);
    }
  }
}
