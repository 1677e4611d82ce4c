import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupStore, restoreStore, startEmbeddedStore, StoreDamagedError, StoreLockedError } from '../src/index.ts';
import { Store } from '../src/storage/store.ts';
import { storeProcess } from './child.ts';
import { fill, flip, notes, withStore } from './notes.ts';
import { failure, newFolder } from './support.ts';

let dir: string;

beforeEach(() => {
  dir = newFolder();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('what is acknowledged', () => {
  it('waits for the disk: a write-ahead log, and every commit synced', async () => {
    const store = new Store(dir);
    expect(Object.values(store.sql.get('PRAGMA journal_mode') ?? {})).toEqual(['wal']);
    const FULL = 2;
    expect(Object.values(store.sql.get('PRAGMA synchronous') ?? {})).toEqual([FULL]);
    store.close();
  });
});

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
    await withStore(dir, async (again) => expect(await notes(again).countDocuments()).toBe(1));
  });

  it('is for one store also within a process, and free again when that is closed', async () => {
    const first = await startEmbeddedStore({ dir });
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(StoreLockedError);
    await first.close();
    await (await startEmbeddedStore({ dir })).close();
  });

  it('may have a name too long for a socket', async () => {
    dir = join(dir, 'å'.repeat(60));
    await withStore(dir, async (client) => notes(client).insertOne({ _id: 1, text: 'x' }));
  });

  it('is entered by its owner only', async () => {
    dir = join(dir, 'new');
    await withStore(dir, async () => {
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
    await withStore(dir, (client) => fill(client));
    const file = join(dir, 'store.sqlite');
    expect(statSync(file).size).toBeGreaterThan(at);
    flip(file, at);
    const error = await startEmbeddedStore({ dir }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreDamagedError);
    expect(error instanceof StoreDamagedError && error.message).toMatch(/store\.sqlite.*restore the last good backup/);
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(StoreDamagedError);
  });

  it('names the collection that it is in, and the last good backup takes its place', async () => {
    await withStore(dir, (client) => fill(client));
    const backup = join(dir, 'backup');
    await backupStore(dir, backup);
    flip(join(dir, 'store.sqlite'), 100_000);
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(/samsyn\.notes/);
    await expect(backupStore(dir, join(dir, 'late'))).rejects.toThrow(StoreDamagedError);
    const anew = join(dir, 'anew');
    await restoreStore(backup, anew);
    dir = anew;
    await withStore(dir, async (client) => expect(await notes(client).find().toArray()).toHaveLength(200));
  });

  it('that comes while the store is open is found where it is read, and nowhere else', async () => {
    await withStore(dir, (client) => fill(client));
    await withStore(dir, async (client) => {
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
    await withStore(dir, (client) => fill(client));
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
    // Once the store is gone the driver looks for another so long before it ends its sessions.
    const client = await MongoClient.connect(child.line, { serverSelectionTimeoutMS: 1000 });
    for (let _id = 0; _id < 20; _id++) await notes(client).insertOne({ _id, text: 'x'.repeat(500) });
    await child.kill();
    await client.close();
    const log = join(dir, 'store.sqlite-wal');
    const whole = readFileSync(log);
    flip(log, Math.floor(whole.length / 2));
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(/write-ahead log .* commits after it/);
    writeFileSync(log, whole);
    truncateSync(log, whole.length - 100);
    await withStore(dir, async (again) => expect(await notes(again).countDocuments()).toBe(19));
  });

  it('of another kind: a file that is no store, a file cut short', async () => {
    writeFileSync(join(dir, 'store.sqlite'), 'hello');
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(StoreDamagedError);
    rmSync(join(dir, 'store.sqlite'));
    await withStore(dir, (client) => fill(client));
    truncateSync(join(dir, 'store.sqlite'), 200_000);
    await expect(startEmbeddedStore({ dir })).rejects.toThrow(StoreDamagedError);
  });
});
