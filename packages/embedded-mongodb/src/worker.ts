import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { WorkerOptions } from './protocol.ts';
import { makeFolder } from './storage/folder.ts';

/**
 * The worker thread: the store and its door live here, so that no disk makes the rest of the process wait. What Node
 * compiles is kept, where the process keeps it or else in the store's own folder: the next start takes a third of the time.
 */

function optionsOf(data: unknown): WorkerOptions {
  if (typeof data !== 'object' || data === null || !('dir' in data) || typeof data.dir !== 'string') {
    throw new TypeError('The worker needs a folder');
  }
  const port = 'port' in data && typeof data.port === 'number' ? data.port : undefined;
  const secret = 'secret' in data && typeof data.secret === 'string' ? data.secret : undefined;
  const maxBytes = 'maxBytes' in data && typeof data.maxBytes === 'number' ? data.maxBytes : undefined;
  return { dir: data.dir, port, secret, maxBytes };
}

const options = optionsOf(workerData);
makeFolder(options.dir);
enableCompileCache(process.env['NODE_COMPILE_CACHE'] || join(options.dir, 'cache'));
const { serve } = await import('./serve.ts');
await serve(options);
