/**
 * Group commit: what comes within the pause after an insert goes into the database as the next one; one insert at a time,
 * in order. A failed insert is kept and tried again, for ever, with growing pauses; nothing behind it overtakes it.
 */
import type { Placed } from './entry.ts';
import { answered } from './answered.ts';
import { type Daybook, pageOf } from './daybook.ts';
import { outdatedAmong } from './fence.ts';
import { Groups, rowsOfGroup } from './groups.ts';
import { insertBindings, insertRows } from './insert.ts';
import type { JournalModels, UpdateRow } from './rows.ts';

const mostEntries = 2000;
const mostBytes = 16 * 1024 * 1024;
/** An insert waits so long for a moment that suits the process. Milliseconds. */
const longestWaitForTurn = 15;
const firstPause = 100;
/** A lease's time: nothing is being rebuilt for longer. Milliseconds. */
const rebuildTime = 70_000;
const none: ReadonlyMap<string, number> = new Map();
const longestPause = 3000;

export type Written = {
  position: number;
  documents: Map<string, Set<string>>;
  /** what was written as rows: with several nodes all of it */
  rows: readonly UpdateRow[];
  milliseconds: number;
  /** documents whose history was begun anew before this: what was written in this epoch of them is nowhere */
  outdated: ReadonlyMap<string, number>;
};

type Insert = {
  /** the edits as a page of the daybook; null: as rows */
  page: ReturnType<typeof pageOf>;
  rows: UpdateRow[];
  bindings: { documentId: string; clientId: number; accountId: string }[];
  at: Date;
};

const insertOf = (entries: readonly Placed[], isForDaybook: boolean): Insert => {
  const at = new Date();
  const groups = new Groups();
  for (const entry of entries) groups.add(entry);
  const page = isForDaybook ? pageOf(groups, at) : null;
  const rows = page ? [] : [...groups.all()].flatMap((group) => rowsOfGroup(group, at));
  const bindings = entries
    .filter((entry) => entry.bindings.length > 0)
    .flatMap((entry) => entry.bindings.map((binding) => ({ ...binding, documentId: entry.documentId })));
  return { page, rows, bindings, at };
};

export type QueueOptions = {
  models: JournalModels;
  /** how soon an edit is to be durable; milliseconds */
  within: number;
  /** null: other processes read what is written here, and may begin histories anew */
  daybook: Daybook | null;
  onWritten: (written: Written) => void;
  onError: (error: unknown) => void;
};

export class Queue {
  readonly #models: JournalModels;
  readonly #onWritten: (written: Written) => void;
  readonly #onError: (error: unknown) => void;
  readonly #within: number;
  readonly #daybook: Daybook | null;
  /** when the last insert began, and how long it took; milliseconds */
  #begunAt = Number.NEGATIVE_INFINITY;
  #took = 0;
  /** when the next one is to begin */
  #dueAt = 0;
  #waiting: Placed[] = [];
  #writing: Placed[] = [];
  #timer: NodeJS.Timeout | null = null;
  #wake: (() => void) | null = null;
  /** Somebody waits for what is in the queue: the next insert does not wait for more. */
  #isHurried = false;
  #isStopped = false;
  #lastError: string | null = null;
  #drained: (() => void)[] = [];

  constructor({ models, within, daybook, onWritten, onError }: QueueOptions) {
    this.#daybook = daybook;
    this.#models = models;
    this.#within = within;
    this.#onWritten = onWritten;
    this.#onError = onError;
  }

