/** All open rooms, and the beat in which they work: process, this machine's log, publish. */
import type { Journal, Rebuild, Written } from '@samsyn/models';
import type { Logger } from 'pino';
import { type CloseCode, closeCodes } from '@samsyn/document';
import type { Asking } from '../asking.ts';
import { Beats } from './beats.ts';
import { Budgets, budgetsOfReading } from './budgets.ts';
import { NewIds } from './client-ids.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { DueAcknowledgements } from './due-acknowledgements.ts';
import { historyOf } from './history.ts';
import type { SyncMetrics } from './metrics.ts';
import type { Sharing } from './others.ts';
import { Room } from './room.ts';
import { longestAtOnce } from './turn.ts';
import { Waits } from './waits.ts';

/** How soon this machine's log is tried again when the disk refuses. Milliseconds. */
const logAgainAfter = 200;

export type EngineOptions = {
  journal: Journal;
  documentBytes: number;
  /** what an account may have the server do in a second beside taking in its bytes: written anew, or gone through */
  bytesPerSecond: number;
  log: Logger;
  metrics: SyncMetrics;
  onWritten?: (documentId: string, authorIds: readonly string[]) => void;
  now: Clock;
  asking: Asking;
  /** null: no other node opens documents */
  sharing?: Sharing | null;
};

export class Engine {
  readonly journal: Journal;
  /** The clock that everything in the engine goes by. */
  readonly now: Clock;
  readonly #options: EngineOptions;
  readonly #loading = new Map<string, Promise<Room>>();
  readonly #rooms = new Map<string, Room>();
  readonly #beats: Beats;
  readonly #unpublished = new Set<Room>();
  #logAgain: NodeJS.Timeout | null = null;
  readonly #acknowledgements: DueAcknowledgements;
  readonly #waits = new Waits();
  readonly #newIds = new NewIds();
  readonly #dues: Budgets;
  /** What of documents each account may have read: bytes that it is sent, or that are gone through for it. */
  readonly reads: Budgets;
  /** Rooms that were given up before all of theirs was durable: the next load has to wait for it. */
  readonly #givenUp = new Map<string, number>();
  /** Documents whose history is being begun anew: nobody is let in meanwhile. */
  readonly #shut = new Map<string, Promise<void>>();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.journal = options.journal;
    this.now = options.now;
    this.#dues = new Budgets(options.bytesPerSecond);
    this.reads = budgetsOfReading(options.bytesPerSecond);
    this.#beats = new Beats((due, isWhole) => this.#run(due, isWhole), options.asking, options.journal);
    this.#acknowledgements = new DueAcknowledgements(options.now);
    this.journal.listen((written) => this.#written(written));
  }

  get rooms(): Iterable<Room> {
    return this.#rooms.values();
  }
  get roomCount(): number {
    return this.#rooms.size;
  }
  roomOf(documentId: string): Room | null {
    return this.#rooms.get(documentId) ?? null;
  }
  /** @returns the room, also one that is just being opened; null when it is closed. */
  roomOrOpening(documentId: string): Room | Promise<Room> | null {
    return this.#rooms.get(documentId) ?? this.#loading.get(documentId) ?? null;
  }

