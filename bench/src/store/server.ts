/**
 * The store as it runs in the product: in a worker of a process whose main thread has other work to do. That thread
 * measures by how much its own timers are late, which is what a keystroke on its way through the sync loop would wait.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';

/** What the process tells when it is asked for figures: since the last time it was asked. */
export type Figures = {
  /** processor time of the process, all threads, milliseconds */
  cpu: number;
  /** resident memory, bytes */
  resident: number;
  /** 99th percentile of the main thread's delay, milliseconds */
  p99: number;
};
export type FromServer = { kind: 'open'; uri: string; milliseconds: number } | ({ kind: 'figures' } & Figures);

const [, , dir = ''] = process.argv;
const tell = (message: FromServer): void => {
  process.send?.(message);
};

const began = performance.now();
const store = await startEmbeddedStore({ dir });
tell({ kind: 'open', uri: store.uri, milliseconds: performance.now() - began });

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
let before = process.cpuUsage();

const figures = (): FromServer => {
  const { user, system } = process.cpuUsage(before);
  const p99 = delay.percentile(99) / 1e6;
  before = process.cpuUsage();
  delay.reset();
  return { kind: 'figures', cpu: (user + system) / 1000, resident: process.memoryUsage.rss(), p99 };
};

process.on('message', (message) => {
  if (message === 'figures') tell(figures());
  else void store.close().then(() => process.exit(0));
});
process.on('disconnect', () => process.exit(1));
