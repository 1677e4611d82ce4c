/** What of a document's journal no snapshot holds, and whether it is worth to be merged. */

/** Merging reads and writes all of the document, in a thread of its own. Rows, bytes, milliseconds. */
const worth = {
  /** an open document is merged when much came in beside what there is */
  open: { rows: 1000, share: 1 / 8, mostRows: 5000, age: 60 * 60_000 },
  /** a closed one so that it can be opened as it is: a few rows in a small one are merged as quickly on opening */
  closed: { rows: 20, bytes: 32 * 1024, size: 64 * 1024 },
} as const;

export class Unmerged {
  #rows: number;
  #bytes = 0;
  #size: number;
  #since: number | null;

  /** @param updates the snapshot, and what came after it in so many rows. @param now milliseconds since 1970 */
  constructor([snapshot, ...later]: readonly Uint8Array[], rows: number, now: number) {
    this.#rows = rows;
    this.#bytes = later.reduce((sum, { length }) => sum + length, 0);
    this.#size = snapshot?.length ?? 0;
    this.#since = rows > 0 ? now : null;
  }

  /** A row more. */
  addRow(): void {
    this.#rows += 1;
  }
  addBytes(bytes: number, now: number): void {
    this.#bytes += bytes;
    this.#since ??= now;
  }

  /** It is being merged: counting begins anew. */
  begin(): void {
    this.#size += this.#bytes;
    this.#rows = 0;
    this.#bytes = 0;
    this.#since = null;
  }

  /** Whether to merge while people are there. */
  isWorthOpen(now: number): boolean {
    const { rows, share, mostRows, age } = worth.open;
    if (this.#rows > mostRows || (this.#rows > rows && this.#bytes > this.#size * share)) return true;
    return this.#rows > worth.closed.rows && this.#since !== null && now - this.#since > age;
  }

  /** Whether to merge when nobody is there any more. */
  get isWorthClosed(): boolean {
    const { rows, bytes, size } = worth.closed;
    return this.#rows > rows || this.#bytes > bytes || (this.#rows > 0 && this.#size > size);
  }
}
