/** What a room knows by other nodes that may have the same document open. Alone there is none of it. */
import type { Seen, UpdateRow } from '@samsyn/models';
import type { Room } from './room.ts';

export type Others = {
  /** Whether every right that was lowered anywhere until a moment ago has been heard of here. */
  knowsRights(): boolean;
  /**
   * Whether all that any node had shown its clients by then (milliseconds since 1970) has come into the room. What somebody
   * brings of a colleague's and is not here is then not lost nor late, but forged. When it is time to be certain the journal
   * is looked in: ask again.
   */
  haveSentAllShownBy(room: Room, at: number): boolean;
  /**
   * Asks whose a client id is, and binds it to the account (unless null) when it is nobody's. The room's client ids learn
   * the answer, and what waited for it is judged again.
   */
  askWhose(room: Room, clientId: number, accountId: string | null): void;
  /** Something came that builds on what is not here yet. */
  lacksSomething(room: Room): void;
};

/** How other nodes take part. */
export type Sharing = Others & {
  /** These rows are durable. */
  written(rows: readonly UpdateRow[]): void;
  /** The room holds what was seen of its journal. */
  opened(room: Room, seen: Seen): void;
  /** The room has told its connections what was new. */
  published(room: Room): void;
};
