import { rmSync } from 'node:fs';
import { MongoClient, MongoError } from 'mongodb';
import { expect, it } from 'vitest';
import { storeProcess } from './child.ts';
import type { Child } from './child.ts';
import { newFolder, seeded } from './support.ts';

/** How often to kill; the full proof is 200 (STORE_KILLS=200), the everyday net takes less. */
const KILLS = Number(process.env['STORE_KILLS'] ?? 6);
const SEED = Number(process.env['STORE_SEED'] ?? 20180820);

type Numbered = { _id: string; at?: number };
type Pair = { _id: number; n: number };

/** What the writers were told is saved, and how many increments have an unknown fate. */
type Told = { inserted: string[]; counted: number; unknown: number; moved: number };

const isRunning = { value: true };

/** Writes until it is told to stop. What fails because the store was killed is not counted as saved. */
async function write(one: () => Promise<unknown>, done: () => void, lost: () => void): Promise<void> {
  while (isRunning.value) {
    try {
      await one();
      done();
    } catch (error) {
      // Between a kill and the driver's notice of it a write may fail with the system's own error (EPIPE).
      if (!(error instanceof MongoError) && !(error instanceof Error && 'syscall' in error)) throw error;
      lost();
    }
  }
}

function nothing(): void {
  // What became of an insert or a move that failed does not matter: it was not acknowledged.
}

function insertNumbers(client: MongoClient, writer: number, told: Told): Promise<void> {
  const collection = client.db().collection<Numbered>('numbers');
  let at = 0;
  const next = () => collection.insertOne({ _id: `${writer}-${(at += 1)}`, at });
  return write(next, () => told.inserted.push(`${writer}-${at}`), nothing);
}

function count(client: MongoClient, told: Told): Promise<void> {
  const collection = client.db().collection<Pair>('counter');
  return write(
    () => collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { upsert: true }),
    () => (told.counted += 1),
    () => (told.unknown += 1),
  );
}

/** Moves one from here to there in a transaction: the sum stays what it was, whenever the power goes. */
function move(client: MongoClient, told: Told): Promise<void> {
  const collection = client.db().collection<Pair>('pairs');
  const both = () =>
    client.withSession((session) =>
      session.withTransaction(async () => {
        await collection.updateOne({ _id: 1 }, { $inc: { n: -1 } }, { session });
        await collection.updateOne({ _id: 2 }, { $inc: { n: 1 } }, { session });
      }),
    );
  return write(both, () => (told.moved += 1), nothing);
}

function saved(told: Told): number {
  return told.inserted.length + told.counted + told.moved;
}

async function moreSaved(told: Told, more: number): Promise<void> {
  const goal = saved(told) + more;
  await expect.poll(() => saved(told), { timeout: 30_000, interval: 1 }).toBeGreaterThanOrEqual(goal);
}

async function check(client: MongoClient, told: Told): Promise<void> {
  const db = client.db();
  const there = new Set((await db.collection<Numbered>('numbers').find().toArray()).map(({ _id }) => _id));
  expect(told.inserted.filter((id) => !there.has(id))).toEqual([]);
  const [one, two] = await db.collection<Pair>('pairs').find().sort({ _id: 1 }).toArray();
  expect((one?.n ?? 0) + (two?.n ?? 0)).toBe(0);
  expect(two?.n ?? 0).toBeGreaterThanOrEqual(told.moved);
}

it(
  `loses nothing that was acknowledged when it is killed ${KILLS} times under writers`,
  { timeout: 600_000 },
  async () => {
    const dir = newFolder();
    const random = seeded(SEED);
    const told: Told = { inserted: [], counted: 0, unknown: 0, moved: 0 };
    let child: Child = await storeProcess(dir);
    const client = await MongoClient.connect(child.line, { serverSelectionTimeoutMS: 20_000, retryWrites: true });
    await client
      .db()
      .collection<Pair>('pairs')
      .insertMany([
        { _id: 1, n: 0 },
        { _id: 2, n: 0 },
      ]);
    isRunning.value = true;
    const writers = [
      ...[1, 2, 3, 4].map((writer) => insertNumbers(client, writer, told)),
      count(client, told),
      move(client, told),
    ];
    const finished = Promise.all(writers).then(
      () => undefined,
      (error: unknown) => error,
    );
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        // In the middle of their work: when so many more writes are acknowledged, and a moment of chance.
        await moreSaved(told, 1 + random() * 100);
        await new Promise((resolve) => setTimeout(resolve, random() * 10));
        await child.kill();
        child = await storeProcess(dir);
        expect(child.line).toMatch(/^mongodb:/);
        const reader = await MongoClient.connect(child.line);
        await check(reader, { ...told, inserted: [...told.inserted] });
        await reader.close();
      }
      isRunning.value = false;
      expect(await finished).toBeUndefined();
      const counter = await client.db().collection<Pair>('counter').findOne({ _id: 1 });
      expect(counter?.n).toBeGreaterThanOrEqual(told.counted);
      expect(counter?.n).toBeLessThanOrEqual(told.counted + told.unknown);
      expect(saved(told)).toBeGreaterThan(KILLS);
    } finally {
      isRunning.value = false;
      await finished;
      await client.close();
      await child.kill();
      rmSync(dir, { recursive: true, force: true });
    }
  },
);
