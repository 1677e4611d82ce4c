/** Who waits until the journal has reached a place. */
export class Waits {
  readonly #waiting = new Set<{ place: number; resolve: () => void }>();

  /** Resolves when the place is reached. */
  async for(place: number): Promise<void> {
    await new Promise<void>((resolve) => this.#waiting.add({ place, resolve }));
  }

  /** All is durable up to this place. */
  reached(place: number): void {
    for (const waiting of this.#waiting) {
      if (waiting.place > place) continue;
      this.#waiting.delete(waiting);
      waiting.resolve();
    }
  }
}