  add(entry: Placed): void {
    this.#waiting.push(entry);
    if (this.#waiting.length >= mostEntries) this.hurry();
    else if (this.#writing.length === 0) this.#startInTurn();
  }

  /** Somebody waits until what is in the queue now is durable. */
  hurry(): void {
    if (this.#waiting.length === 0) return;
    this.#isHurried = true;
    this.#start();
  }

  /** Milliseconds since the oldest edit that is not durable came in; 0 when all is. */
  get age(): number {
    const oldest = this.#writing[0] ?? this.#waiting[0];
    return oldest ? Date.now() - oldest.at : 0;
  }

  get isWriting(): boolean {
    return this.#writing.length > 0;
  }

  get lastError(): string | null {
    return this.#lastError;
  }

  get length(): number {
    return this.#waiting.length + this.#writing.length;
  }

  /** Resolves when everything that is in the queue now is durable; at once when it is empty. */
  async drained(): Promise<void> {
    if (this.length === 0) return;
    this.hurry();
    this.#wake?.();
    await new Promise<void>((resolve) => this.#drained.push(resolve));
  }

  /** Tries no more. What is left is in the local log. */
  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#wake?.();
    for (const resolve of this.#drained.splice(0)) resolve();
  }

  /**
   * Inserts begin as far apart as lets every edit be durable in time, and not closer than half of it. The first word after
   * a pause goes at once: at the next turn, when it has been shown.
   */
  #startInTurn(): void {
    if (this.#timer) return;
    const pause = Math.max(this.#within / 2, this.#within - this.#took);
    this.#dueAt = this.#begunAt + pause;
    const wait = Math.max(0, this.#dueAt - performance.now());
    this.#timer = setTimeout(() => this.#start(), wait + longestWaitForTurn);
  }

  /** The process has just told people of their words, and has a moment: an insert that is due begins. */
  turn(): void {
    if (this.#timer && performance.now() >= this.#dueAt) this.#start();
  }

  #start(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#writing.length > 0 || this.#waiting.length === 0 || this.#isStopped) return;
    this.#run().catch((error: unknown) => this.#onError(error));
  }

  async #run(): Promise<void> {
    this.#take();
    this.#begunAt = performance.now();
    const insert = insertOf(this.#writing, this.#daybook !== null);
    const outdated = await this.#insist(insert);
    if (!outdated) return;
    const done = this.#writing;
    this.#writing = [];
    this.#took = performance.now() - this.#begunAt;
    this.#report(done, insert.rows, outdated);
    if (this.length === 0) for (const resolve of this.#drained.splice(0)) resolve();
    else this.#goOn();
  }

  /** What came while the last insert was under way has its turn. */
  #goOn(): void {
    if (this.#isHurried || this.#drained.length > 0) this.#start();
    else this.#startInTurn();
  }

  #take(): void {
    let bytes = 0;
    let count = 0;
    for (const entry of this.#waiting) {
      bytes += entry.bytes?.length ?? 0;
      if (count > 0 && (count >= mostEntries || bytes > mostBytes)) break;
      count += 1;
    }
    this.#writing = this.#waiting.splice(0, count);
    if (this.#waiting.length === 0) this.#isHurried = false;
  }

  /** @returns which documents were in a later epoch; null when it was stopped before it succeeded. */
  async #insist(insert: Insert): Promise<ReadonlyMap<string, number> | null> {
    for (let pause = firstPause; !this.#isStopped; pause = Math.min(pause * 2, longestPause)) {
      try {
        await insertBindings(this.#models, insert.bindings, insert.at);
        const outdated = await this.#write(insert);
        this.#lastError = null;
        return outdated;
      } catch (error) {
        this.#lastError = error instanceof Error ? error.message : String(error);
        this.#onError(error);
        await this.#sleep(pause);
      }
    }
    return null;
  }

  async #write({ page, rows }: Insert): Promise<ReadonlyMap<string, number>> {
    if (page && this.#daybook) await this.#daybook.note(page);
    else await insertRows(this.#models, rows);
    return this.#daybook ? none : answered(outdatedAmong(this.#models, rows), rebuildTime);
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #report(done: readonly Placed[], all: readonly UpdateRow[], outdated: ReadonlyMap<string, number>): void {
    const milliseconds = this.#took;
    const rows = outdated.size === 0 ? all : all.filter(({ documentId }) => !outdated.has(documentId));
    const documents = new Map<string, Set<string>>();
    for (const entry of done) {
      const authors = documents.get(entry.documentId) ?? new Set<string>();
      for (const author of entry.authorIds) authors.add(author);
      documents.set(entry.documentId, authors);
    }
    try {
      this.#onWritten({ position: done.at(-1)?.position ?? 0, documents, rows, milliseconds, outdated });
    } catch (error) {
      this.#onError(error);
    }
  }
}
