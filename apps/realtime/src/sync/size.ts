/** How large a document is, about: its true size is counted anew only now and then. Bytes. */
import type { Clock } from './clock.ts';
import type { Content } from './content.ts';

/** How often the true size of a document at its limit is counted anew. Milliseconds. */
const countEvery = 5000;
const weighEvery = 30_000;

export class Size {
  readonly #content: Content;
  readonly #limit: number;
  readonly #now: Clock;
  #bytes: number;
  #countedAt = 0;
  #weight: number | null = null;
  #weighedAt = 0;

  /** @param limit 0: none */
  constructor(content: Content, bytes: number, limit: number, now: Clock) {
    this.#content = content;
    this.#bytes = bytes;
    this.#limit = limit;
    this.#now = now;
  }

  grow(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Whether the document may grow by so many bytes. */
  hasRoomFor(bytes: number): boolean {
    if (this.#limit === 0 || this.#bytes + bytes <= this.#limit) return true;
    const now = this.#now();
    if (now - this.#countedAt < countEvery) return false;
    this.#countedAt = now;
    this.#bytes = this.#content.diff().length;
    return this.#bytes + bytes <= this.#limit;
  }

  /** Bytes of state for each letter of text; null while it is not built. Counted anew at most every half minute. */
  get weight(): number | null {
    const now = this.#now();
    if (this.#content.isLive && now - this.#weighedAt >= weighEvery) {
      this.#weighedAt = now;
      this.#weight = this.#bytes / Math.max(1, this.#content.letters);
    }
    return this.#weight;
  }
}
