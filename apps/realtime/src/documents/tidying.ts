/** Goes through the documents' journals, hour by hour: merges what was left, and lets history go when its time is over. */
import { setTimeout as sleep } from 'node:timers/promises';
import { keptSince } from '@samsyn/domain';
import type { Journal, Models } from '@samsyn/models';
import type { Logger } from 'pino';
import { settingsOf } from '../authority.ts';

const everyMilliseconds = 60 * 60_000;
const firstMilliseconds = 5 * 60_000;
/** What was written longer ago than this and still waits, waits for nobody. */
const mergeAfterMilliseconds = 60 * 60_000;
/**
 * Nobody waits for it, so those who write shall not notice it: it rests after each document, the longer the fewer there are.
 * How long it rests in all, and at most after one. Milliseconds.
 */
const restInAll = 30 * 60_000;
const longestRest = 10_000;

export class Tidying {
  readonly #journal: Journal;
  readonly #models: Models;
  readonly #log: Logger;
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout;
  #working: Promise<void> = Promise.resolve();

  constructor(journal: Journal, models: Models, log: Logger) {
    this.#journal = journal;
    this.#models = models;
    this.#log = log;
    this.#timer = setTimeout(() => this.#begin(), firstMilliseconds).unref();
  }

  /** Resolves when the document that it is at is done. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#working;
  }

  /** One way through all documents, one after the other. @param rests how long it rests between them at most; milliseconds */
  async tidyAll(now: Date, rests = 0): Promise<void> {
    const { historyMonths } = await settingsOf(this.#models);
    const mergeBefore = new Date(now.getTime() - mergeAfterMilliseconds);
    const all = await this.#models.documents.find({}, { kind: 1 }).lean();
    const rest = Math.min(longestRest, rests / all.length);
    for (const { _id, kind } of all) {
      if (this.#closing.signal.aborted) return;
      await this.#journal.tidy(_id, { mergeBefore, expireBefore: keptSince(historyMonths, kind, now) });
      await this.#rest(rest);
    }
  }

  async #rest(milliseconds: number): Promise<void> {
    if (milliseconds === 0) return;
    // A stop wakes it.
    await sleep(milliseconds, undefined, { ref: false, signal: this.#closing.signal }).catch(() => {});
  }

  #begin(): void {
    const began = Date.now();
    this.#working = this.tidyAll(new Date(began), restInAll)
      .catch((error: unknown) => this.#log.error({ err: error }, 'The journals were not tidied'))
      .then(() => this.#again(began));
  }

  #again(began: number): void {
    if (this.#closing.signal.aborted) return;
    const wait = Math.max(longestRest, began + everyMilliseconds - Date.now());
    this.#timer = setTimeout(() => this.#begin(), wait).unref();
  }
}
