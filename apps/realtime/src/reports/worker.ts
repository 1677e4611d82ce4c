/** The reports' own thread: typesetting and packing take whole tenths of seconds, which no keystroke may wait for. */
import { parentPort } from 'node:worker_threads';
import { buildReport, renderFace } from '@samsyn/reports';
import type { MadeFace, ReportAnswer, ReportJob } from './work.ts';

const make = async ({ input, faces, html }: ReportJob): Promise<MadeFace[]> => {
  const model = buildReport(input);
  const made: MadeFace[] = [];
  for (const face of faces) made.push({ face, ...(await renderFace(face, model, html)) });
  return made;
};

const answer = async (job: ReportJob): Promise<ReportAnswer> => {
  try {
    return { id: job.id, made: await make(job) };
  } catch (error) {
    return { id: job.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

// One at a time, in order.
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (job: ReportJob) => {
  last = last.then(async () => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
    parentPort?.postMessage(await answer(job));
  });
});
