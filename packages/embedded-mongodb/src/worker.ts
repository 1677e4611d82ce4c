import { parentPort, workerData } from 'node:worker_threads';
import { StoreDamagedError, StoreLockedError } from './errors.ts';
import type { FromWorker, WorkerOptions } from './protocol.ts';
import { socketPlace } from './server/address.ts';
import { StoreServer } from './server/server.ts';

/** The worker thread: the store and its door live here, so that no disk makes the rest of the process wait. */

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}

function optionsOf(data: unknown): WorkerOptions {
  if (typeof data !== 'object' || data === null || !('dir' in data) || typeof data.dir !== 'string') {
    throw new TypeError('The worker needs a folder');
  }
  return { dir: data.dir, port: 'port' in data && typeof data.port === 'number' ? data.port : undefined };
}

function failure(error: unknown): FromWorker {
  if (error instanceof StoreLockedError) return { kind: 'locked', holder: error.holder };
  if (error instanceof StoreDamagedError) return { kind: 'damaged', what: error.what };
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}

async function main(): Promise<void> {
  const { dir, port } = optionsOf(workerData);
  const place = port === undefined ? undefined : { port };
  const socket = place ? undefined : socketPlace;
  const made = socket?.(dir);
  try {
    const { server, address } = await StoreServer.start(
      dir,
      place ? { kind: 'port', port: place.port } : { kind: 'socket', path: made?.path ?? '' },
    );
    parentPort?.once('message', () => {
      void server.close().then(() => {
        made?.remove();
        tell({ kind: 'closed' });
        parentPort?.close();
        return undefined;
      });
    });
    tell({ kind: 'listening', address });
  } catch (error) {
    made?.remove();
    tell(failure(error));
    parentPort?.close();
  }
}

await main();
