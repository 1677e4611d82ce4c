/** What a room takes in at one beat, and what came of it. */
import type { Inbound } from './inbound.ts';
import type { Touched } from './inspection/walk.ts';

/** What takes all rooms together longer than this waits for the next beat: few bytes may be much work. Milliseconds. */
export const longestAtOnce = 25;

/** Yjs failed on an update that was let through: the document in memory is not to be trusted any more. */
export class ApplyFailed extends Error {
  override name = 'ApplyFailed';
}

/** How far a room came: `typed` when there was no time left, so that it took nothing but what was typed on. */
export type Progress = 'all' | 'some' | 'typed';

/** Everybody whose account has written; most often one or none. */
export type Turn = {
  taken: Inbound[];
  authors: Set<string>;
  broughtBy: string | null;
  touched: Touched;
  /** what was applied, as it came, and by whom what of it takes something away */
  applied: Uint8Array[];
  deleting: { accountId: string; update: Uint8Array }[];
  /** when it is to come to an end; milliseconds of the process's own clock */
  until: number;
};

export const newTurn = (until: number): Turn => ({
  taken: [],
  authors: new Set(),
  broughtBy: null,
  touched: [],
  applied: [],
  deleting: [],
  until,
});
