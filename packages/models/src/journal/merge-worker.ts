/** The thread that merges large documents: what takes tenths of seconds, no keystroke may wait for. */
import { parentPort } from 'node:worker_threads';
import { type Merged, merge } from './merged.ts';

/** Updates one after the other in one piece of memory, which moves from thread to thread. */
export type MergeJob = { id: number; lengths: number[]; packed: Uint8Array<ArrayBuffer> };
export type MergeAnswer = { id: number; merged: Merged } | { id: number; error: string };

const unpack = ({ lengths, packed }: MergeJob): Uint8Array[] => {
  let at = 0;
  return lengths.map((length) => packed.subarray(at, (at += length)));
};

parentPort?.on('message', (job: MergeJob) => {
  let answer: MergeAnswer;
  try {
    answer = { id: job.id, merged: merge(unpack(job)) };
  } catch (error) {
    answer = { id: job.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
  parentPort?.postMessage(answer);
});
