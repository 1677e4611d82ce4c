/** The product as its own process, on a free port, with a data folder of its own: what the tests knock at. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseSettings, dropDatabaseOf } from './database.ts';
import { demoFolder } from './demo.ts';

const main = join(import.meta.dirname, '../../src/main.ts');

/** Of every account of the demo. */
export const password = 'samsyn-demo';

export type ServerOptions = {
  /** filled with the demo (the default); without it the store is empty and nobody can sign in */
  demo?: boolean;
  /** environment variables over the defaults */
  settings?: Record<string, string>;
  /** a folder that an earlier server left, instead of a new one */
  dataDir?: string;
};

export type TestServer = {
  url: string;
  port: number;
  pid: number;
  dataDir: string;
  /** what the process wrote so far */
  output: () => string;
  /** @returns the Cookie header of a new session */
  signIn: (email: string) => Promise<string>;
  /** Ctrl-C, and the data folder goes away. @returns the exit status */
  close: () => Promise<number>;
  /** kill -9; the data folder stays for the next server */
  kill: () => Promise<void>;
  /** Ctrl-C; the data folder stays. @returns the exit status */
  stop: () => Promise<number>;
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const ended = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode ?? 1);
    else child.once('exit', (code) => resolve(code ?? 1));
  });

/** Runs the program until it ends or says that it is running. @param interrupt when Ctrl-C comes */
const launch = async (env: Record<string, string>, interrupt?: Promise<unknown>) => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      TMPDIR: tmpdir(),
      NODE_ENV: '',
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
      ...env,
    },
  });
  void interrupt?.then(() => child.kill('SIGINT'));
  let written = '';
  const running = new Promise<boolean>((resolve) => {
    const hear = (chunk: Buffer): void => {
      written += chunk.toString();
      if (written.includes('Ctrl-C')) resolve(true);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    // Not before its last words have come.
    child.once('close', () => resolve(false));
  });
  return { child, output: () => written, isRunning: await running };
};

const signInAt = async (url: string, email: string): Promise<string> => {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`Sign-in of ${email} answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
};

/** Starts the product on a folder, lets it fill the store with the demo, and stops it. */
const fillWithDemo = async (folder: string): Promise<void> => {
  const { child, output, isRunning } = await launch({
    PORT: String(await freePort()),
    DATA_DIR: folder,
    SAMSYN_DEMO: '1',
  });
  if (!isRunning) throw new Error(`The demo could not be made:\n${output()}`);
  child.kill('SIGINT');
  await ended(child);
};

/** @returns a new data folder that holds the demo. */
export const newDemoFolder = (): Promise<string> => demoFolder(fillWithDemo);

/** Starts it with these settings and waits until it listens. @throws with what it wrote when it does not start */
export const startServer = async ({ demo = true, settings = {}, dataDir }: ServerOptions = {}): Promise<TestServer> => {
  // A copied folder has no database with it: on a MongoDB each server fills its own.
  const isCopied = demo && process.env['MONGODB_URI'] === undefined;
  const fresh = isCopied ? newDemoFolder : () => mkdtemp(join(tmpdir(), 'samsyn-test-'));
  const folder = dataDir ?? (await fresh());
  const port = await freePort();
  const env = {
    PORT: String(port),
    DATA_DIR: folder,
    SAMSYN_DEMO: demo ? '1' : '0',
    ...databaseSettings(folder),
    ...settings,
  };
  const { child, output, isRunning } = await launch(env);
  if (!isRunning) throw new Error(`The product did not start:\n${output()}`);
  const url = `http://localhost:${port}`;
  const stop = async (): Promise<number> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    return ended(child);
  };
  return {
    url,
    port,
    pid: child.pid ?? 0,
    dataDir: folder,
    output,
    signIn: (email) => signInAt(url, email),
    stop,
    close: async () => {
      const status = await stop();
      await dropDatabaseOf(folder);
      await rm(folder, { recursive: true, force: true });
      return status;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
};

/** Runs the program with settings that should stop it. @returns its exit status and what it wrote */
export const startAndFail = async (
  settings: Record<string, string>,
  interrupt?: Promise<unknown>,
): Promise<{ status: number; output: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'samsyn-test-'));
  const env = { PORT: String(await freePort()), DATA_DIR: folder, SAMSYN_DEMO: '0', ...settings };
  const { child, output, isRunning } = await launch(env, interrupt);
  if (isRunning) child.kill('SIGKILL');
  const status = await ended(child);
  await rm(folder, { recursive: true, force: true });
  return { status: isRunning ? 0 : status, output: output() };
};
