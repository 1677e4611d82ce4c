/**
 * Updates of a room that wait for what they build on, found again by the client ids that they wait for: one after the
 * other, and judged again when the last of them has come so far, however much comes in meanwhile.
 */
import * as Y from 'yjs';
import type { Connection } from './connection.ts';
import type { Inbound } from './inbound.ts';
import type { Id } from './inspection/scan.ts';

/** `needs` from `next` on are not known to be there. */
type Waiting = { inbound: Inbound; needs: readonly Id[]; next: number };
/** Those who wait for one client id, each for its clock to pass one; `lowest` is the first of them. */
type Line = { lowest: number; waiting: Waiting[] };

/** It waits for so many at a time; then it is judged again, and may wait for more. */
const mostNeeds = 100;

const clockOf = ({ needs, next }: Waiting): number => needs[next]?.clock ?? 0;

const lowestOf = (waiting: readonly Waiting[]): number =>
  waiting.reduce((lowest, one) => Math.min(lowest, clockOf(one)), Number.POSITIVE_INFINITY);

const nobody: Line = { lowest: Number.POSITIVE_INFINITY, waiting: [] };

export class HeldUpdates {
  readonly #lines = new Map<number, Line>();
  /** the clients under which something has come since it was last looked for whom that lets go on; null: any */
  #grown: Set<number> | null = new Set();

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  /** @param needs what the document does not have; at least one */
  add(inbound: Inbound, needs: readonly Id[]): void {
    this.#stand({ inbound, needs: needs.slice(0, mostNeeds), next: 0 });
  }

  /** Something has come under this client id. */
  grew(client: number): void {
    this.#grown?.add(client);
  }

  /** Something has come under whatever client ids. */
  grewAnywhere(): void {
    this.#grown = null;
  }

  /** @returns what the document may have everything for now; it is not held any more. */
  takeReady(doc: Y.Doc): Inbound[] {
    // What the server has written itself nobody tells.
    const grown = this.#grown?.add(doc.clientID) ?? new Set(this.#lines.keys());
    this.#grown = new Set();
    const ready: Inbound[] = [];
    if (this.isEmpty) return ready;
    for (const client of grown) {
      const { lowest, waiting } = this.#lines.get(client) ?? nobody;
      const state = Y.getState(doc.store, client);
      if (state <= lowest) continue;
      this.#keep(
        client,
        waiting.filter((one) => clockOf(one) >= state),
      );
      for (const one of waiting) if (clockOf(one) < state && this.#hasAll(doc, one)) ready.push(one.inbound);
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

  /** @returns whether nothing is waited for any more; else it waits for the next. */
  #hasAll(doc: Y.Doc, one: Waiting): boolean {
    for (let need = one.needs[one.next]; need; need = one.needs[(one.next += 1)]) {
      if (need.clock < Y.getState(doc.store, need.client)) continue;
      this.#stand(one);
      return false;
    }
    return true;
  }

  #stand(one: Waiting): void {
    const client = one.needs[one.next]?.client ?? 0;
    const line = this.#lines.get(client);
    if (!line) this.#lines.set(client, { lowest: clockOf(one), waiting: [one] });
    else {
      line.waiting.push(one);
      line.lowest = Math.min(line.lowest, clockOf(one));
    }
  }

  #keep(client: number, waiting: Waiting[]): void {
    if (waiting.length === 0) this.#lines.delete(client);
    else this.#lines.set(client, { lowest: lowestOf(waiting), waiting });
  }
}
