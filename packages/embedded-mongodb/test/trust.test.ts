import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupStore, restoreStore, startEmbeddedStore, StoreDamagedError, StoreLockedError } from '../src/index.ts';
import type { EmbeddedStore } from '../src/index.ts';
import { Store } from '../src/storage/store.ts';
import { storeProcess } from './child.ts';
import { failure, newFolder } from './support.ts';

let dir: string;

beforeEach(() => {
  dir = newFolder();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

type Note = { _id: number; text: string };

/** Opens the store in the folder for some work, and closes it. */
async function withStore<T>(
  work: (client: MongoClient, store: EmbeddedStore) => Promise<T>,
  maxBytes?: number,
): Promise<T> {
  const store = await startEmbeddedStore(maxBytes === undefined ? { dir } : { dir, maxBytes });
  const client = await MongoClient.connect(store.uri);
  try {
    return await work(client, store);
  } finally {
    await client.close();
    await store.close();
  }
}

function notes(client: MongoClient) {
  return client.db().collection<Note>('notes');
}

async function fill(client: MongoClient, count = 200): Promise<void> {
  await notes(client).insertMany(
    Array.from({ length: count }, (_, _id) => ({ _id, text: `anteckning ${_id} `.repeat(50) })),
  );
  await notes(client).createIndex({ text: 1 });
}

/** Turns over one bit. */
function flip(file: string, at: number): void {
  const byte = readFileSync(file)[at] ?? 0;
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.of(byte ^ 0x10), 0, 1, at);
  closeSync(descriptor);
}

describe('the folder', () => {
  it('is for one process: the second stops with one line that says what to do', async () => {
    const child = await storeProcess(dir);
    const second = await storeProcess(dir);
    expect(second.line).toMatch(
      /^StoreLockedError: .* in use by another process \(process \d+\)\. Stop that one first/,
    );
    const error = await startEmbeddedStore({ dir }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreLockedError);
    const client = await MongoClient.connect(child.line);
    await notes(client).insertOne({ _id: 1, text: 'still served' });
    await client.close();
    await child.kill();
    await withStore(async (again) => expect(await notes(again).countDocuments()).toBe(1));
  });

  it('is for one store also within a process, and free again when that is closed', async () => {
    const first = await startEmbeddedStore({ dir });
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(StoreLockedError);
    await first.close();
    await (await startEmbeddedStore({ dir })).close();
  });

  it('may have a name too long for a socket', async () => {
    dir = join(dir, 'å'.repeat(60));
    await withStore(async (client) => notes(client).insertOne({ _id: 1, text: 'x' }));
  });

  it('is entered by its owner only', async () => {
    dir = join(dir, 'new');
    await withStore(async () => {
      expect(statSync(dir).mode & 0o077).toBe(0);
      expect(statSync(join(dir, 'socket')).mode & 0o077).toBe(0);
    });
  });
});

describe('a port', () => {
  it('is answered on loopback, to who has the secret of the address', async () => {
    const store = await startEmbeddedStore({ dir, port: 0 });
    expect(store.uri).toMatch(/^mongodb:\/\/samsyn:[\w-]{32}@127\.0\.0\.1:\d+\/samsyn\?/);
    const client = await MongoClient.connect(store.uri);
    await notes(client).insertOne({ _id: 1, text: 'x' });
    await client.close();
    const wrong = MongoClient.connect(store.uri.replace(/:[\w-]{32}@/, ':wrong@'));
    expect(await failure(wrong)).toMatchObject({ code: 18 });
    const without = await MongoClient.connect(store.uri.replace(/samsyn:[\w-]{32}@/, ''));
    expect(await failure(notes(without).findOne())).toMatchObject({ code: 13 });
    await without.close();
    await store.close();
  });
});

describe('damage', () => {
  it.each([
    ['at the beginning', 10],
    ['in the schema', 3000],
    ['in the middle', 100_000],
    ['in an index', 400_000],
  ])('%s of the file is found at the next start', async (_where, at) => {
    await withStore((client) => fill(client));
    const file = join(dir, 'store.sqlite');
    expect(statSync(file).size).toBeGreaterThan(at);
    flip(file, at);
    const error = await startEmbeddedStore({ dir }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreDamagedError);
    expect(error instanceof StoreDamagedError && error.message).toMatch(/store\.sqlite.*restore the last good backup/);
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(StoreDamagedError);
  });

  it('names the collection that it is in, and the last good backup takes its place', async () => {
    await withStore((client) => fill(client));
    const backup = join(dir, 'backup');
    await backupStore(dir, backup);
    flip(join(dir, 'store.sqlite'), 100_000);
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(/samsyn\.notes/);
    await expect(backupStore(dir, join(dir, 'late'))).rejects.toThrow(StoreDamagedError);
    const anew = join(dir, 'anew');
    await restoreStore(backup, anew);
    dir = anew;
    await withStore(async (client) => expect(await notes(client).find().toArray()).toHaveLength(200));
  });

  it('that comes while the store is open is found where it is read, and nowhere else', async () => {
    await withStore((client) => fill(client));
    await withStore(async (client) => {
      const file = join(dir, 'store.sqlite');
      flip(file, readFileSync(file).indexOf('anteckning 77 ') + 3);
      const all = await failure(notes(client).find().toArray());
      expect(all).toMatchObject({
        code: 1,
        message: expect.stringMatching(/samsyn\.notes \(row 78\) is damaged on disk/),
      });
      expect(await failure(notes(client).findOne({ _id: 77 }))).toMatchObject({ code: 1 });
      expect(await notes(client).findOne({ _id: 76 })).toMatchObject({ _id: 76 });
    });
  });

  it('after a kill is found too: a document whose bytes changed', async () => {
    await withStore((client) => fill(client));
    const child = await storeProcess(dir);
    await child.kill();
    const file = join(dir, 'store.sqlite');
    flip(file, readFileSync(file).indexOf('anteckning 77 ') + 3);
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(
      /samsyn\.notes: the document in row 78 does not match its sum/,
    );
  });

  it('in the middle of the log that a kill left is found; a torn end is what nobody was told of', async () => {
    const child = await storeProcess(dir);
    const client = await MongoClient.connect(child.line);
    for (let _id = 0; _id < 20; _id++) await notes(client).insertOne({ _id, text: 'x'.repeat(500) });
    await child.kill();
    await client.close();
    const log = join(dir, 'store.sqlite-wal');
    const whole = readFileSync(log);
    flip(log, Math.floor(whole.length / 2));
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(/write-ahead log .* commits after it/);
    writeFileSync(log, whole);
    truncateSync(log, whole.length - 100);
    await withStore(async (again) => expect(await notes(again).countDocuments()).toBe(19));
  });

  it('of another kind: a file that is no store, a file cut short', async () => {
    writeFileSync(join(dir, 'store.sqlite'), 'hello');
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(StoreDamagedError);
    rmSync(join(dir, 'store.sqlite'));
    await withStore((client) => fill(client));
    truncateSync(join(dir, 'store.sqlite'), 200_000);
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(StoreDamagedError);
  });
});

describe('a backup', () => {
  it('is made while the store is written to, holds one moment, and comes back into an empty folder', async () => {
    const copy = join(dir, 'copies', 'backup.sqlite');
    const source = join(dir, 'source');
    const target = join(dir, 'target');
    mkdirSync(source);
    const child = await storeProcess(source);
    const client = await MongoClient.connect(child.line);
    await fill(client);
    const pairs = client.db().collection<{ _id: string; n: number }>('pairs');
    await pairs.insertMany([
      { _id: 'a', n: 0 },
      { _id: 'b', n: 0 },
    ]);
    const state = { goesOn: true };
    const writing = (async () => {
      while (state.goesOn) {
        await client.withSession((session) =>
          session.withTransaction(async () => {
            await pairs.updateMany({}, { $inc: { n: 1 } }, { session });
          }),
        );
      }
    })();
    await backupStore(source, copy);
    state.goesOn = false;
    await writing;
    await client.close();
    await child.kill();
    await expect(backupStore(source, copy)).rejects.toThrow(/exists already/);
    await restoreStore(copy, target);
    await expect(restoreStore(copy, target)).rejects.toThrow(/There is a store in .* already/);
    dir = target;
    await withStore(async (again) => {
      expect(await notes(again).countDocuments()).toBe(200);
      expect(
        await notes(again)
          .find({ text: /^anteckning 7 / })
          .toArray(),
      ).toHaveLength(1);
      const [a, b] = await again.db().collection('pairs').find().toArray();
      expect(a?.['n']).toBe(b?.['n']);
      expect(await notes(again).indexes()).toHaveLength(2);
    });
  });

  it('that is damaged is refused, and a damaged store is not backed up in silence', async () => {
    await withStore((client) => fill(client));
    const copy = join(dir, 'copy.sqlite');
    await backupStore(dir, copy);
    const bad = join(dir, 'bad.sqlite');
    copyFileSync(copy, bad);
    flip(bad, readFileSync(bad).indexOf('anteckning 77 ') + 3);
    await expect(restoreStore(bad, join(dir, 'target'))).rejects.toThrow(StoreDamagedError);
    expect(existsSync(join(dir, 'target', 'store.sqlite'))).toBe(false);
    const file = join(dir, 'store.sqlite');
    flip(file, readFileSync(file).indexOf('anteckning 77 ') + 3);
    await expect(backupStore(dir, join(dir, 'late.sqlite'))).rejects.toThrow(StoreDamagedError);
    expect(existsSync(join(dir, 'late.sqlite'))).toBe(false);
    await expect(backupStore(join(dir, 'nowhere'), join(dir, 'x'))).rejects.toThrow(/There is no store/);
    // Where the order of the file itself is damaged, SQLite stumbles before any sum is looked at.
    const pages = readFileSync(copy).fill(0xee, 8192, 40_960);
    writeFileSync(bad, pages);
    await expect(restoreStore(bad, join(dir, 'target'))).rejects.toThrow(StoreDamagedError);
    writeFileSync(file, pages);
    await expect(backupStore(dir, join(dir, 'late.sqlite'))).rejects.toThrow(StoreDamagedError);
    expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('what is acknowledged', () => {
  it('waits for the disk: a write-ahead log, and every commit synced', async () => {
    const store = new Store(dir);
    expect(Object.values(store.sql.get('PRAGMA journal_mode') ?? {})).toEqual(['wal']);
    const FULL = 2;
    expect(Object.values(store.sql.get('PRAGMA synchronous') ?? {})).toEqual([FULL]);
    store.close();
  });
});

/** A store on a file system of 6 MB of its own, which two processes use one after the other; its address is on a port. */
function smallDisk(): { lines: AsyncIterator<string>; end: () => void } {
  const serve = fileURLToPath(new URL('./fixtures/serve.ts', import.meta.url));
  const script = 'mount -t tmpfs -o size=6m tmpfs "$1" && { "$2" "$3" "$1" 0; "$2" "$3" "$1" 0; }';
  const child = spawn('unshare', ['-rm', 'sh', '-c', script, 'sh', dir, process.execPath, serve], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  return {
    lines: createInterface(child.stdout)[Symbol.asyncIterator](),
    end: () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    },
  };
}

/** Where a process may make itself a file system: Linux with user namespaces, or root. */
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

describe('a full disk', () => {
  it.runIf(canMount)('of its own refuses writes, is read, and is whole at the next start, full as it is', async () => {
    const disk = smallDisk();
    try {
      const first = await MongoClient.connect(String((await disk.lines.next()).value));
      let count = 0;
      const add = () => notes(first).insertOne({ _id: count, text: 'x'.repeat(20_000) });
      const error = await (async () => {
        for (;;) {
          const failed = await add().catch((reason: unknown) => reason);
          if (failed instanceof Error) return failed;
          count += 1;
        }
      })();
      expect(error).toMatchObject({ code: 14031 });
      expect(count).toBeGreaterThan(50);
      expect(await failure(add())).toMatchObject({ code: 14031 });
      expect(await notes(first).countDocuments()).toBe(count);
      expect(await notes(first).find().toArray()).toHaveLength(count);
      const { pid } = await first.db('admin').command({ serverStatus: 1 });
      process.kill(Number(pid), 'SIGKILL');
      await first.close();
      const second = await MongoClient.connect(String((await disk.lines.next()).value));
      expect(await notes(second).countDocuments()).toBe(count);
      await second.close();
    } finally {
      disk.end();
    }
  });

  it('refuses writes with an error, goes on reading, and starts again afterwards', async () => {
    const written = await withStore(async (client) => {
      const big = () => notes(client).insertOne({ _id: count, text: 'x'.repeat(20_000) });
      let count = 0;
      const error = await (async () => {
        for (;;) {
          const failed: unknown = await big().then(
            () => undefined,
            (reason: unknown) => reason,
          );
          if (failed) return failed;
          count += 1;
        }
      })();
      expect(error).toMatchObject({ code: 14031 });
      expect(await notes(client).countDocuments()).toBe(count);
      expect(await notes(client).findOne({ _id: 0 })).toMatchObject({ _id: 0 });
      const together = await Promise.allSettled([
        notes(client).find().toArray(),
        big(),
        notes(client).countDocuments(),
      ]);
      expect(together.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      await notes(client).deleteMany({ _id: { $lt: 10 } });
      await notes(client).insertOne({ _id: 10_000, text: 'there is room again' });
      return count - 9;
    }, 2_000_000);
    await withStore(async (client) => expect(await notes(client).countDocuments()).toBe(written));
  });
});
