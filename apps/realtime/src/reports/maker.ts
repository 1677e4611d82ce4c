/** Hands reports to their own thread, which starts with the first one and goes when nothing was asked for a while. */
import { Worker } from 'node:worker_threads';
import type { FaceName, HtmlOptions, ReportInput } from '@samsyn/reports';
import { unavailable } from '../http/problems.ts';
import type { MadeFace, ReportAnswer, ReportJob } from './work.ts';

type Waiting = { resolve: (made: MadeFace[]) => void; reject: (error: Error) => void };

/** More than these at once are told to come again. */
const mostWaiting = 30;
const patienceMilliseconds = 60_000;
const idleMilliseconds = 120_000;

let worker: Worker | null = null;
let count = 0;
let idle: NodeJS.Timeout | undefined;
const waiting = new Map<number, Waiting>();

const settle = (answer: ReportAnswer): void => {
  const one = waiting.get(answer.id);
  if (!one) return;
  waiting.delete(answer.id);
  if ('made' in answer) one.resolve(answer.made);
  else one.reject(new Error(`The report could not be made: ${answer.error}`));
  if (waiting.size === 0) rest();
};

const rest = (): void => {
  worker?.unref();
  clearTimeout(idle);
  idle = setTimeout(() => stop(new Error('The reports’ thread was let go')), idleMilliseconds);
  idle.unref();
};

/** Ends the thread; whoever still waits for it is told. */
const stop = (why: Error): void => {
  const ended = worker;
  worker = null;
  for (const one of waiting.values()) one.reject(why);
  waiting.clear();
  void ended?.terminate();
};

const start = (): Worker => {
  const started = new Worker(new URL('./worker.ts', import.meta.url));
  started.on('message', settle);
  started.on('error', (error) => {
    if (worker === started) stop(error instanceof Error ? error : new Error(String(error)));
  });
  started.on('exit', () => {
    if (worker === started) stop(new Error('The reports’ thread ended'));
  });
  return started;
};

/**
 * Makes faces of a report, off the thread that serves edits.
 * @throws ProblemError 503 when too many wait already; Error when a face cannot be made, or not within a minute
 */
export const makeFaces = async (input: ReportInput, faces: FaceName[], html: HtmlOptions): Promise<MadeFace[]> => {
  if (waiting.size >= mostWaiting) throw unavailable('reports');
  clearTimeout(idle);
  worker ??= start();
  worker.ref();
  count += 1;
  const job: ReportJob = { id: count, input, faces, html };
  const made = new Promise<MadeFace[]>((resolve, reject) => waiting.set(job.id, { resolve, reject }));
  const timer = setTimeout(() => stop(new Error('A report took too long')), patienceMilliseconds);
  timer.unref();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
  worker.postMessage(job);
  try {
    return await made;
  } finally {
    clearTimeout(timer);
  }
};
