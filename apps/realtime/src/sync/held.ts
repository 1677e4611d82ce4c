/** Updates of a room that wait for what they build on, found again by the client id that they wait for. */
import * as Y from 'yjs';
import type { Connection } from './connection.ts';
import type { Inbound } from './inbound.ts';

/** Those who wait for one client id, each for its clock to pass one of these; `lowest` is the first of them. */
type Line = { lowest: number; waiting: { inbound: Inbound; clock: number }[] };

const lowestOf = (waiting: Line['waiting']): number =>
  waiting.reduce((lowest, { clock }) => Math.min(lowest, clock), Number.POSITIVE_INFINITY);

export class HeldUpdates {
  readonly #lines = new Map<number, Line>();

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  add(inbound: Inbound, client: number, clock: number): void {
    const line = this.#lines.get(client);
    if (!line) this.#lines.set(client, { lowest: clock, waiting: [{ inbound, clock }] });
    else {
      line.waiting.push({ inbound, clock });
      line.lowest = Math.min(line.lowest, clock);
    }
  }

  /** @returns what the document may have everything for now; it is not held any more. */
  takeReady(doc: Y.Doc): Inbound[] {
    const ready: Inbound[] = [];
    for (const [client, { lowest, waiting }] of this.#lines) {
      const state = Y.getState(doc.store, client);
      if (state <= lowest) continue;
      for (const { inbound, clock } of waiting) if (clock < state) ready.push(inbound);
      this.#keep(
        client,
        waiting.filter(({ clock }) => clock >= state),
      );
    }
    return ready;
  }

  /** The connection is gone: what waited is brought again. */
  drop(connection: Connection): void {
    for (const [client, { waiting }] of this.#lines) {
      const rest = waiting.filter(({ inbound }) => inbound.from !== connection);
      if (rest.length < waiting.length) this.#keep(client, rest);
    }
  }

  #keep(client: number, waiting: Line['waiting']): void {
    if (waiting.length === 0) this.#lines.delete(client);
    else this.#lines.set(client, { lowest: lowestOf(waiting), waiting });
  }
}
