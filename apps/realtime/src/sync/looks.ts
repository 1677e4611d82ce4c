/** Looks into the journal, of which a room has seen what other nodes have put there, or told of, so far. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Journal, nothingSeen, type Seen } from '@samsyn/models';
import { closeCodes } from '@samsyn/document';
import type { Engine } from './engine.ts';
import type { Room } from './room.ts';

/** Read rows that are remembered; beyond it the next look reads all again. */
const mostSeen = 5000;
/** After this long what the database did not answer is asked again. Milliseconds. */
export const againAfter = 200;
/** Looks at a time, where all rooms need one. */
const mostLooks = 4;

type Looking = { done: Promise<void>; isDueAgain: boolean };

export class Looks {
  readonly #journal: Journal;
  readonly #engine: () => Engine;
  readonly #complain: (error: unknown) => void;
  readonly #seen = new WeakMap<Room, { head: number; rows: Set<string> }>();
  readonly #looking = new Map<Room, Looking>();
  readonly #begunAt = new WeakMap<Room, number>();

  /** @param complain is told of what the database did not answer */
  constructor(journal: Journal, engine: () => Engine, complain: (error: unknown) => void) {
    this.#journal = journal;
    this.#engine = engine;
    this.#complain = complain;
  }

  /** The room holds what was seen of its journal. */
  opened(room: Room, seen: Seen): void {
    this.#seen.set(room, { head: seen.head, rows: new Set(seen.rows) });
  }

  /** The room has, or is about to be given, this row. */
  remember(room: Room, rowId: string): void {
    const seen = this.#seen.get(room);
    if (!seen) return;
    seen.rows.add(rowId);
    if (seen.rows.size > mostSeen) this.#seen.delete(room);
  }

  /** Whether all that was in the journal then (milliseconds since 1970) has come into the room. */
  hasSeenAllBy(room: Room, then: number): boolean {
    return (this.#begunAt.get(room) ?? 0) >= then;
  }

  /** Takes in what others wrote; tries until the database answers. @param isAll also what was seen before */
  async look(room: Room, isAll = false): Promise<void> {
    if (isAll) this.#seen.delete(room);
    const looking = this.#looking.get(room);
    if (looking) {
      looking.isDueAgain = true;
      return looking.done;
    }
    const begun: Looking = { done: Promise.resolve(), isDueAgain: true };
    this.#looking.set(room, begun);
    begun.done = this.#lookUntilDone(room, begun);
    return begun.done;
  }

  /** Takes in what others wrote into all rooms that are open now. */
  everywhere(): void {
    const rooms = [...this.#engine().rooms];
    const next = async (): Promise<void> => {
      for (let room = rooms.pop(); room; room = rooms.pop()) await this.look(room);
    };
    for (let count = 0; count < mostLooks; count += 1) void next();
  }

  /** Looks once. @throws when the database does not answer */
  async once(room: Room): Promise<void> {
    const before = this.#seen.get(room);
    const begunAt = this.#engine().now();
    const { epoch, updates, seen } = await this.#journal.news(room.documentId, before ?? nothingSeen);
    if (!this.isOpen(room)) return;
    if (epoch !== room.epoch) {
      this.#engine().giveUp(room, new Error('Its history was begun anew'), closeCodes.otherEpoch);
      return;
    }
    // What was heard meanwhile and could not be applied is to be read again: it must not count as seen.
    if (this.#seen.get(room) === before) this.opened(room, seen);
    this.#begunAt.set(room, begunAt);
    if (updates.length === 0) return;
    room.intake.takeFromOthers(updates);
    this.#engine().schedule(room);
  }

  isOpen(room: Room): boolean {
    return this.#engine().roomOf(room.documentId) === room;
  }

  async #lookUntilDone(room: Room, looking: Looking): Promise<void> {
    try {
      while (looking.isDueAgain && this.isOpen(room)) {
        looking.isDueAgain = false;
        try {
          await this.once(room);
        } catch (error) {
          this.#complain(error);
          looking.isDueAgain = true;
          await wait(againAfter);
        }
      }
    } finally {
      this.#looking.delete(room);
    }
  }
}
