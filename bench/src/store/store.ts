/**
 * The embedded store beside a real MongoDB, where MONGOD_BINARY or MONGODB_URI gives one: how fast, what it costs, and by
 * how much it makes the product's main thread late. The clients are processes of their own, as many as fill the machine:
 * one official driver takes a whole core long before the store does.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { median, printTable, type Row } from '../table.ts';
import type { Done, Task } from './client.ts';
import { benchLarge } from './large.ts';
import { fill, type Operation, operations } from './operations.ts';
import { clientOf, embedded, heardFrom, real, type Subject } from './subject.ts';

const connections = 20;
const clients = 2;
const warmUp = 1500;
/** The median of so many runs counts: what else the machine does in one of them is left out. */
const runs = 3;
const duration = 1000;
/** The main thread's delay is measured while the store does this part of what it must reach: a busy day, not a full machine. */
const busyDay = 0.25;
/** What the store may add to the 99th percentile of the main thread's delay. Milliseconds. */
const mostDelay = 2;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const isDone = (message: unknown): message is Done =>
  typeof message === 'object' && message !== null && 'operations' in message;

const doneBy = async (client: ChildProcess, task: Task): Promise<Done> => {
  client.send(task);
  const message = await heardFrom(client);
  if (!isDone(message)) throw new Error('The client did not say what it has done');
  return message;
};

/** Has all clients do the same. @returns how many a second, and the clients' processor time for each, microseconds */
const load = async (
  all: readonly ChildProcess[],
  { what }: Operation,
  { milliseconds, pace }: { milliseconds: number; pace: number },
): Promise<{ rate: number; count: number; clientCost: number }> => {
  const task = { operation: what, connections: connections / all.length, milliseconds, pace: pace / all.length };
  const done = await Promise.all(all.map((client) => doneBy(client, task)));
  const count = done.reduce((sum, one) => sum + one.operations, 0);
  return {
    count,
    rate: done.reduce((sum, one) => sum + (one.operations / one.milliseconds) * 1000, 0),
    clientCost: (done.reduce((sum, one) => sum + one.cpu, 0) / count) * 1000,
  };
};

type Full = { rate: number; clientCost: number; serverCost: number | null };
type Measured = Full & { operation: Operation; delay: number | null };

const measure = async (subject: Subject, all: readonly ChildProcess[], operation: Operation): Promise<Measured> => {
  await load(all, operation, { milliseconds: warmUp, pace: 0 });
  const full: Full[] = [];
  const delays: number[] = [];
  for (let at = 0; at < runs; at += 1) {
    await subject.figures();
    const { rate, count, clientCost } = await load(all, operation, { milliseconds: duration, pace: 0 });
    const figures = await subject.figures();
    full.push({ rate, clientCost, serverCost: figures && (figures.cpu / count) * 1000 });
    await pause(duration);
    const idle = await subject.figures();
    await load(all, operation, { milliseconds: duration, pace: operation.least * busyDay });
    const busy = await subject.figures();
    if (busy && idle) delays.push(busy.p99 - idle.p99);
  }
  const middle = full.toSorted((a, b) => a.rate - b.rate)[Math.floor(runs / 2)];
  if (!middle) throw new Error('Nothing was measured');
  return { operation, ...middle, delay: delays.length > 0 ? median(delays) : null };
};

const measureAll = async (subject: Subject): Promise<Measured[]> => {
  const client = await MongoClient.connect(subject.uri);
  const rows = await fill(client.db());
  const all = await Promise.all(Array.from({ length: clients }, () => clientOf(subject.uri, rows.collectionName)));
  const measured: Measured[] = [];
  for (const operation of operations) measured.push(await measure(subject, all, operation));
  await Promise.all(
    all.map(async (one) => {
      one.send('close');
      await once(one, 'exit');
    }),
  );
  await rows.drop();
  await client.close();
  return measured;
};

const costs = (own: readonly Measured[], peer: readonly Measured[] | null, name: string): void => {
  console.log('\nwhat an operation costs, microseconds of processor time');
  console.table(
    own.map(({ operation, serverCost, clientCost }, at) => ({
      what: operation.what,
      store: serverCost?.toFixed(0),
      driver: clientCost.toFixed(0),
      ...(peer && { [`${name}, a second`]: peer[at]?.rate.toFixed(0) }),
    })),
  );
};

const measureReal = async (): Promise<{ name: string; measured: Measured[] } | null> => {
  const subject = await real();
  if (!subject) {
    console.log('\nNo real MongoDB beside it: MONGOD_BINARY and MONGODB_URI are not set.');
    return null;
  }
  try {
    return { name: subject.name, measured: await measureAll(subject) };
  } finally {
    await subject.close();
  }
};

const measureEmbedded = async (): Promise<Measured[]> => {
  const dir = await mkdtemp(join(tmpdir(), 'samsyn-bench-'));
  const subject = await embedded(dir);
  try {
    return await measureAll(subject);
  } finally {
    await subject.close();
    await rm(dir, { recursive: true, force: true });
  }
};

export const benchStore = async (): Promise<boolean> => {
  const own = await measureEmbedded();
  const peer = await measureReal();
  const rows = own.flatMap(({ operation, rate, delay }): Row[] => [
    { what: operation.what, measured: rate, limit: operation.least, unit: '/s', isLeast: true },
    ...(delay === null ? [] : [{ what: '  and the main thread is later by', measured: delay, limit: mostDelay }]),
  ]);
  const isFast = printTable(`the store, from ${connections} connections`, rows);
  costs(own, peer?.measured ?? null, peer?.name ?? '');
  return (await benchLarge()) && isFast;
};
