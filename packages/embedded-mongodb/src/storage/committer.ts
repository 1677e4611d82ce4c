import type { Catalog } from './catalog.ts';
import { sqliteCode } from './sql.ts';
import type { Sql } from './sql.ts';

/** Called when the group's COMMIT is on disk (undefined) or has failed. */
type Settle = (failure: unknown) => void;

/** How long a commit waits for as many writers as the last one had. Milliseconds. */
const PATIENCE = 1;

/**
 * Group commit: the writes of some commands are one SQLite transaction, and nobody is answered before its COMMIT is on disk.
 * When it fails, none of them happened. One writer alone is committed at once; where the last group had several, the next
 * waits a moment for as many, since each COMMIT costs the disk about as much as a dozen commands.
 */
export class Committer {
  private readonly sql: Sql;
  private readonly catalog: Catalog;
  private waiting: Settle[] = [];
  private open = false;
  /** Commands that have written since BEGIN, and those that the last commit had. */
  private writers = 0;
  private lastWriters = 1;
  private isDue = false;
  private patience: NodeJS.Timeout | undefined;

  constructor(sql: Sql, catalog: Catalog) {
    this.sql = sql;
    this.catalog = catalog;
  }

  /** Whether something is written and not yet committed. */
  get isOpen(): boolean {
    return this.open;
  }

  /** Runs one command's writes: all of them, or none when it throws. */
  write<T>(work: () => T): T {
    if (!this.open) {
      this.sql.run('BEGIN IMMEDIATE');
      this.open = true;
      this.writers = 0;
      clearTimeout(this.patience);
      if (this.lastWriters > 1) this.patience = setTimeout(() => this.commit(), PATIENCE);
    }
    this.writers += 1;
    if (this.writers >= this.lastWriters) this.commitSoon();
    this.sql.run('SAVEPOINT command');
    const { version } = this.catalog;
    try {
      const result = work();
      this.sql.run('RELEASE command');
      return result;
    } catch (error) {
      this.undo(error, version);
      throw error;
    }
  }

  private undo(error: unknown, version: number): void {
    try {
      this.sql.exec('ROLLBACK TO command; RELEASE command');
      if (this.catalog.version !== version) this.catalog.reload();
    } catch {
      // On a full disk or an I/O error SQLite has rolled the whole transaction back by itself.
      this.fail(error);
    }
  }

  /** At the end of this turn of the event loop: what else has come by then goes with it. */
  private commitSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    setImmediate(() => this.commit());
  }

  /** Calls back when what is written so far is committed; at once when nothing is open. */
  whenSettled(settle: Settle): void {
    if (this.open) this.waiting.push(settle);
    else settle(undefined);
  }

  commit(): void {
    this.isDue = false;
    if (!this.open) return;
    clearTimeout(this.patience);
    this.lastWriters = this.writers;
    try {
      this.sql.run('COMMIT');
    } catch (error) {
      this.fail(error);
      return;
    }
    this.open = false;
    this.settle(undefined);
  }

  private fail(error: unknown): void {
    try {
      if (this.sql.database.isTransaction) this.sql.exec('ROLLBACK');
    } catch (rollbackError) {
      if (sqliteCode(rollbackError) === undefined) throw rollbackError;
    }
    this.open = false;
    this.catalog.reload();
    this.settle(error);
  }

  private settle(failure: unknown): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const settle of waiting) settle(failure);
  }
}
