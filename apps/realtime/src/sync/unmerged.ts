/** What of a document's journal no snapshot holds, and whether it is worth to be merged. */
import type { History } from '@samsyn/models';

/** Merging reads and writes all of the document, in a thread of its own. Rows, bytes, milliseconds. */
const worth = {
  /** an open document is merged when much came in beside what there is */
  open: { rows: 1000, share: 1 / 8, mostRows: 5000, age: 60 * 60_000 },
  /** a closed one so that it can be opened as it is: a few rows in a small one are merged as quickly on opening */
  /** more than this is not merged while others wait for the loop, but before it is opened */
  opening: { rows: 500, bytes: 128 * 1024, size: 1024 * 1024 },
  closed: { rows: 20, bytes: 32 * 1024, size: 64 * 1024, clientIds: 100 },
} as const;

export class Unmerged {
  #rows: number;
  #bytes = 0;
  #size: number;
  #since: number | null;
  #clientIds: number;

  /** @param now milliseconds since 1970 */
  constructor(history: Pick<History, 'updates' | 'unmerged' | 'unpacked'>, now: number) {
    const [snapshot, ...later] = history.updates;
    const rows = history.unmerged;
    this.#clientIds = history.unpacked;
    this.#rows = rows;
    this.#bytes = later.reduce((sum, { length }) => sum + length, 0);
    this.#size = snapshot.length;
    this.#since = rows > 0 ? now : null;
  }

  /** Whether to merge before it is opened: a crash has left it so, or another node. */
  get isWorthOpening(): boolean {
    const { rows, bytes, size } = worth.opening;
    return this.#rows > rows || this.#bytes > bytes || (this.#rows > 0 && this.#size > size);
  }

  /** A row more. */
  addRow(): void {
    this.#rows += 1;
  }
  addClientIds(count: number): void {
    this.#clientIds += count;
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
    this.#clientIds = 0;
  }

  /** Whether to merge while people are there. */
  isWorthOpen(now: number): boolean {
    const { rows, share, mostRows, age } = worth.open;
    if (this.#rows > mostRows || (this.#rows > rows && this.#bytes > this.#size * share)) return true;
    return this.#rows > worth.closed.rows && this.#since !== null && now - this.#since > age;
  }

  /** Whether to merge when nobody is there any more. */
  get isWorthClosed(): boolean {
    const { rows, bytes, size, clientIds } = worth.closed;
    if (this.#clientIds > clientIds) return true;
    return this.#rows > rows || this.#bytes > bytes || (this.#rows > 0 && this.#size > size);
  }
}
