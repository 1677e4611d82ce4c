import { rmSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { expect, it } from 'vitest';
import { storeProcess } from './child.ts';
import type { Child } from './child.ts';
import { newFolder, seeded } from './support.ts';

/** How often to kill; the full proof is 200 (STORE_KILLS=200), the everyday net takes less. */
const KILLS = Number(process.env['STORE_KILLS'] ?? 12);
const SEED = Number(process.env['STORE_SEED'] ?? 20180820);

type Numbered = { _id: string; at?: number };
type Pair = { _id: number; n: number };

/** What the writers were told is saved. */
type Told = { inserted: string[]; counted: number; moved: number };

const isRunning = { value: true };

async function insertNumbers(client: MongoClient, writer: number, told: Told): Promise<void> {
  const collection = client.db().collection<Numbered>('numbers');
  for (let at = 0; isRunning.value; at++) {
    const _id = `${writer}-${at}`;
    await collection.insertOne({ _id, at });
    told.inserted.push(_id);
  }
}

/** Each increment is a retryable write: an answer lost to the kill is asked for again, and must not count twice. */
async function count(client: MongoClient, told: Told): Promise<void> {
  const collection = client.db().collection<Pair>('counter');
  while (isRunning.value) {
    await collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { upsert: true });
    told.counted += 1;
  }
}

/** Moves one from here to there in a transaction: the sum stays what it was, whenever the power goes. */
async function move(client: MongoClient, told: Told): Promise<void> {
  const collection = client.db().collection<Pair>('pairs');
  while (isRunning.value) {
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await collection.updateOne({ _id: 1 }, { $inc: { n: -1 } }, { session });
        await collection.updateOne({ _id: 2 }, { $inc: { n: 1 } }, { session });
      }),
    );
    told.moved += 1;
  }
}

async function check(client: MongoClient, told: Told): Promise<void> {
  const db = client.db();
  const there = new Set((await db.collection<Numbered>('numbers').find().toArray()).map(({ _id }) => _id));
  expect(told.inserted.filter((id) => !there.has(id))).toEqual([]);
  const [one, two] = await db.collection<Pair>('pairs').find().sort({ _id: 1 }).toArray();
  expect((one?.n ?? 0) + (two?.n ?? 0)).toBe(0);
  expect(two?.n ?? 0).toBeGreaterThanOrEqual(told.moved);
}

it(`loses nothing that was acknowledged when it is killed ${KILLS} times under writers`, { timeout: 600_000 }, async () => {
  const dir = newFolder();
  const random = seeded(SEED);
  const told: Told = { inserted: [], counted: 0, moved: 0 };
  let child: Child = await storeProcess(dir);
  const client = await MongoClient.connect(child.line, { serverSelectionTimeoutMS: 20_000, retryWrites: true });
  await client.db().collection<Pair>('pairs').insertMany([{ _id: 1, n: 0 }, { _id: 2, n: 0 }]);
  isRunning.value = true;
  const writers = [...[1, 2, 3, 4].map((writer) => insertNumbers(client, writer, told)), count(client, told), move(client, told)];
  const failed = Promise.race(writers);
  for (let kill = 0; kill < KILLS; kill++) {
    await new Promise((resolve) => setTimeout(resolve, 10 + random() * 120));
    await child.kill();
    child = await storeProcess(dir);
    expect(child.line).toMatch(/^mongodb:/);
    const reader = await MongoClient.connect(child.line);
    const before: Told = { inserted: [...told.inserted], counted: told.counted, moved: told.moved };
    await check(reader, before);
    await reader.close();
  }
  isRunning.value = false;
  await Promise.all(writers);
  await failed;
  const counter = await client.db().collection<Pair>('counter').findOne({ _id: 1 });
  expect(counter?.n).toBe(told.counted);
  expect(told.inserted.length).toBeGreaterThan(KILLS);
  await client.close();
  await child.kill();
  rmSync(dir, { recursive: true, force: true });
});
