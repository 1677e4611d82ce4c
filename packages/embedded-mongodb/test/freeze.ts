import type { ChildProcess } from 'node:child_process';
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize } from 'bson';
import type { Document } from 'bson';
import { WHOLE } from '../src/storage/plan.ts';
import { Store } from '../src/storage/store.ts';

/** Linux tells of each thread whether it stands still. */
export const canFreeze = existsSync('/proc/self/task');

/** What is read back of what the writers of the kill test wrote. */
export type Left = { numbers: ReadonlySet<string>; counter: number; pairs: number[] };

function isStanding(pid: number): boolean {
  return readdirSync(`/proc/${pid}/task`).every((thread) => {
    const line = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1');
    return line[line.lastIndexOf(')') + 2] === 'T';
  });
}

async function frozen<T>(child: ChildProcess, work: (pid: number) => T): Promise<T> {
  const { pid } = child;
  if (pid === undefined) throw new Error('The process is gone');
  child.kill('SIGSTOP');
  try {
    while (!isStanding(pid)) await new Promise((resolve) => setImmediate(resolve));
    return work(pid);
  } finally {
    child.kill('SIGCONT');
  }
}

function documents(store: Store, name: string): Document[] {
  const collection = store.catalog.find('samsyn', name);
  return collection ? Array.from(store.view.rows(collection, WHOLE), ({ bytes }) => deserialize(bytes)) : [];
}

function readStore(dir: string): Left {
  const store = new Store(dir);
  try {
    const pairs = documents(store, 'pairs').toSorted((a, b) => Number(a['_id']) - Number(b['_id']));
    return {
      numbers: new Set(documents(store, 'numbers').map(({ _id }) => String(_id))),
      counter: Number(documents(store, 'counter')[0]?.['n'] ?? 0),
      pairs: pairs.map(({ n }) => Number(n)),
    };
  } finally {
    store.close();
  }
}

/**
 * Freezes the store's process, copies its file and log, lets it go on, and opens the copy as the next start after a kill
 * would. `before` is what `known` answered while it stood still: all of it was acknowledged before.
 */
export async function whatAKillLeaves<T>(
  child: ChildProcess,
  dir: string,
  known: () => T,
): Promise<{ left: Left; before: T }> {
  const copy = join(dir, 'copy');
  mkdirSync(copy);
  const before = await frozen(child, () => {
    for (const name of ['store.sqlite', 'store.sqlite-wal']) {
      if (existsSync(join(dir, name))) copyFileSync(join(dir, name), join(copy, name), constants.COPYFILE_FICLONE);
    }
    return known();
  });
  try {
    return { left: readStore(copy), before };
  } finally {
    rmSync(copy, { recursive: true });
  }
}
