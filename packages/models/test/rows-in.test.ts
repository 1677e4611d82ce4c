import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedStore, startEmbeddedStore } from '@samsyn/embedded-mongodb';
import mongoose, { type Connection, Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passDriver, rowsIn } from '../src/index.ts';

type Word = { _id: string; number: number; bytes: Buffer; at: Date; part: { of: string } | null };

const schema = new Schema<Word>({ _id: String, number: Number, bytes: Buffer, at: Date, part: Object });
const directory = mkdtempSync(join(tmpdir(), 'samsyn-rows-'));
let store: EmbeddedStore;
let through: Connection;
let past: Connection;

beforeAll(async () => {
  store = await startEmbeddedStore({ dir: directory });
  [through, past] = [
    await mongoose.createConnection(store.uri).asPromise(),
    await mongoose.createConnection(store.uri).asPromise(),
  ];
  passDriver(past, store.command);
});
afterAll(async () => {
  await through.close();
  await past.close();
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const word = (number: number, size = 10): Word => ({
  _id: `word ${String(number).padStart(4, '0')}`,
  number,
  bytes: Buffer.alloc(size, number),
  at: new Date(number),
  part: number % 2 === 0 ? null : { of: 'åäö' },
});

describe('rows past the driver', () => {
  test('are those that come through it, however many and however large', async () => {
    const [there, here] = [through, past].map((connection) => connection.model('Word', schema));
    if (!there || !here) throw new Error('No models');
    const words = Array.from({ length: 350 }, (_, number) => word(number, number === 200 ? 3_000_000 : 10));
    expect(await rowsIn<Word>(here).insert(words.slice(0, 200))).toMatchObject({ ok: 1, n: 200 });
    expect(await rowsIn<Word>(there).insert(words.slice(200))).toMatchObject({ ok: 1, n: 150 });
    for (const [filter, options, count] of [
      [{}, { sort: { _id: -1 } }, 350],
      [{ number: { $gte: 190 } }, {}, 160],
      [{ part: null }, { projection: { bytes: 1, at: 1 }, sort: { number: 1 } }, 175],
      [{ number: -1 }, {}, 0],
    ] as const) {
      const rows = await rowsIn<Word>(here).find(filter, options);
      expect(rows).toHaveLength(count);
      expect(rows).toEqual(await rowsIn<Word>(there).find(filter, options));
      expect(await rowsIn<Word>(here).findOne(filter)).toEqual(await rowsIn<Word>(there).findOne(filter));
    }
  });

  test('tell which were there already', async () => {
    for (const connection of [through, past]) {
      const again = rowsIn<Word>(connection.model('Word', schema)).insert([word(1), word(2)]);
      expect(await again).toMatchObject({ n: 0, writeErrors: [{ code: 11000 }, { code: 11000 }] });
    }
  });

  test('fail with what the database says', async () => {
    for (const connection of [through, past]) {
      const asked = rowsIn<Word>(connection.model('Word', schema)).find({ $nonsense: 1 });
      await expect(asked).rejects.toMatchObject({ code: 2 });
    }
  });
});
