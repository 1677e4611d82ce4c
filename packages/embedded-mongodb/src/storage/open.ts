import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BSONError } from 'bson';
import { CommandError, StoreDamagedError } from '../errors.ts';
import { checkHeader } from './check.ts';
import { Sql, sqliteCode } from './sql.ts';
import { takeSums } from './sums.ts';
import { findDamage, ownersOf } from './verify.ts';
import { damageInWal } from './wal.ts';

/** "SMSY", in the header of the file, so that a stranger's file is not taken for a store. */
export const APPLICATION_ID = 0x534d5359;
export const FORMAT = 1;

const SCHEMA = `
  CREATE TABLE meta(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
  CREATE TABLE collections(
    id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, uuid TEXT NOT NULL, options BLOB NOT NULL,
    UNIQUE(db, name)
  );
  CREATE TABLE indexes(
    id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, name TEXT NOT NULL, spec BLOB NOT NULL,
    multikey INTEGER NOT NULL, UNIQUE(collection, name)
  );
  CREATE TABLE retries(session BLOB PRIMARY KEY, number INTEGER NOT NULL, reply BLOB NOT NULL, at INTEGER NOT NULL)
    WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};
`;

/** After an unclean stop a file up to this size is read whole before it is used (about a tenth of a second). */
const CHECKED_WHOLE = 32 * 1024 * 1024;

export function storeFile(dir: string): string {
  return join(dir, 'store.sqlite');
}

export function pragma(sql: Sql, name: string): unknown {
  return Object.values(sql.get(`PRAGMA ${name}`) ?? {})[0];
}

/** Lets the file grow to so many bytes; what would need more is answered as by a full disk. */
export function limitSize(sql: Sql, bytes: number): void {
  sql.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(bytes / Number(pragma(sql, 'page_size'))))}`);
}

function prepare(sql: Sql, dir: string): void {
  sql.exec('PRAGMA page_size = 8192');
  sql.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  // Few pages of its own: the system keeps the file's pages already, and memory is bounded.
  sql.exec('PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON');
  sql.exec('PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864');
  if (pragma(sql, 'user_version') === 0 && sql.get('SELECT 1 FROM sqlite_schema LIMIT 1') === undefined) {
    sql.exec(`BEGIN; ${SCHEMA} COMMIT`);
  }
  if (pragma(sql, 'application_id') !== APPLICATION_ID) {
    throw new StoreDamagedError(dir, 'store.sqlite is not a store of this program');
  }
  if (pragma(sql, 'user_version') !== FORMAT) {
    const format = String(pragma(sql, 'user_version'));
    throw new StoreDamagedError(dir, `store.sqlite has format ${format}, this program reads ${FORMAT}`);
  }
}

/**
 * After a clean stop the file is compared with the sums made then; after an unclean one a small file is read whole, and a
 * large one is trusted until its documents are read, each of which has a sum.
 */
function check(sql: Sql, dir: string, file: string, sums: ReturnType<typeof takeSums>): void {
  if (sums.damaged) {
    const { from, to } = sums.damaged;
    const owners = ownersOf(sql, from, to);
    throw new StoreDamagedError(
      dir,
      `store.sqlite has changed between bytes ${from} and ${to}${owners && ` (${owners})`}`,
    );
  }
  if (sums.isClean || statSync(file).size > CHECKED_WHOLE) return;
  const damage = findDamage(sql);
  if (damage !== undefined) throw new StoreDamagedError(dir, damage);
}

const DAMAGED = new Set([11, 26]);

/** What SQLite says of a damaged file, as StoreDamagedError; any other error as it is. */
export function asDamage(dir: string, error: unknown): unknown {
  if (!DAMAGED.has(sqliteCode(error) ?? 0)) return error;
  return new StoreDamagedError(dir, `store.sqlite: ${error instanceof Error ? error.message : 'unreadable'}`);
}

/** Opens (or makes) the store's file. The folder must be locked. Throws StoreDamagedError, naming what is damaged. */
export function openStoreFile(dir: string): Sql {
  const file = storeFile(dir);
  const isNew = !existsSync(file);
  const wal = damageInWal(`${file}-wal`);
  if (wal !== undefined) throw new StoreDamagedError(dir, wal);
  if (isNew && existsSync(`${file}-wal`))
    throw new StoreDamagedError(dir, 'store.sqlite is gone, its write-ahead log is there');
  const sums = isNew ? { isClean: true } : takeSums(dir, file);
  if (!isNew) checkHeader(dir, file);
  const sql = new Sql(file);
  try {
    prepare(sql, dir);
    check(sql, dir, file, sums);
    return sql;
  } catch (error) {
    sql.close();
    throw asDamage(dir, error);
  }
}

/** What SQLite says of a collection's or an index's table that is no longer there. */
const DROPPED = /^no such table: [ci]\d+$/;

/** What SQLite refused, or what is no BSON, as the error that a driver gets. */
export function storageError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BSONError) return new CommandError('InvalidBSON', `Invalid BSON: ${message}`);
  if (DROPPED.test(message)) {
    return new CommandError('QueryPlanKilled', 'The collection, or the index, that is read was dropped meanwhile');
  }
  const FULL = 13;
  if (sqliteCode(error) === FULL) {
    return new CommandError('OutOfDiskSpace', `The disk is full: nothing was written (${message})`);
  }
  return new CommandError('InternalError', `The store could not do this: ${message}`);
}
