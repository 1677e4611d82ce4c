/** An update on its way into a room, wherever it comes from. */
import type { RefusalCode } from '@samsyn/document';
import type { Author } from './admit.ts';
import type { Connection } from './connection.ts';

export type Outcome =
  /** applied, or it changed nothing; durable when the journal has reached this place */
  | { kind: 'taken'; place: number }
  /** what it builds on is not there yet: it waits, when its sender lets it, else it is given back */
  | { kind: 'missing' }
  | { kind: 'refused'; code: RefusalCode }
  | { kind: 'invalid'; why: string }
  /** it is of a history that has been begun anew since, or builds on it */
  | { kind: 'otherEpoch' }
  /** the document is at its limit */
  | { kind: 'full' }
  /** its account has had too much of the server lately: nothing of it is kept, send again in so many seconds */
  | { kind: 'owing'; seconds: number; why: string }
  /** the room had to be given up: nothing of this tick is kept, send again */
  | { kind: 'failed' };

export type Inbound = {
  readonly update: Uint8Array;
  /** when it came; milliseconds since 1970 */
  readonly at: number;
  /** the connection that need not be sent its own words; null when there is none */
  readonly from: Connection | null;
  /** whether it may wait for what it builds on */
  readonly mayWait: boolean;
  /** who it comes from, asked when it is its turn: rights change. Null: nothing more of that sender counts */
  author(): Author | null;
  settle(outcome: Outcome): void;
};
