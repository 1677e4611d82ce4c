/** What was written in a room in one beat: in the Y.Doc, and what was only typed on. It becomes one update. */
import { type Piece, Runs } from '@samsyn/models';
import * as Y from 'yjs';

export class Written {
  #updates: Uint8Array[] = [];
  readonly #typed = new Runs();
  /** of one key the update as it came */
  #onlyTyped: Uint8Array | null = null;

  /** How many changes of the Y.Doc there were. */
  get changes(): number {
    return this.#updates.length;
  }

  /** How large they are, from one of them on. */
  bytesFrom(change: number): number {
    return this.#updates.slice(change).reduce((sum, update) => sum + update.length, 0);
  }

  add(update: Uint8Array): void {
    this.#updates.push(update);
  }

  /** @param update as which the piece came */
  type(piece: Piece, update: Uint8Array): void {
    this.#onlyTyped = this.#typed.pieces === 0 ? update : null;
    this.#typed.add(piece);
  }

  /** @returns all of it, which is not here any more; null when there is nothing. */
  take(): Uint8Array | null {
    const updates = this.#updates;
    this.#updates = [];
    if (this.#typed.pieces > 0) {
      updates.push(this.#onlyTyped ?? this.#typed.update());
      this.#typed.clear();
    }
    return updates.length > 1 ? Y.mergeUpdates(updates) : (updates[0] ?? null);
  }
}
