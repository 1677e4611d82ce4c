/** What goes into the journal. */

/** Client ids that the server itself writes under are bound to this; no account has such an id. */
export const serverAccount = 'server';

export type ClientIdBinding = { clientId: number; accountId: string };

export type Entry = {
  documentId: string;
  epoch: number;
  /** a Yjs update (version 1); null when there are only bindings to keep */
  bytes: Uint8Array | null;
  authorIds: readonly string[];
  broughtBy: string | null;
  bindings: readonly ClientIdBinding[];
};

/** An entry with its place in the order of this process: counted from 1, never reused while the process lives. */
export type Placed = Entry & { position: number; at: number };

/** What is known of the update that a document was last merged into. */
export type Snapshot = {
  stateVector: Uint8Array;
  /** where in its bytes the deletions begin; null when that was not found out */
  deletesAt: number | null;
};

/** What a reader has taken in: the rows that no snapshot held, and the number of the snapshot that it knows. */
export type Seen = { head: number; rows: ReadonlySet<string> };

/** A document's history as it is opened. */
export type History = {
  epoch: number;
  /** together the document; to be applied in one transaction, in any order. The first is the snapshot */
  updates: [Uint8Array, ...Uint8Array[]];
  snapshot: Snapshot;
  /** how many rows no snapshot holds yet */
  unmerged: number;
  /** what was read of the journal: to look later for what has come since */
  seen: Seen;
  clientIds: Map<number, string>;
  /** how many of them are rows that no snapshot holds packed */
  unpacked: number;
  /** what former epochs knew: whoever writes under these, or builds on them, holds a copy of one */
  formerClientIds: ReadonlySet<number>;
};

/** The document was never given a first content. */
export class HistoryMissing extends Error {
  override name = 'HistoryMissing';
}
/** The document has a first content already. */
export class HistoryExists extends Error {
  override name = 'HistoryExists';
}
