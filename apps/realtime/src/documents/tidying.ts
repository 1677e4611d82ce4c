/** Goes through the documents' journals, hour by hour: merges what was left, and lets history go when its time is over. */
import { keptSince } from '@samsyn/domain';
import type { Journal, Models } from '@samsyn/models';
import type { Logger } from 'pino';
import { settingsOf } from '../admin/settings.ts';

const everyMilliseconds = 60 * 60_000;
const firstMilliseconds = 5 * 60_000;
/** What was written longer ago than this and still waits, waits for nobody. */
const mergeAfterMilliseconds = 60 * 60_000;

export class Tidying {
  readonly #journal: Journal;
  readonly #models: Models;
  readonly #log: Logger;
  #timer: NodeJS.Timeout;
  #isClosed = false;
  #working: Promise<void> = Promise.resolve();

  constructor(journal: Journal, models: Models, log: Logger) {
    this.#journal = journal;
    this.#models = models;
    this.#log = log;
    this.#timer = setTimeout(() => this.#begin(), firstMilliseconds).unref();
  }

  /** Resolves when the document that it is at is done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#working;
  }

  /** One way through all documents, one after the other. */
  async tidyAll(now: Date): Promise<void> {
    const { historyMonths } = await settingsOf(this.#models);
    const mergeBefore = new Date(now.getTime() - mergeAfterMilliseconds);
    for await (const { _id, kind } of this.#models.documents.find({}, { kind: 1 }).lean().cursor()) {
      if (this.#isClosed) return;
      await this.#journal.tidy(_id, { mergeBefore, expireBefore: keptSince(historyMonths, kind, now) });
    }
  }

  #begin(): void {
    this.#working = this.tidyAll(new Date()).catch((error: unknown) =>
      this.#log.error({ err: error }, 'The journals were not tidied'),
    );
    this.#timer = setTimeout(() => this.#begin(), everyMilliseconds).unref();
  }
}
