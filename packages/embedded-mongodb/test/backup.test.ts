import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupStore, restoreStore, StoreDamagedError } from '../src/index.ts';
import { storeProcess } from './child.ts';
import { fill, flip, notes, withStore } from './notes.ts';
import { newFolder } from './support.ts';

let dir: string;

beforeEach(() => {
  dir = newFolder();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

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
    await withStore(dir, async (again) => {
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
    await withStore(dir, (client) => fill(client));
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
