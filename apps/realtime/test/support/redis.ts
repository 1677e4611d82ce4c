/** A Redis of the tests' own: the one on PATH, or from Debian's packages where that may be installed; else none. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './server.ts';

const run = promisify(execFile);
const installTime = 120_000;

const onPath = (): string | null =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find(existsSync) ?? null;

/** Two files of tests may look at once, and Debian's installer lets nobody in beside it: the second waits for the first. */
const install = async (): Promise<void> => {
  const lock = join(tmpdir(), 'samsyn-redis.lock');
  const apt = async (...words: string[]): Promise<unknown> =>
    run('apt-get', ['-qq', ...words], {
      timeout: installTime,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  try {
    await mkdir(lock);
  } catch {
    for (let waited = 0; waited < installTime && existsSync(lock); waited += 200) await sleep(200);
    return;
  }
  try {
    const words = ['install', '-y', '--no-install-recommends', 'redis-server'];
    await apt(...words).catch(async () => {
      await apt('update');
      await apt(...words);
    });
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
};

/** @returns the program, or null where there is none and none can be had. */
export const findRedis = async (): Promise<string | null> => {
  const found = onPath();
  if (found !== null || process.getuid?.() !== 0) return found;
  // Without a network, or on another system, there is no Redis here.
  await install().catch(() => {});
  return onPath();
};

const say = (port: number, commands: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => (answer += text));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
    socket.end(`${commands}\r\nQUIT\r\n`);
  });

export type TestRedis = {
  url: string;
  /** Cuts connections: of those who listen, or of those who speak (who listens does not notice). What is said is lost. */
  cut: (whose: 'listeners' | 'speakers') => Promise<void>;
  /** Sends its process a signal: one that is stopped takes connections and words, and answers nothing. */
  signal: (signal: NodeJS.Signals) => void;
  stop: () => Promise<void>;
  start: () => Promise<void>;
};

export const startRedis = async (program: string): Promise<TestRedis> => {
  const port = await freePort();
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/'];
    child = spawn(program, options, { stdio: 'ignore' });
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await say(port, 'PING').catch(() => '')).includes('PONG')) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('Redis did not start');
  };
  const stop = async (): Promise<void> => {
    const running = child;
    child = null;
    if (!running) return;
    await new Promise<void>((resolve) => {
      running.once('exit', () => resolve());
      running.kill('SIGKILL');
    });
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    cut: async (whose) => {
      await say(port, `CLIENT KILL TYPE ${whose === 'listeners' ? 'pubsub' : 'normal'} SKIPME yes`);
    },
    signal: (signal) => child?.kill(signal),
    stop,
    start,
  };
};

/** Takes connections, and says nothing. */
export const startSilent = async () => {
  const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
  const port = await freePort();
  const server = createServer(() => asked());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `redis://127.0.0.1:${port}`, isAsked, close: () => server.close() };
};
