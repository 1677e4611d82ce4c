/** What a page reads of a session: whoever listens is told when it is not the same any more. */
import type { SessionSnapshot } from './status.ts';

export class Telling {
  #snapshot: SessionSnapshot;
  readonly #take: () => SessionSnapshot;
  readonly #listeners = new Set<() => void>();

  constructor(take: () => SessionSnapshot) {
    this.#take = take;
    this.#snapshot = take();
  }

  get snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something may have changed. */
  tell(): void {
    const next = this.#take();
    if (JSON.stringify(next) === JSON.stringify(this.#snapshot)) return;
    this.#snapshot = next;
    for (const listener of this.#listeners) listener();
  }
}
