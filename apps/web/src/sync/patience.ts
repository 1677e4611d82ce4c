/** Waits once, however often it is begun, until it is over or ended. */
export class Patience {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #after: number;
  readonly #act: () => void;

  /** @param after in milliseconds */
  constructor(after: number, act: () => void) {
    this.#after = after;
    this.#act = act;
  }

  begin(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#act();
    }, this.#after);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
