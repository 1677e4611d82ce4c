/**
 * The embedded store beside a real MongoDB, where MONGOD_BINARY or MONGODB_URI gives one: how fast, what it costs, and by
 * how much it makes the product's main thread late while it does all that it must reach. The clients' own work makes every
 * thread of the machine late; so the same is measured in a process beside, whose store is idle, and the difference counts. The clients are processes of their own, as many as fill the machine:
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
import type { Figures } from './server.ts';
import { clientOf, embedded, heardFrom, real, type Subject } from './subject.ts';

const connections = 20;
const clients = 2;
const warmUp = 1500;
/** The median of so many runs counts: what else the machine does in one of them is left out. */
const runs = 3;
const duration = 1000;
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
/** How much later the timers of a main thread are than without load, 99th percentile, milliseconds: over a store, or idle. */
type Late = { busy: number; idle: number };
type Measured = Full & { operation: Operation; late: Late[] };

/** While the store does what it must reach, no more. */
const lateness = async (
  subject: Subject,
  beside: Subject,
  all: readonly ChildProcess[],
  operation: Operation,
): Promise<Late | null> => {
  const both = (): Promise<(Figures | null)[]> => Promise.all([subject.figures(), beside.figures()]);
  await both();
  await pause(duration);
  const before = await both();
  await load(all, operation, { milliseconds: duration, pace: operation.least });
  const [busy, idle] = (await both()).map((one, at) => one && one.p99 - (before[at]?.p99 ?? Number.NaN));
  return busy === null || busy === undefined || idle === null || idle === undefined ? null : { busy, idle };
};

const measure = async (
  subject: Subject,
  beside: Subject,
  all: readonly ChildProcess[],
  operation: Operation,
): Promise<Measured> => {
  await load(all, operation, { milliseconds: warmUp, pace: 0 });
  const full: Full[] = [];
  const late: Late[] = [];
  for (let at = 0; at < runs; at += 1) {
    await subject.figures();
    const { rate, count, clientCost } = await load(all, operation, { milliseconds: duration, pace: 0 });
    const figures = await subject.figures();
    full.push({ rate, clientCost, serverCost: figures && (figures.cpu / count) * 1000 });
    const one = await lateness(subject, beside, all, operation);
    if (one) late.push(one);
  }
  const middle = full.toSorted((a, b) => a.rate - b.rate)[Math.floor(runs / 2)];
  if (!middle) throw new Error('Nothing was measured');
  return { operation, ...middle, late };
};

const measureAll = async (subject: Subject, beside: Subject): Promise<Measured[]> => {
  const client = await MongoClient.connect(subject.uri);
  const rows = await fill(client.db());
  const all = await Promise.all(Array.from({ length: clients }, () => clientOf(subject.uri, rows.collectionName)));
  const measured: Measured[] = [];
  for (const operation of operations) measured.push(await measure(subject, beside, all, operation));
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
  console.log(
    '\nwhat an operation costs, microseconds of processor time; and lateness (p99) in each run at the required rate',
  );
  console.table(
    own.map(({ operation, serverCost, clientCost, late }, at) => ({
      what: operation.what,
      store: serverCost?.toFixed(0),
      driver: clientCost.toFixed(0),
      'main thread later by, ms': late.map(({ busy }) => busy.toFixed(1)).join(' '),
      'beside an idle store, ms': late.map(({ idle }) => idle.toFixed(1)).join(' '),
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
    return { name: subject.name, measured: await measureAll(subject, subject) };
  } finally {
    await subject.close();
  }
};

const measureEmbedded = async (): Promise<Measured[]> => {
  const dirs = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'samsyn-bench-'))));
  const [subject, beside] = await Promise.all(dirs.map(embedded));
  if (!subject || !beside) throw new Error('There is nothing to measure');
  try {
    return await measureAll(subject, beside);
  } finally {
    await Promise.all([subject.close(), beside.close()]);
    for (const dir of dirs) await rm(dir, { recursive: true, force: true });
  }
};

export const benchStore = async (): Promise<boolean> => {
  const own = await measureEmbedded();
  const peer = await measureReal();
  const rows = own.flatMap(({ operation, rate, late }): Row[] => [
    { what: operation.what, measured: rate, limit: operation.least, unit: '/s', isLeast: true },
    {
      what: '  and at that rate makes the main thread later by',
      measured: median(late.map(({ busy, idle }) => busy - idle)),
      limit: mostDelay,
    },
  ]);
  const isFast = printTable(`the store, from ${connections} connections`, rows);
  costs(own, peer?.measured ?? null, peer?.name ?? '');
  return (await benchLarge()) && isFast;
};
