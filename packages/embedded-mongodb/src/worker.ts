import { parentPort, workerData } from 'node:worker_threads';
import { StoreDamagedError, StoreLockedError } from './errors.ts';
import type { FromWorker, WorkerOptions } from './protocol.ts';
import { StoreServer } from './server/server.ts';

/** The worker thread: the store and its door live here, so that no disk makes the rest of the process wait. */

function tell(message: FromWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}

function optionsOf(data: unknown): WorkerOptions {
  if (typeof data !== 'object' || data === null || !('dir' in data) || typeof data.dir !== 'string') {
    throw new TypeError('The worker needs a folder');
  }
  const port = 'port' in data && typeof data.port === 'number' ? data.port : undefined;
  const secret = 'secret' in data && typeof data.secret === 'string' ? data.secret : undefined;
  const maxBytes = 'maxBytes' in data && typeof data.maxBytes === 'number' ? data.maxBytes : undefined;
  return { dir: data.dir, port, secret, maxBytes };
}

function failure(error: unknown): FromWorker {
  if (error instanceof StoreLockedError) return { kind: 'locked', holder: error.holder };
  if (error instanceof StoreDamagedError) return { kind: 'damaged', what: error.what };
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}

async function main(): Promise<void> {
  try {
    const server = await StoreServer.start(optionsOf(workerData));
    parentPort?.once('message', () => {
      void server.close().then(() => {
        tell({ kind: 'closed' });
        parentPort?.close();
        return undefined;
      });
    });
    tell({ kind: 'listening', address: server.address });
  } catch (error) {
    tell(failure(error));
    parentPort?.close();
  }
}

await main();
