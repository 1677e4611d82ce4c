/** Merges documents: small ones here, large ones in a thread, which goes when nothing was merged for a while. */
import { Worker } from 'node:worker_threads';
import type { MergeAnswer, MergeJob } from './merge-worker.ts';
import { type Merged, merge } from './merged.ts';

/** What is smaller is merged in a millisecond or two. Bytes. */
const large = 16 * 1024;
const idleMilliseconds = 30_000;

type Waiting = { resolve: (merged: Merged) => void; reject: (error: Error) => void };

let worker: Worker | null = null;
let count = 0;
let idle: NodeJS.Timeout | undefined;
const waiting = new Map<number, Waiting>();

/** Ends the thread; whoever still waits for it is told. */
const stop = (why: Error): void => {
  const ended = worker;
  worker = null;
  for (const one of waiting.values()) one.reject(why);
  waiting.clear();
  void ended?.terminate();
};

const settle = (answer: MergeAnswer): void => {
  const one = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ('merged' in answer) one?.resolve(answer.merged);
  else one?.reject(new Error(`The document could not be merged: ${answer.error}`));
  if (waiting.size > 0) return;
  worker?.unref();
  idle = setTimeout(() => stop(new Error('Nothing was merged for a while')), idleMilliseconds).unref();
};

const start = (): Worker => {
  const started = new Worker(new URL('./merge-worker.ts', import.meta.url));
  started.on('message', settle);
  started.on('error', (error) => {
    if (worker === started) stop(error instanceof Error ? error : new Error(String(error)));
  });
  started.on('exit', () => {
    if (worker === started) stop(new Error('The thread that merges ended'));
  });
  return started;
};

/** @returns the document that the updates make together, as it is stored. @throws when they cannot be read */
export const mergeAside = async (updates: readonly Uint8Array[]): Promise<Merged> => {
  const lengths = updates.map(({ length }) => length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total < large) return merge(updates);
  const packed = new Uint8Array(total);
  let at = 0;
  for (const update of updates) {
    packed.set(update, at);
    at += update.length;
  }
  clearTimeout(idle);
  worker ??= start();
  worker.ref();
  count += 1;
  const job: MergeJob = { id: count, lengths, packed };
  const merged = new Promise<Merged>((resolve, reject) => waiting.set(job.id, { resolve, reject }));
  worker.postMessage(job, [packed.buffer]);
  return merged;
};
