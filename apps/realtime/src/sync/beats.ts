/** When each room has its turn: at once where few are, after a moment where many would have to be told of each word. */
import type { Room } from './room.ts';

/**
 * The more there are in a room, the dearer it is to tell all of them something: the first word waits so long for others to
 * go out with it. Milliseconds.
 */
const smallRoom = 10;
const millisecondsPerConnection = 0.1;
const longestWait = 10;
/** Whoever writes into a room that has been quiet for so long waits for nothing. Milliseconds. */
const quiet = 250;

const waitOf = (room: Room): number => {
  const people = room.connections.size;
  if (people <= smallRoom || performance.now() - room.beatAt > quiet) return 0;
  return Math.min(longestWait, people * millisecondsPerConnection);
};

export class Beats {
  readonly #run: (due: ReadonlySet<Room>, isWhole: boolean) => void;
  #due = new Set<Room>();
  readonly #waiting = new Set<Room>();
  #immediate: NodeJS.Immediate | null = null;

  /** @param run has these rooms do what is theirs to do: all of it, or as much as others can wait for */
  constructor(run: (due: ReadonlySet<Room>, isWhole: boolean) => void) {
    this.#run = run;
  }

  /** Something came in for this room: it takes part in the next beat. */
  schedule(room: Room): void {
    if (this.#waiting.has(room) || this.#due.has(room)) return;
    const wait = waitOf(room);
    if (wait === 0) {
      this.#due.add(room);
      this.arm();
      return;
    }
    this.#waiting.add(room);
    setTimeout(() => {
      if (!this.#waiting.delete(room)) return;
      this.#due.add(room);
      // Not at once: what the sockets hold by now goes out with it.
      this.arm();
    }, wait);
  }

  /** A beat comes as soon as what is ready has been read. */
  arm(): void {
    this.#immediate ??= setImmediate(() => this.beat());
  }

  /** The beat is now, for this room too, and for all that wait when there is none. */
  now(room: Room | null): void {
    if (room) this.#due.add(room);
    else for (const waiting of this.#waiting) this.#due.add(waiting);
    this.beat(true);
  }

  /** The room is not open any more. */
  forget(room: Room): void {
    this.#due.delete(room);
    this.#waiting.delete(room);
  }

  beat(isWhole = false): void {
    if (this.#immediate) clearImmediate(this.#immediate);
    this.#immediate = null;
    const due = this.#due;
    this.#due = new Set();
    for (const room of due) this.#waiting.delete(room);
    this.#run(due, isWhole);
  }
}
