import { rmSync } from 'node:fs';
import { MongoClient, MongoError } from 'mongodb';
import { expect, it } from 'vitest';
import { storeProcess } from './child.ts';
import type { Child } from './child.ts';
import { canFreeze, whatAKillLeaves } from './freeze.ts';
import type { Left } from './freeze.ts';
import { newFolder, seeded } from './support.ts';

/**
 * Random moments under writers. At a few of them the store is killed for good; at the others its process is frozen, its
 * files are copied as a kill would leave them, and the copy is opened: the same to the files, at a tenth of the time.
 * STORE_KILLS=200 kills it for good every time.
 */
const MOMENTS = 200;
const KILLS = canFreeze ? Number(process.env['STORE_KILLS'] ?? 6) : MOMENTS;
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
  const deadline = Date.now() + 30_000;
  while (saved(told) < goal) {
    if (Date.now() > deadline) throw new Error('The writers get no further');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Everything that was acknowledged is there, and a transaction is there whole or not at all. */
function check({ numbers, counter, pairs }: Left, told: Told): void {
  expect(told.inserted.filter((id) => !numbers.has(id))).toEqual([]);
  expect(counter).toBeGreaterThanOrEqual(told.counted);
  // What failed, and the one that may be under way.
  expect(counter).toBeLessThanOrEqual(told.counted + told.unknown + 1);
  expect(pairs.reduce((sum, n) => sum + n, 0)).toBe(0);
  expect(pairs[1]).toBeGreaterThanOrEqual(told.moved);
}

async function read(uri: string): Promise<Left> {
  const client = await MongoClient.connect(uri);
  try {
    const db = client.db();
    const numbers = await db.collection<Numbered>('numbers').find().toArray();
    const counter = await db.collection<Pair>('counter').findOne({ _id: 1 });
    const pairs = await db.collection<Pair>('pairs').find().sort({ _id: 1 }).toArray();
    return {
      numbers: new Set(numbers.map(({ _id }) => _id)),
      counter: counter?.n ?? 0,
      pairs: pairs.map(({ n }) => n),
    };
  } finally {
    await client.close();
  }
}

function known(told: Told): Told {
  return { ...told, inserted: [...told.inserted] };
}

it(
  `loses nothing that was acknowledged at ${MOMENTS} random moments under writers, killed at ${KILLS} of them (seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    const dir = newFolder();
    const random = seeded(SEED);
    const told: Told = { inserted: [], counted: 0, unknown: 0, moved: 0 };
    let child: Child = await storeProcess(dir);
    const client = await MongoClient.connect(child.line, { serverSelectionTimeoutMS: 20_000, retryWrites: true });
    const bothAtZero = [1, 2].map((_id): Pair => ({ _id, n: 0 }));
    await client.db().collection<Pair>('pairs').insertMany(bothAtZero);
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
    const killAt = Math.ceil(MOMENTS / KILLS);
    try {
      for (let moment = 1; moment <= MOMENTS; moment++) {
        // In the middle of their work: when some more writes are acknowledged, and a moment of chance.
        await moreSaved(told, 1 + random() * 8);
        await new Promise((resolve) => setTimeout(resolve, random() * 10));
        if (moment % killAt === 0) {
          await child.kill();
          child = await storeProcess(dir);
          expect(child.line).toMatch(/^mongodb:/);
          const before = known(told);
          check(await read(child.line), { ...before, unknown: Infinity });
        } else {
          const { left, before } = await whatAKillLeaves(child.process, dir, () => known(told));
          check(left, before);
        }
      }
      isRunning.value = false;
      expect(await finished).toBeUndefined();
      check(await read(child.line), told);
      expect(saved(told)).toBeGreaterThan(MOMENTS);
    } finally {
      isRunning.value = false;
      await finished;
      await client.close();
      await child.kill();
      rmSync(dir, { recursive: true, force: true });
    }
  },
);