  /**
   * Opens a document for as long as `use` takes; whoever joins in it keeps it open. Many at once load it once.
   * @throws HistoryMissing, or what the database says: a failed load is never an empty document.
   */
  async withRoom<T>(documentId: string, use: (room: Room) => T | Promise<T>): Promise<T> {
    const room = await this.#open(documentId);
    try {
      return await use(room);
    } catch (error) {
      if (room.content.isBroken && this.#rooms.get(documentId) === room) this.giveUp(room, error);
      throw error;
    } finally {
      room.holds -= 1;
      room.idleSince = this.now();
    }
  }

  /** Something came in for this room: it takes part in the next beat. */
  schedule(room: Room): void {
    this.#beats.schedule(room);
  }

  /** One of the connection's messages has found its place in the journal. */
  settle(room: Room, connection: Connection): void {
    const { acknowledgements } = connection;
    if (!acknowledgements) return;
    const since = acknowledgements.settle(this.journal.durable);
    if (since !== null) this.#acknowledgements.add(connection, since);
    if (acknowledgements.isWaiting) room.unacknowledged.add(connection);
    else room.unacknowledged.delete(connection);
  }

  /** Resolves when the journal has reached this place. */
  async durable(place: number): Promise<void> {
    if (place <= this.journal.durable) return;
    this.journal.hurry();
    await this.#waits.for(place);
  }

  /** Closes rooms that nobody uses and that have nothing unwritten. @param idle milliseconds that nobody has used it. */
  unload(idle: number, onUnload: (room: Room) => void): void {
    const now = this.now();
    for (const room of this.#rooms.values()) {
      if (room.connections.size > 0 || room.holds > 0 || room.isDirty || now - room.idleSince < idle) continue;
      this.#forget(room);
      onUnload(room);
      room.content.destroy();
    }
  }

  /** Something came in for this room that what comes next has to see: the beat is now. */
  workNow(room: Room): void {
    this.#beats.now(room);
  }

  /** Does at once what waits for the next beat. */
  flush(): void {
    this.#beats.now(null);
    this.#acknowledgements.flush();
  }

  /**
   * Begins a document's history anew, with nobody in it: who was in it is let go, and comes in again after it.
   * @returns the new epoch
   */
  async rebuild(documentId: string, how: Rebuild): Promise<number> {
    await this.#shut.get(documentId);
    if (this.#shut.has(documentId)) return this.rebuild(documentId, how);
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    this.#shut.set(documentId, opened);
    let room: Room | null = null;
    let code: CloseCode = closeCodes.restarting;
    try {
      room = await this.#takeOut(documentId);
      const epoch = await this.journal.rebuild(documentId, how);
      code = closeCodes.otherEpoch;
      return epoch;
    } finally {
      this.#shut.delete(documentId);
      open();
      if (room) this.#end(room, code);
    }
  }

  /** Takes a room out of use, with all that came in durable. */
  async #takeOut(documentId: string): Promise<Room | null> {
    await this.#loading.get(documentId)?.catch(() => null);
    const open = this.#rooms.get(documentId);
    if (open) this.workNow(open);
    const room = this.#rooms.get(documentId) ?? null;
    if (room) this.#forget(room);
    await this.durable(Math.max(room?.received ?? 0, this.#givenUp.get(documentId) ?? 0));
    return room;
  }

  async #open(documentId: string): Promise<Room> {
    const open = this.#rooms.get(documentId);
    if (open) {
      open.holds += 1;
      return open;
    }
    const loading = this.#loading.get(documentId) ?? this.#load(documentId);
    const room = await loading;
    // It was loaded a moment ago, and may have been given up since.
    if (this.#rooms.get(documentId) !== room) return this.#open(documentId);
    room.holds += 1;
    return room;
  }

  #load(documentId: string): Promise<Room> {
    const load = async (): Promise<Room> => {
      try {
        await this.#shut.get(documentId);
        await this.durable(this.#givenUp.get(documentId) ?? 0);
        this.#givenUp.delete(documentId);
        const history = await historyOf(documentId, this.#options);
        const { documentBytes, sharing = null } = this.#options;
        const room = new Room({
          documentId,
          history,
          journal: this.journal,
          documentBytes,
          now: this.now,
          newIds: this.#newIds,
          dues: this.#dues,
          reads: this.reads,
          others: sharing,
        });
        this.#rooms.set(documentId, room);
        sharing?.opened(room, history.seen);
        return room;
      } finally {
        this.#loading.delete(documentId);
      }
    };
    const loading = load();
    this.#loading.set(documentId, loading);
    return loading;
  }

  #run(due: ReadonlySet<Room>, isWhole: boolean): void {
    const beatAt = performance.now();
    const until = isWhole ? Infinity : beatAt + longestAtOnce;
    const behind: Room[] = [];
    const begun: Room[] = [];
    for (const room of due) {
      if (this.#rooms.get(room.documentId) !== room) {
        room.intake.failAll();
        continue;
      }
      room.beatAt = beatAt;
      try {
        const progress = room.intake.process(until);
        this.#unpublished.add(room);
        if (progress === 'typed') behind.push(room);
        else if (progress === 'some') begun.push(room);
      } catch (error) {
        this.giveUp(room, error);
      }
    }
    // Who was left behind is first next time, as soon as what is ready has been read.
    if (behind.length > 0) this.#beats.arm();
    for (const room of [...behind, ...begun]) this.schedule(room);
    const isLogged = this.journal.writeLog();
    const now = this.now();
    for (const room of this.#unpublished) {
      // In the database is as good as in the log.
      if (!isLogged && room.received > this.journal.durable) continue;
      this.#publish(room, now);
    }
    this.#acknowledgements.look();
    if (!isLogged && !this.#logAgain) this.#logAgain = setTimeout(() => this.#tryLogAgain(), logAgainAfter).unref();
  }

  #publish(room: Room, now: number): void {
    this.#unpublished.delete(room);
    try {
      this.#options.metrics.traffic.out += room.outgoing.publish(room.connections, now);
      this.#options.sharing?.published(room);
    } catch (error) {
      this.giveUp(room, error);
    }
  }

  /** Also when nobody writes anything more: until then the process is not ready. */
  #tryLogAgain(): void {
    this.#logAgain = null;
    this.#beats.arm();
  }

  /** What was last written here is in no history: its writers keep it, and are told so instead of that it is durable. */
  #outdate(documentId: string, epoch: number): void {
    const room = this.#rooms.get(documentId);
    if (room?.epoch === epoch)
      this.giveUp(room, new Error('Its history was begun anew at another node'), closeCodes.otherEpoch);
  }

  /** What this room has in memory is not to be trusted. Nobody was shown or acknowledged anything that is lost by it. */
  giveUp(room: Room, error: unknown, code: CloseCode = closeCodes.restarting): void {
    this.#options.log.error({ documentId: room.documentId, err: error }, 'A room is given up');
    room.isOutdated = code === closeCodes.otherEpoch;
    this.#forget(room);
    this.#givenUp.set(room.documentId, room.received);
    this.#end(room, code);
  }

  #end(room: Room, code: CloseCode): void {
    room.intake.failAll();
    for (const connection of room.connections) if (connection.isOpen) connection.close(code, true);
    room.content.destroy();
  }

  #forget(room: Room): void {
    if (this.#rooms.get(room.documentId) === room) this.#rooms.delete(room.documentId);
    this.#beats.forget(room);
    this.#unpublished.delete(room);
  }

  #written({ position, documents, rows, milliseconds, outdated }: Written): void {
    this.#options.metrics.appendSeconds.observe(milliseconds / 1000);
    this.#options.sharing?.written(rows);
    for (const [documentId, epoch] of outdated) this.#outdate(documentId, epoch);
    for (const [documentId, authors] of documents) {
      if (outdated.has(documentId)) continue;
      const room = this.#rooms.get(documentId);
      if (room) {
        room.unmerged.addRow();
        for (const connection of room.unacknowledged) this.settle(room, connection);
      }
      this.#options.onWritten?.(documentId, [...authors]);
    }
    this.#beats.answered();
    this.#waits.reached(position);
  }
}
