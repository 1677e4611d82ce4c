/** The journal: the one durable truth of every document's text, and this machine's log in front of it. */
import type { Connection } from 'mongoose';
import type { DocumentVersion } from '@samsyn/domain';
import { newObjectId } from '../records/common.ts';
import { answered } from './answered.ts';
import { compact, type Watch } from './compaction.ts';
import { Daybook, postLeft } from './daybook.ts';
import { type ClientIdBinding, type Entry, type History, type Placed, type Seen } from './entry.ts';
import { type News, newsOf } from './feed.ts';
import { createHistory, epochOf, findBindings, loadHistory } from './history.ts';
import { type Batch, insertBindings } from './insert.ts';
import { LocalLog } from './local-log.ts';
import { Mark } from './mark.ts';
import { Queue, type Written } from './queue.ts';
import { type Rebuild, rebuild } from './rebuild.ts';
import { replay } from './replay.ts';
import { type JournalModels, journalModels } from './rows.ts';
import { type Tidy, tidy } from './tidy.ts';
import { addVersion, lastVersionAt, listVersions, type NewVersion, readVersion } from './versions.ts';

/** After an unclean stop clients may bring colleagues' lost edits for this long. */
const healingMilliseconds = 10 * 60_000;
/** How long a question to the database may take before it is asked again. */
const askTime = 5000;
/**
 * How soon an edit is to be durable. An insert costs about as much as thirty edits, so this decides what durability costs; an
 * acknowledgement is promised within 200 ms. Between nodes an edit crosses when it is in the database: others wait for it.
 * Milliseconds.
 */
const durableWithin = { alone: 170, shared: 50 } as const;
/** An edit that is not durable after this long is a store that fails. */
const stuckMilliseconds = 2000;

export type JournalOptions = {
  connection: Connection;
  /** where this machine's log lies; made when it is missing */
  directory: string;
  /** this process among those that share the database; a new one when absent */
  id?: string;
  /** other processes write in it at the same time: what they left unclosed is told by `forgetUnclosed` */
  isShared?: boolean;
  /** told of every failed try */
  onError?: (error: unknown) => void;
};

export class Journal {
  readonly #models: JournalModels;
  readonly #log: LocalLog;
  readonly #daybook: Daybook;
  readonly #queue: Queue;
  readonly #onError: (error: unknown) => void;
  #listener: (written: Written) => void = () => {};
  #position = 0;
  #durable = 0;
  #logError: string | null = null;

  #healingUntil = 0;
  readonly #id: string;
  readonly #mark: Mark;

