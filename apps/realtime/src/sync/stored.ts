/**
 * A document as its journal holds it: bytes that are sent as they are. What a client lacks, and whether what it sends is
 * anything new, is found out from the state vector and the deletions, without building a Y.Doc.
 */
import { docFrom } from '@samsyn/document';
import type { History } from '@samsyn/models';
import * as Y from 'yjs';
import { type DeleteRange, rangesOf, type Scan } from './inspection/scan.ts';
import type { Work } from './inspection/work.ts';

type Deletes = Parameters<typeof Y.mergeDeleteSets>[0][number];

/**
 * A Y.Doc that is built for it leaves out the words that were deleted, as what is stored does; merged updates would carry
 * them on, to whoever comes. It costs no more.
 */
const joined = (updates: readonly Uint8Array[]): Uint8Array => {
  const [first] = updates;
  if (first && updates.length === 1) return first;
  const doc = docFrom(updates);
  try {
    return Y.encodeStateAsUpdate(doc);
  } finally {
    doc.destroy();
  }
};

/** @returns an update without structs: all that a client lacks who has every struct. */
const onlyDeletes = (state: Uint8Array, deletesAt: number): Uint8Array => {
  const update = new Uint8Array(1 + state.length - deletesAt);
  update.set(state.subarray(deletesAt), 1);
  return update;
};

/** Ranges are sorted and apart. */
const covers = (ranges: readonly { clock: number; len: number }[], { clock, length }: DeleteRange): boolean => {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (!range) return false;
    if (clock < range.clock) high = middle - 1;
    else if (clock >= range.clock + range.len) low = middle + 1;
    else return clock + length <= range.clock + range.len;
  }
  return false;
};

export class Stored {
  readonly #history: Pick<History, 'snapshot' | 'updates'>;
  #state: Uint8Array | null = null;
  #stateVector: Uint8Array | null = null;
  #clocks: Map<number, number> | null = null;
  #deletes: Deletes | null = null;

  constructor(history: Pick<History, 'snapshot' | 'updates'>) {
    this.#history = history;
  }

  /** Together the document. */
  get updates(): readonly Uint8Array[] {
    return this.#history.updates;
  }

  /** How much is stored. Bytes. */
  get length(): number {
    return this.updates.reduce((sum, { length }) => sum + length, 0);
  }

  /** The whole document as one update. */
  get state(): Uint8Array {
    return (this.#state ??= joined(this.updates));
  }

  get stateVector(): Uint8Array {
    const { snapshot, updates } = this.#history;
    return (this.#stateVector ??=
      updates.length === 1 ? snapshot.stateVector : Y.encodeStateVectorFromUpdate(this.state));
  }

  /** @returns what the holder of a state vector lacks, as one update. @param work counts the bytes that are gone through for it */
  diff(stateVector: Uint8Array, work?: Work): Uint8Array {
    const theirs = Y.decodeStateVector(stateVector);
    if (!this.#state && this.updates.length > 1) work?.look(this.length);
    if (theirs.size === 0) return this.state;
    const { snapshot, updates } = this.#history;
    const hasAll = [...this.#clocksOf()].every(([client, clock]) => (theirs.get(client) ?? 0) >= clock);
    if (hasAll && updates.length === 1 && snapshot.deletesAt !== null)
      return onlyDeletes(this.state, snapshot.deletesAt);
    work?.look(this.state.length);
    return Y.diffUpdate(this.state, stateVector);
  }

  /** @returns whether all of the update is here already. */
  hasAll({ sections, deletes }: Scan): boolean {
    if (sections.length === 0 && deletes.length === 0) return true;
    const clocks = this.#clocksOf();
    if (!sections.every(({ client, end }) => end <= (clocks.get(client) ?? 0))) return false;
    if (deletes.length === 0) return true;
    this.#deletes ??= this.#readDeletes();
    const { clients } = this.#deletes;
    return deletes.every((one) => {
      const known = clients.get(one.client) ?? [];
      return [...rangesOf(one)].every((range) => covers(known, range));
    });
  }

  #clocksOf(): Map<number, number> {
    return (this.#clocks ??= Y.decodeStateVector(this.stateVector));
  }

  #readDeletes(): Deletes {
    const { deletesAt } = this.#history.snapshot;
    const [state, ...rows] = this.#history.updates;
    const first = deletesAt === null ? state : onlyDeletes(state, deletesAt);
    return Y.mergeDeleteSets([first, ...rows].map((update) => Y.decodeUpdate(update).ds));
  }
}
