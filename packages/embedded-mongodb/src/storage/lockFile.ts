import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreLockedError } from '../errors.ts';
import { sqliteCode } from './sql.ts';

const BUSY = 5;

function holderIn(dir: string): string {
  try {
    const pid = readFileSync(join(dir, 'store.pid'), 'utf8').trim();
    return pid === '' ? '' : ` (process ${pid})`;
  } catch {
    return '';
  }
}

/**
 * Takes the folder for this process: SQLite's exclusive lock on a file of its own. The system drops it when the process
 * ends in whatever way, so a kill leaves nothing that blocks. Throws StoreLockedError. Answers how to let go.
 */
export function lockFolder(dir: string): () => void {
  const database = new DatabaseSync(join(dir, 'store.lock'), { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held(at INTEGER)');
  } catch (error) {
    database.close();
    if (sqliteCode(error) === BUSY) throw new StoreLockedError(dir, holderIn(dir));
    throw error;
  }
  writeFileSync(join(dir, 'store.pid'), `${process.pid}\n`);
  return () => database.close();
}
