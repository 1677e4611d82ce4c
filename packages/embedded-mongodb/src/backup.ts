import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BackupError, StoreDamagedError, StoreLockedError } from './errors.ts';
import { checkHeader } from './storage/check.ts';
import { makeFolder, syncPath } from './storage/folder.ts';
import { lockFolder } from './storage/lockFile.ts';
import { APPLICATION_ID, asDamage, FORMAT, pragma, storeFile } from './storage/open.ts';
import { Sql } from './storage/sql.ts';
import { findDamage } from './storage/verify.ts';
import { damageInWal } from './storage/wal.ts';

/** Puts a finished file in its place so that after a power cut it is there whole or not at all. */
function settle(part: string, file: string): void {
  syncPath(part);
  renameSync(part, file);
  syncPath(dirname(resolve(file)));
}

/** Throws StoreDamagedError when the file is no store or does not add up. */
function verify(file: string, place: string): void {
  checkHeader(place, file);
  const sql = new Sql(file, { readOnly: true });
  try {
    if (pragma(sql, 'application_id') !== APPLICATION_ID || pragma(sql, 'user_version') !== FORMAT) {
      throw new StoreDamagedError(place, `${file} is not a store of this program`);
    }
    const damage = findDamage(sql);
    if (damage !== undefined) throw new StoreDamagedError(place, damage);
  } catch (error) {
    throw asDamage(place, error);
  } finally {
    sql.close();
  }
}

/** What an unclean stop left is looked through before SQLite takes it as it is; a store in use was looked through at its start. */
function refuseDamagedLog(dir: string): void {
  try {
    const unlock = lockFolder(dir);
    const damage = damageInWal(`${storeFile(dir)}-wal`);
    unlock();
    if (damage !== undefined) throw new StoreDamagedError(dir, damage);
  } catch (error) {
    if (!(error instanceof StoreLockedError)) throw error;
  }
}

/** One consistent moment of a store that may be in use: SQLite reads it as one transaction. */
function copy(dir: string, file: string): void {
  const sql = new Sql(storeFile(dir));
  try {
    sql.run('VACUUM INTO ?', file);
  } finally {
    sql.close();
  }
}

/**
 * Copies the store in `dir` into a new file: one consistent moment, also while the store is in use, by this process or
 * another. The copy is read back and checked. Throws BackupError, and StoreDamagedError when the store is damaged.
 * It takes as long as reading the store; call it from a process that may wait.
 */
export async function backupStore(dir: string, file: string): Promise<void> {
  if (!existsSync(storeFile(dir))) throw new BackupError('noStore', dir);
  if (existsSync(file)) throw new BackupError('fileExists', file);
  refuseDamagedLog(dir);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  mkdirSync(dirname(resolve(file)), { recursive: true });
  try {
    copy(dir, part);
    verify(part, dir);
    settle(part, file);
  } catch (error) {
    throw asDamage(dir, error);
  } finally {
    rmSync(part, { force: true });
  }
}

/**
 * Puts a backup into a folder that holds no store yet. Throws BackupError, StoreLockedError when the folder is in use, and
 * StoreDamagedError when the backup is damaged.
 */
export async function restoreStore(file: string, dir: string): Promise<void> {
  if (!existsSync(file)) throw new BackupError('noFile', file);
  verify(file, dir);
  makeFolder(dir);
  const unlock = lockFolder(dir);
  const part = `${storeFile(dir)}.part`;
  try {
    if (existsSync(storeFile(dir)) || existsSync(`${storeFile(dir)}-wal`)) {
      throw new BackupError('notEmpty', dir);
    }
    copyFileSync(file, part);
    verify(part, dir);
    settle(part, storeFile(dir));
  } finally {
    rmSync(part, { force: true });
    unlock();
  }
}
