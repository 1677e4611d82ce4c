/** Who waits for an answer of this process: requests, and connections that are being opened. */
export class Asking {
  #count = 0;

  /** Whether anybody does. */
  get isAnybody(): boolean {
    return this.#count > 0;
  }

  /** Somebody asks. @returns what is called once the answer is there */
  begin(): () => void {
    this.#count += 1;
    return () => {
      this.#count -= 1;
    };
  }
}
