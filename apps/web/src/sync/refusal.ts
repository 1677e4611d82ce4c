/** After a refusal: whoever writes finishes the sentence before the text changes under them. */

/** A writer has this long without a key, and the other this long at most. In milliseconds. */
const sentencePause = 700;
const longestSentence = 5000;

export class Refusal {
  #code: string | null = null;
  #since = 0;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #leave: (code: string) => void;

  /** @param leave is called once after each refusal, when the writer has paused */
  constructor(leave: (code: string) => void) {
    this.#leave = leave;
  }

  /** Calls back when the writer has paused: at once, when nobody writes. */
  async pause(): Promise<void> {
    const since = performance.now();
    const isWriting = (): boolean =>
      performance.now() - this.#writtenAt < sentencePause && performance.now() - since < longestSentence;
    while (isWriting()) await new Promise((resolve) => setTimeout(resolve, sentencePause / 4));
  }

  happened(code: string): void {
    if (this.#code !== null) return;
    this.#code = code;
    this.#since = performance.now();
    this.#plan();
  }

  /** Something more was written here. */
  written(): void {
    this.#writtenAt = performance.now();
    this.#plan();
  }

  #plan(): void {
    if (this.#code === null) return;
    clearTimeout(this.#timer);
    const isLong = performance.now() - this.#since > longestSentence;
    this.#timer = setTimeout(() => this.#end(), isLong ? 0 : sentencePause);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#code = null;
  }

  #end(): void {
    const code = this.#code;
    this.#code = null;
    if (code !== null) this.#leave(code);
  }
}
