import { existsSync } from 'node:fs';
import { CommandError } from '../errors.ts';
import { Catalog } from './catalog.ts';
import { Committer } from './committer.ts';
import { DirectView } from './directView.ts';
import { makeFolder } from './folder.ts';
import { lockFolder } from './lockFile.ts';
import { WriteLocks } from './locks.ts';
import { limitSize, openStoreFile, storeFile } from './open.ts';
import { Retries } from './retries.ts';
import { Sql } from './sql.ts';
import { writeSums } from './sums.ts';
import { Transaction } from './transaction.ts';

const MOST_TRANSACTIONS = 200;

/** The open store of one folder: the one thing that all commands work on. */
export class Store {
  readonly dir: string;
  private readonly isReader: boolean;
  readonly sql: Sql;
  readonly catalog: Catalog;
  readonly committer: Committer;
  readonly view: DirectView;
  readonly retries: Retries;
  private readonly locks = new WriteLocks();
  private readonly unlock: () => void;
  private readonly idleSnapshots: Sql[] = [];
  private openTransactions = 0;

  /**
   * `isReader`: a second one, beside the one that holds the folder, which only reads what is committed. Throws
   * StoreLockedError and StoreDamagedError.
   */
  constructor(dir: string, { maxBytes, isReader = false }: { maxBytes?: number | undefined; isReader?: boolean } = {}) {
    this.dir = dir;
    this.isReader = isReader;
    makeFolder(dir);
    this.unlock = isReader ? () => undefined : lockFolder(dir);
    try {
      this.sql = isReader ? new Sql(storeFile(dir), { readOnly: true }) : openStoreFile(dir);
      if (maxBytes !== undefined) limitSize(this.sql, maxBytes);
      this.catalog = new Catalog(this.sql);
    } catch (error) {
      this.unlock();
      throw error;
    }
    this.committer = new Committer(this.sql, this.catalog);
    this.retries = new Retries(this.sql);
    this.view = new DirectView(this, this.locks);
  }

  /** Begins a transaction on a snapshot of what is committed. */
  beginTransaction(): Transaction {
    if (this.openTransactions >= MOST_TRANSACTIONS) {
      throw new CommandError('InternalError', 'Too many open transactions');
    }
    this.openTransactions += 1;
    const snapshot = this.idleSnapshots.pop() ?? new Sql(storeFile(this.dir), { readOnly: true });
    return new Transaction(snapshot, this, this.locks, () => {
      this.openTransactions -= 1;
      if (this.idleSnapshots.length < 4) this.idleSnapshots.push(snapshot);
      else snapshot.close();
    });
  }

  /** Reads one committed moment for as long as the work takes. */
  atOneMoment<T>(work: () => T): T {
    this.sql.exec('BEGIN');
    try {
      this.catalog.reload();
      return work();
    } finally {
      this.sql.exec('COMMIT');
    }
  }

  close(): void {
    if (this.isReader) return this.sql.close();
    this.committer.commit();
    for (const snapshot of this.idleSnapshots) snapshot.close();
    this.sql.close();
    const file = storeFile(this.dir);
    if (!existsSync(`${file}-wal`)) writeSums(this.dir, file);
    return this.unlock();
  }
}
