/** When rooms have their turn: at once while few are told something, after a moment while many are. */
import type { Asking } from '../asking.ts';
import type { Room } from './room.ts';

/**
 * The more are told something, the dearer it is, and the more it saves to tell them of several words at once: the first word
 * waits for others, in its room and in others, to go out with it, and is with everybody after so long. Milliseconds.
 */
const millisecondsPerConnection = 0.119;
const longest = 14.2;
/** More than a full hall are in many rooms, in each of which little happens: from there on it grows again. Milliseconds. */
const fullHall = 300;
const longestOfMany = 33;
/** How long the telling takes is the mean of about so many beats. */
const beatsCounted = 32;
/** It goes by how many were told something in the last such time, or since. Whoever writes after a pause waits for nothing. */
const countedFor = 250;

/** What is read so soon after the process was busy may have come while it was. Milliseconds. */
const rightAfter = 0.3;
/** How long the process is busy with what the database answers. Milliseconds. */
const answerTakes = 0.3;
/** What the process sleeps on. */
const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

/** The journal's inserts, which begin right after a beat: then the process has a moment. */
export type Inserts = {
  /** Begins the one that is due. */
  turn(): void;
  /** whether the database has yet to answer */
  readonly isWriting: boolean;
};

export class Beats {
  readonly #run: (due: ReadonlySet<Room>, isWhole: boolean) => void;
  readonly #asking: Asking;
  readonly #inserts: Inserts;
  #due = new Set<Room>();
  /** the rooms that have had a turn since then; milliseconds of the process's own clock */
  readonly #lively = new Set<Room>();
  #since = Number.NEGATIVE_INFINITY;
  /** how many were told something since then, and in the time before that */
  #told = 0;
  #toldBefore = 0;
  /** how long a beat takes, by the last ones; milliseconds */
  #takes = 0;
  /** when the process was last busy: what came then was read later, and has waited */
  #busyFrom = Number.NEGATIVE_INFINITY;
  #busyUntil = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #immediate: NodeJS.Immediate | null = null;

  /** @param run has these rooms do what is theirs to do: all of it, or as much as others can wait for */
  constructor(run: (due: ReadonlySet<Room>, isWhole: boolean) => void, asking: Asking, inserts: Inserts) {
    this.#run = run;
    this.#asking = asking;
    this.#inserts = inserts;
  }

  /** Something came in for this room: it takes part in the next beat. */
  schedule(room: Room): void {
    this.#due.add(room);
    if (this.#timer || this.#immediate) return;
    const wait = this.#wait();
    if (wait < 1) this.arm();
    else this.#immediate = setImmediate(() => this.#rest(wait));
  }

  /** A beat comes as soon as what is ready has been read. */
  arm(): void {
    this.#immediate ??= setImmediate(() => this.beat());
  }

  /** The beat is now, for this room and for all that wait. */
  now(room: Room | null): void {
    if (room) this.#due.add(room);
    this.beat(true);
  }

  /** The room is not open any more. */
  forget(room: Room): void {
    this.#due.delete(room);
    this.#lively.delete(room);
  }

  beat(isWhole = false): void {
    if (this.#immediate) clearImmediate(this.#immediate);
    if (this.#timer) clearTimeout(this.#timer);
    this.#immediate = null;
    this.#timer = null;
    const due = this.#due;
    this.#due = new Set();
    for (const room of due) this.#count(room);
    const began = performance.now();
    this.#run(due, isWhole);
    if (due.size > 0) this.#learn(performance.now() - began);
    this.#inserts.turn();
    this.#busy(began, performance.now());
  }

  /** The database has answered. */
  answered(): void {
    const now = performance.now();
    const since = now - answerTakes;
    // Perhaps it has had no moment since the beat.
    this.#busy(since < this.#busyUntil ? this.#busyFrom : since, now);
  }

  /** A beat took so long; of one that took very long only so much counts. Milliseconds. */
  #learn(took: number): void {
    this.#takes += (Math.min(took, longest) - this.#takes) / beatsCounted;
  }

  #busy(from: number, until: number): void {
    this.#busyFrom = from;
    this.#busyUntil = until;
  }

  /**
   * Waits for the beat. What comes meanwhile waits for it anyway, so nobody loses anything when the process sleeps instead of
   * being woken by each message, unless somebody is being answered.
   */
  #rest(wait: number): void {
    this.#immediate = null;
    if (this.#asking.isAnybody) {
      this.#timer = setTimeout(() => {
        this.#timer = null;
        // Not at once: what the sockets hold by now goes out with it.
        this.arm();
      }, wait);
    } else {
      Atomics.wait(nobodyWakes, 0, 0, wait);
      this.arm();
    }
  }

  /** @returns milliseconds */
  #wait(): number {
    const now = performance.now();
    if (now - this.#since > countedFor) this.#countAnew(now);
    const waited = now - this.#busyUntil < rightAfter ? now - this.#busyFrom : 0;
    // The answer is read before the beat.
    const answer = this.#inserts.isWriting ? answerTakes : 0;
    return this.#within() - this.#takes - waited - answer;
  }

  /** @returns after how many milliseconds the first word is with everybody */
  #within(): number {
    const people = Math.max(this.#told, this.#toldBefore);
    const beyond = Math.max(0, people - fullHall);
    const most = Math.min(longestOfMany, longest + beyond * millisecondsPerConnection);
    return Math.min(most, people * millisecondsPerConnection);
  }

  #count(room: Room): void {
    if (this.#lively.has(room)) return;
    this.#lively.add(room);
    this.#told += room.connections.size;
  }

  #countAnew(now: number): void {
    this.#toldBefore = now - this.#since <= 2 * countedFor ? this.#told : 0;
    this.#told = 0;
    this.#lively.clear();
    this.#since = now;
  }
}