  private constructor(options: JournalOptions, models: JournalModels, log: LocalLog, wasUnclean: boolean) {
    this.#models = models;
    this.#log = log;
    this.#onError = options.onError ?? (() => {});
    this.#id = options.id ?? newObjectId();
    this.#mark = new Mark(models.open, this.#id);
    if (wasUnclean) this.heal();
    this.#daybook = new Daybook(models, this.#onError);
    this.#queue = new Queue({
      models,
      daybook: options.isShared ? null : this.#daybook,
      within: options.isShared ? durableWithin.shared : durableWithin.alone,
      onWritten: (written) => this.#written(written),
      onError: this.#onError,
    });
  }

  /**
   * Opens the journal: makes its indexes, and puts into the database what a stopped process left in the local log.
   * @throws when the directory cannot be written or the database refuses.
   */
  static async open(options: JournalOptions): Promise<Journal> {
    const models = journalModels(options.connection);
    for (const model of [models.updates, models.blobs, models.versions, models.clientIds, models.epochs])
      await model.createIndexes();
    const log = new LocalLog(options.directory);
    // This machine's disk may be a new one: the database remembers too who did not close.
    const left = options.isShared ? [] : await models.open.find({}).lean();
    const journal = new Journal(options, models, log, log.wasUnclean || left.some((row) => row.healingUntil === null));
    for (const { healingUntil } of left) journal.#healingUntil = Math.max(journal.#healingUntil, Number(healingUntil));
    await journal.#mark.make();
    await models.open.deleteMany({ _id: { $in: left.map(({ _id }) => _id) } });
    await postLeft(models);
    await replay(models, log.left, journal.#onError);
    log.forgetLeft();
    if (options.isShared) journal.#mark.keep();
    return journal;
  }

  /** Places come in order: what is at or before this one is durable. */
  get durable(): number {
    return this.#durable;
  }

  /** Milliseconds since the oldest edit that is not durable came in. */
  get age(): number {
    return this.#queue.age;
  }

  /** Until when (milliseconds since 1970) edits of others may be brought; 0 after a clean stop. */
  get healingUntil(): number {
    return this.#healingUntil;
  }

  /** Something was lost that clients may bring back: colleagues' edits too, for a while from now. */
  heal(): void {
    this.#healingUntil = Date.now() + healingMilliseconds;
  }

  /**
   * Takes out the marks of processes that are not among these.
   * @returns how many there were: each has ended without closing.
   */
  async forgetUnclosed(alive: readonly string[]): Promise<number> {
    const others = { _id: { $nin: [...alive, this.#id] } };
    const healing = { $or: [{ healingUntil: null }, { healingUntil: { $gt: new Date() } }] };
    const { deletedCount } = await this.#models.open.deleteMany({ ...others, ...healing });
    await this.#models.open.deleteMany(others);
    return deletedCount;
  }

  /** Calls the one listener whenever edits have become durable. */
  listen(listener: (written: Written) => void): void {
    this.#listener = listener;
  }

  /** Takes an edit. It is shown to others only after `writeLog`, and acknowledged when `durable` has reached its place. */
  append(entry: Entry): number {
    this.#position += 1;
    const placed: Placed = { ...entry, position: this.#position, at: Date.now() };
    this.#log.add(placed);
    this.#queue.add(placed);
    return this.#position;
  }

  /** Whether the database has yet to answer. */
  get isWriting(): boolean {
    return this.#queue.isWriting;
  }

  /** A moment in which an insert that is due delays nobody. */
  turn(): void {
    this.#queue.turn();
  }

  /** Somebody waits for what was appended: it is not to wait for more to come. */
  hurry(): void {
    this.#queue.hurry();
  }

  /** Writes what was appended to this machine's log. @returns false when the disk refuses; the next call tries again. */
  writeLog(): boolean {
    try {
      this.#log.write();
      this.#logError = null;
      return true;
    } catch (error) {
      if (this.#logError === null) this.#onError(error);
      this.#logError = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  /** @returns the document's history. @throws HistoryMissing */
  async load(documentId: string): Promise<History> {
    await this.#daybook.settle(documentId);
    return loadHistory(this.#models, documentId);
  }

  /** @returns the document's epoch. @throws HistoryMissing */
  epochOf(documentId: string): Promise<number> {
    return epochOf(this.#models, documentId);
  }

  /** What came into the journal since. @throws HistoryMissing */
  news(documentId: string, seen: Seen): Promise<News> {
    return answered(newsOf(this.#models, documentId, seen), askTime);
  }

  /**
   * Binds client ids to accounts, unless they are bound already: of two nodes that try at once the database decides.
   * @returns whose these and the other asked for client ids are, durably.
   */
  async bind(
    documentId: string,
    bindings: readonly ClientIdBinding[],
    asked: readonly number[],
  ): Promise<Map<number, string>> {
    const rows = bindings.map((one) => ({ ...one, documentId }));
    await insertBindings(this.#models, rows, new Date());
    const all = [...bindings.map(({ clientId }) => clientId), ...asked];
    return answered(findBindings(this.#models, documentId, all), askTime);
  }

  /** Gives a document its first content; durable when it resolves. @throws HistoryExists */
  create(first: Omit<Batch, 'broughtBy'>, bindings: readonly ClientIdBinding[]): Promise<void> {
    return createHistory(this.#models, { ...first, broughtBy: null }, bindings);
  }

  /** Merges rows, and packs whose client ids are. @returns how many rows were merged into the snapshot. */
  async compact(documentId: string, watch?: Watch): Promise<number> {
    await this.#daybook.settle(documentId);
    return compact(this.#models, documentId, watch);
  }

  /**
   * Begins the document's history anew. Nobody may be writing in it meanwhile.
   * @returns the new epoch. @throws HistoryMissing
   */
  async rebuild(documentId: string, how: Rebuild): Promise<number> {
    await this.#daybook.settle(documentId);
    return rebuild(this.#models, documentId, how);
  }

  /** Merges, retires and lets go by age. @returns how many retired rows have gone. */
  tidy(documentId: string, by: Tidy): Promise<number> {
    return tidy(this.#models, documentId, by);
  }

  addVersion(version: NewVersion): Promise<DocumentVersion> {
    return addVersion(this.#models, version);
  }
  versions(documentId: string): Promise<DocumentVersion[]> {
    return listVersions(this.#models, documentId);
  }
  lastVersionAt(documentId: string): Promise<number | null> {
    return lastVersionAt(this.#models, documentId);
  }
  readVersion(documentId: string, versionId: string): Promise<Uint8Array | null> {
    return readVersion(this.#models, documentId, versionId);
  }

  isHealthy(): { ok: true } | { ok: false; why: string } {
    if (this.#logError !== null) return { ok: false, why: `local log: ${this.#logError}` };
    if (this.#queue.age <= stuckMilliseconds) return { ok: true };
    return { ok: false, why: `journal stuck for ${this.#queue.age} ms: ${this.#queue.lastError ?? 'no answer'}` };
  }

  /** Resolves when everything that was appended before is durable. */
  drained(): Promise<void> {
    return this.#queue.drained();
  }

  /**
   * Waits for what is queued and closes the local log. When the store does not take it in time (milliseconds), it stays
   * in the log for the next start.
   */
  async close(patience = 10_000): Promise<void> {
    this.writeLog();
    const timer = setTimeout(() => this.#queue.stop(), patience);
    await this.#queue.drained();
    clearTimeout(timer);
    this.#queue.stop();
    const isClean = this.#queue.length === 0;
    if (isClean) await this.#daybook.close();
    else this.#daybook.stop();
    this.#log.close(isClean);
    await (isClean ? this.#mark.close(this.#healingUntil) : this.#mark.leave());
  }

  #written(written: Written): void {
    this.#durable = written.position;
    this.#log.durable(written.position);
    this.#listener(written);
  }
}
