/**
 * When documents were last written in: told at most twice a minute, however busy they are. It is shown as a day; a hundred
 * rows every few seconds were a tenth of what a hundred busy rooms cost the store.
 */
import type { Models } from '@samsyn/models';
import type { Logger } from 'pino';
import { within } from '../within.ts';

const everyMilliseconds = 30_000;
const closePatience = 2000;

export class Freshness {
  readonly #touched = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  readonly #models: Models;
  readonly #log: Logger;

  constructor(models: Models, log: Logger) {
    this.#models = models;
    this.#log = log;
    this.#timer = setInterval(() => void this.#write(), everyMilliseconds);
    this.#timer.unref();
  }

  touch(documentId: string): void {
    this.#touched.add(documentId);
  }

  /** Writes what is left, unless the database is away. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await within(closePatience, this.#write());
  }

  async #write(): Promise<void> {
    if (this.#touched.size === 0) return;
    const ids = [...this.#touched];
    this.#touched.clear();
    try {
      await this.#models.documents.updateMany({ _id: { $in: ids } }, { $set: { updatedAt: new Date() } });
    } catch (error) {
      for (const id of ids) this.#touched.add(id);
      this.#log.warn({ err: error }, 'when documents were written could not be stored');
    }
  }
}
