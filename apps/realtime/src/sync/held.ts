/** Updates of a room that wait for what they build on, found again by the client id that they wait for. */
import * as Y from 'yjs';
import type { Inbound } from './inbound.ts';

type Waiting = { inbound: Inbound; clock: number };

export class HeldUpdates {
  readonly #waiting = new Map<number, Waiting[]>();

  add(inbound: Inbound, client: number, clock: number): void {
    const list = this.#waiting.get(client);
    if (list) list.push({ inbound, clock });
    else this.#waiting.set(client, [{ inbound, clock }]);
  }

  /** @returns what the document may have everything for now; it is not held any more. */
  takeReady(doc: Y.Doc): Inbound[] {
    const ready: Inbound[] = [];
    for (const [client, list] of this.#waiting) {
      const state = Y.getState(doc.store, client);
      const rest = list.filter(({ inbound, clock }) => {
        // Whose connection is gone has no author any more: it is taken out here and dropped at its turn.
        const isReady = clock < state || inbound.author() === null;
        if (isReady) ready.push(inbound);
        return !isReady;
      });
      if (rest.length === 0) this.#waiting.delete(client);
      else this.#waiting.set(client, rest);
    }
    return ready;
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }
}
