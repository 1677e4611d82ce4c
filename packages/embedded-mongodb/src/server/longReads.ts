import { Worker } from 'node:worker_threads';
import { CommandError } from '../errors.ts';
import { Pending } from '../pending.ts';
import type { Store } from '../storage/store.ts';
import { encode, isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import type { Cursors } from './cursors.ts';
import { isLong } from './lengths.ts';

/** What the reading thread is asked, and what it answers; `open`: how many cursors it keeps. */
export type Asked = { id: number; name: string; command: Uint8Array };
export type Answered = { id: number; reply: Uint8Array; open: number };

const READS = new Set(['find', 'count', 'distinct', 'aggregate']);
/** The thread goes when nobody has needed it for so long. Milliseconds. */
const IDLE = 20_000;
const CURSOR_LIFE = 10 * 60_000;

function writes({ pipeline }: Doc): boolean {
  return Array.isArray(pipeline) && pipeline.some((stage) => isDoc(stage) && ('$out' in stage || '$merge' in stage));
}

/**
 * Reads that look at many documents are done by a thread of their own, on a connection of its own, which sees one committed
 * moment; what others want goes on meanwhile. The thread is there only while somebody needs it.
 */
export class LongReads {
  private readonly store: Store;
  private worker: Worker | undefined;
  private readonly pending = new Pending<Uint8Array>();
  private openCursors = 0;
  private usedAt = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(store: Store) {
    this.store = store;
  }

  /** Whether the command is a read that would make others wait, or goes on with one. */
  takes(name: string, command: Doc, cursors: Cursors): boolean {
    if (command['autocommit'] === false) return false;
    if (name === 'getMore') return this.openCursors > 0 && !cursors.has(command['getMore']);
    if (name === 'killCursors') {
      const ids = command['cursors'];
      return this.openCursors > 0 && Array.isArray(ids) && !ids.some((id) => cursors.has(id));
    }
    if (!READS.has(name) || writes(command)) return false;
    try {
      return isLong(this.store, name, command);
    } catch (error) {
      // What is wrong with the command is told by the command itself.
      if (error instanceof CommandError) return false;
      throw error;
    }
  }

  /** The answer. Rejects when the thread has ended. */
  run(name: string, command: Doc): Promise<Uint8Array> {
    const worker = (this.worker ??= this.start());
    const { id, answer } = this.pending.open();
    this.usedAt = Date.now();
    const limit = toNumber(command['maxTimeMS']) ?? 0;
    const timer = limit > 0 ? setTimeout(() => this.giveUp(id), limit) : undefined;
    const asked: Asked = { id, name, command: encode(command) };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(asked);
    return answer.finally(() => clearTimeout(timer));
  }

  /** The client is told; what the thread finds later is for nobody. */
  private giveUp(id: number): void {
    this.pending.reject(id, new CommandError('MaxTimeMSExpired', 'operation exceeded time limit'));
  }

  private start(): Worker {
    const worker = new Worker(new URL('../reader.ts', import.meta.url), { workerData: { dir: this.store.dir } });
    worker.on('message', ({ id, reply, open }: Answered) => {
      this.openCursors = open;
      this.usedAt = Date.now();
      this.pending.resolve(id, reply);
    });
    worker.on('error', () => undefined);
    worker.on('exit', () => this.ended(worker));
    this.timer = setInterval(() => this.sweep(), IDLE);
    this.timer.unref();
    return worker;
  }

  private ended(worker: Worker): void {
    if (this.worker === worker) this.worker = undefined;
    clearInterval(this.timer);
    this.openCursors = 0;
    this.pending.rejectAll(new Error('The thread that reads has ended'));
  }

  private sweep(): void {
    const idle = Date.now() - this.usedAt;
    if (this.pending.size === 0 && idle > (this.openCursors > 0 ? CURSOR_LIFE : IDLE)) void this.close();
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }
}
