import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A socket's path must fit into the system's own field for it, 104 bytes on some systems. */
const LONGEST = 100;
const FILE = 'mongodb.sock';

/** The path for the Unix socket, in a folder that only this account may enter, and how to remove what was made for it. */
export function socketPlace(dir: string): { path: string; remove: () => void } {
  const folder = join(resolve(dir), 'socket');
  const path = join(folder, FILE);
  if (Buffer.byteLength(path) <= LONGEST) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    rmSync(path, { force: true });
    return { path, remove: () => rmSync(path, { force: true }) };
  }
  const temporary = mkdtempSync(join(tmpdir(), 'samsyn-'));
  return { path: join(temporary, FILE), remove: () => rmSync(temporary, { recursive: true, force: true }) };
}
