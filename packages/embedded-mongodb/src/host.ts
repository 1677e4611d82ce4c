import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { Calls } from './calls.ts';
import { StoreDamagedError, StoreLockedError } from './errors.ts';
import { USER } from './server/auth.ts';
import type { FromWorker, ToWorker, WorkerOptions } from './protocol.ts';
import type { Doc } from './values/doc.ts';

export type EmbeddedStoreOptions = {
  /** The folder that holds the store; made when it is not there. */
  dir: string;
  /** Listen on this port of loopback (0: any free one) instead of a Unix socket. */
  port?: number;
  /** The most that the store's file may grow to, in bytes; beyond it writes are refused as on a full disk. */
  maxBytes?: number;
};

/** A running store. */
export type EmbeddedStore = {
  /** A mongodb:// address that drivers and mongoose connect to as it is; with a port it holds the secret to sign in with. */
  uri: string;
  /**
   * Runs a command past drivers and sockets, which for a small one cost several times what it does itself. Resolves with the
   * reply as drivers give it. Throws StoreCommandError and StoreEndedError.
   */
  command: (command: Doc) => Promise<Doc>;
  /** Commits what is written, closes the connections and lets go of the folder. */
  close: () => Promise<void>;
  /** Calls back when the store has ended without being asked to. */
  onCrash: (listener: (error: Error) => void) => void;
};

const DATABASE = 'samsyn';

/**
 * The thread's answers live for a moment. Left to itself the engine lets them take 100 MB before it looks, all of which
 * stays the process's.
 */
const YOUNG_MEGABYTES = 24;

/**
 * A thread of this process cannot be away without the process knowing: a driver need not ask every moment how it is, on a
 * connection of its own. Served at a port it is for other processes, and asked as any database is.
 */
const SELDOM = 'heartbeatFrequencyMS=60000&serverMonitoringMode=poll';

function uriOf(address: string, secret: string | undefined): string {
  const host = address.startsWith('/') ? encodeURIComponent(address) : address;
  if (secret === undefined) return `mongodb://${host}/${DATABASE}?directConnection=true&${SELDOM}`;
  return `mongodb://${USER}:${secret}@${host}/${DATABASE}?directConnection=true&authSource=admin`;
}

function errorOf(dir: string, message: FromWorker): Error {
  if (message.kind === 'locked') return new StoreLockedError(dir, message.holder);
  if (message.kind === 'damaged') return new StoreDamagedError(dir, message.what);
  return new Error(
    message.kind === 'failed' ? `The store could not start: ${message.message}` : 'The store ended early',
  );
}

function started(worker: Worker, { dir, secret }: WorkerOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: FromWorker) => {
      if (message.kind === 'listening') resolve(uriOf(message.address, secret));
      else reject(errorOf(dir, message));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The store ended before it listened')));
  });
}

/**
 * Opens the store in a folder, in a worker thread of its own, and listens for drivers. Throws StoreLockedError when
 * another process holds the folder and StoreDamagedError when its file is damaged.
 */
export async function startEmbeddedStore({ dir, port, maxBytes }: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const secret = port === undefined ? undefined : randomBytes(24).toString('base64url');
  const workerData: WorkerOptions = { dir, port, secret, maxBytes };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const uri = await started(worker, workerData);
  let closing: Promise<void> | undefined;
  const listeners: ((error: Error) => void)[] = [];
  let crash: Error | undefined;
  const crashed = (error: Error): void => {
    if (closing || crash) return;
    crash = error;
    for (const listener of listeners) listener(error);
  };
  worker.on('error', (error) => crashed(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => crashed(new Error(`The store has ended (${code})`)));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const tell = (message: ToWorker): void => worker.postMessage(message);
  const calls = new Calls((id, command) => tell({ kind: 'command', id, command }));
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'answer') calls.answered(message.id, message.reply);
  });
  worker.on('exit', () => calls.end(crash?.message ?? 'The store is closed'));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      if (crash) return resolve();
      worker.once('exit', () => resolve());
      return tell({ kind: 'close' });
    });
  return {
    uri,
    command: (command) => calls.run({ ...command, $db: DATABASE }),
    close: () => (closing ??= stop()),
    onCrash: (listener) => {
      if (crash) listener(crash);
      else listeners.push(listener);
    },
  };
}
