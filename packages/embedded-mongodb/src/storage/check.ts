import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { StoreDamagedError } from '../errors.ts';

const HEADER = 'SQLite format 3\0';

/** What can be told from the file's beginning before SQLite opens it. Throws StoreDamagedError. */
export function checkHeader(dir: string, file: string): void {
  const { size } = statSync(file);
  if (size === 0) return;
  const head = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  const read = readSync(descriptor, head, 0, 100, 0);
  closeSync(descriptor);
  if (read < 100 || head.toString('latin1', 0, 16) !== HEADER) {
    throw new StoreDamagedError(dir, 'the header of store.sqlite is not readable');
  }
}
