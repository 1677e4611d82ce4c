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

const answerTo = (job: MergeJob): MergeAnswer => {
  try {
    return { id: job.id, merged: merge(unpack(job)) };
  } catch (error) {
    return { id: job.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

parentPort?.on('message', (job: MergeJob) => {
  const answer = answerTo(job);
  const buffer = 'merged' in answer ? answer.merged.state.buffer : null;
  parentPort?.postMessage(answer, buffer instanceof ArrayBuffer ? [buffer] : []);
});
