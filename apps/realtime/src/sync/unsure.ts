/** What a room cannot judge yet: it waits until this node knows more of the others. */
import type { Connection } from './connection.ts';
import type { Inbound } from './inbound.ts';

/** How long somebody who waits for an answer (who does not keep what was sent) waits. Milliseconds. */
const patience = 10_000;

export type Announcement = { update: Uint8Array; isNew: boolean };

export class Unsure {
  #updates: Inbound[] = [];
  /** messages of presence whose client ids are being asked for */
  readonly #announcements = new Map<Connection, Announcement>();

  get isEmpty(): boolean {
    return this.#updates.length === 0 && this.#announcements.size === 0;
  }

  add(inbound: Inbound): void {
    this.#updates.push(inbound);
    if (inbound.mayWait) inbound.settle({ kind: 'missing' });
  }

  /** The connection's newest announcement waits. */
  announce(connection: Connection, announcement: Announcement): void {
    this.#announcements.set(connection, announcement);
  }

  forget(connection: Connection): void {
    this.#announcements.delete(connection);
  }

  takeAll(): Inbound[] {
    const waiting = this.#updates;
    this.#updates = [];
    return waiting;
  }

  /** @returns the updates that are to be judged again; who has waited too long is told. */
  takeUpdates(now: number): Inbound[] {
    const waiting = this.takeAll();
    const isOver = ({ mayWait, at }: Inbound): boolean => !mayWait && now - at >= patience;
    for (const inbound of waiting) if (isOver(inbound)) inbound.settle({ kind: 'missing' });
    return waiting.filter((inbound) => !isOver(inbound));
  }

  takeAnnouncements(): [Connection, Announcement][] {
    const waiting = [...this.#announcements];
    this.#announcements.clear();
    return waiting.filter(([connection]) => connection.state.kind === 'open');
  }
}
