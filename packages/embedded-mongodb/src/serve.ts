import { flushCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { StoreDamagedError, StoreLockedError } from './errors.ts';
import type { FromWorker, ToWorker, WorkerOptions } from './protocol.ts';
import { StoreServer } from './server/server.ts';
import { LARGE } from './wire/raw.ts';

/** Milliseconds until what was compiled is written down for the next start: not while the first commands come. */
const KEEP_COMPILED_AFTER = 3000;

function tell(message: FromWorker, moving: ArrayBuffer[] = []): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message, moving);
}

function failure(error: unknown): FromWorker {
  if (error instanceof StoreLockedError) return { kind: 'locked', holder: error.holder };
  if (error instanceof StoreDamagedError) return { kind: 'damaged', what: error.what };
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}

/** Opens the store and its door, and closes both when the thread is told to. Says how it went. */
export async function serve(options: WorkerOptions): Promise<void> {
  try {
    const server = await StoreServer.start(options);
    const close = async (): Promise<void> => {
      await server.close();
      tell({ kind: 'closed' });
      parentPort?.close();
    };
    const answer = async (id: number, command: Uint8Array): Promise<void> => {
      const reply = await server.command(command);
      // A large one moves; to let a small one move costs more than to copy it.
      tell({ kind: 'answer', id, reply }, reply.length < LARGE ? [] : [reply.buffer]);
    };
    parentPort?.on('message', (message: ToWorker) => {
      void (message.kind === 'close' ? close() : answer(message.id, message.command));
    });
    tell({ kind: 'listening', address: server.address });
    setTimeout(flushCompileCache, KEEP_COMPILED_AFTER).unref();
  } catch (error) {
    tell(failure(error));
    parentPort?.close();
  }
}
