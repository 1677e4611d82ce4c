/**
 * What former epochs of a document knew. A history that was begun anew is under new client ids: whoever names an old one
 * holds a copy of what it was, whatever it says of itself.
 */
import * as Y from 'yjs';
import type { Id, Scan, Struct } from './inspection/scan.ts';

/** The client holds a copy of a history that has been begun anew since. */
export class OtherEpoch extends Error {
  override name = 'OtherEpoch';
}

export class Former {
  readonly #clientIds: ReadonlySet<number>;

  constructor(clientIds: ReadonlySet<number>) {
    this.#clientIds = clientIds;
  }

  /** @returns whether the holder of a state vector holds something of a former epoch. */
  isHeldBy(stateVector: Uint8Array): boolean {
    return (
      this.#clientIds.size > 0 && [...Y.decodeStateVector(stateVector).keys()].some((id) => this.#clientIds.has(id))
    );
  }

  /** @returns whether the update is of a former epoch, or builds on one. */
  isIn({ sections, deletes }: Scan): boolean {
    if (this.#clientIds.size === 0) return false;
    const isKnown = ({ client }: { client: number }): boolean => this.#clientIds.has(client);
    return (
      deletes.some(isKnown) ||
      sections.some((section) => isKnown(section) || section.structs.some((one) => this.#isUnder(one)))
    );
  }

  #isUnder({ left, right, parent }: Struct): boolean {
    const isKnown = (id: Id | null): boolean => id !== null && this.#clientIds.has(id.client);
    return isKnown(left) || isKnown(right) || (typeof parent === 'object' && isKnown(parent));
  }
}
