import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, StoreDamagedError } from '../errors.ts';
import { checkFile } from './check.ts';
import { Sql, sqliteCode } from './sql.ts';

/** "SMSY", in the header of the file, so that a stranger's file is not taken for a store. */
export const APPLICATION_ID = 0x534d5359;
const FORMAT = 1;

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

export function storeFile(dir: string): string {
  return join(dir, 'store.sqlite');
}

function pragma(sql: Sql, name: string): unknown {
  return Object.values(sql.get(`PRAGMA ${name}`) ?? {})[0];
}

function prepare(sql: Sql, dir: string): void {
  sql.exec('PRAGMA page_size = 8192');
  sql.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY');
  sql.exec('PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 67108864; PRAGMA cell_size_check = ON');
  if (pragma(sql, 'user_version') === 0 && sql.get('SELECT 1 FROM sqlite_schema LIMIT 1') === undefined) {
    sql.exec(`BEGIN; ${SCHEMA} COMMIT`);
  }
  if (pragma(sql, 'application_id') !== APPLICATION_ID) {
    throw new StoreDamagedError(dir, 'store.sqlite is not a store of this program');
  }
  if (pragma(sql, 'user_version') !== FORMAT) {
    throw new StoreDamagedError(dir, `store.sqlite has format ${String(pragma(sql, 'user_version'))}, this program reads ${FORMAT}`);
  }
}

const DAMAGED = new Set([11, 26]);

/** Opens (or makes) the store's file. The folder must be locked. Throws StoreDamagedError, naming what is damaged. */
export function openStoreFile(dir: string): Sql {
  mkdirSync(dir, { recursive: true });
  const file = storeFile(dir);
  if (existsSync(file)) checkFile(dir, file);
  const sql = new Sql(file);
  try {
    prepare(sql, dir);
    return sql;
  } catch (error) {
    sql.close();
    if (DAMAGED.has(sqliteCode(error) ?? 0)) {
      throw new StoreDamagedError(dir, `store.sqlite: ${error instanceof Error ? error.message : 'unreadable'}`);
    }
    throw error;
  }
}

/** What SQLite refused, as the error that a driver gets. */
export function storageError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const FULL = 13;
  if (sqliteCode(error) === FULL) return new CommandError('OutOfDiskSpace', `The disk is full: nothing was written (${message})`);
  return new CommandError('InternalError', `The store could not do this: ${message}`);
}
