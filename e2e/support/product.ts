/** The product as a user starts it: its own process on a port and a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export type Product = {
  url: string;
  dataDir: string;
  /** what it printed */
  output(): string;
  /** SIGKILL to the whole of it, as when the power goes */
  kill(): Promise<void>;
  /** Ctrl-C; resolves with the exit status */
  stop(): Promise<number>;
  /** starts it again on the same port and data */
  restart(): Promise<void>;
  /** stops it and takes its data away */
  dispose(): Promise<void>;
};

const hasAnswered = async (url: string, child: ChildProcess, output: () => string): Promise<void> => {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${output()}`);
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`It did not answer within a minute:\n${output()}`);
};

/** Starts the product (installed and built) by the command that README names, on the data of E2E_DATA or on none. */
export const startProduct = async (env: Record<string, string> = {}): Promise<Product> => {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'samsyn-e2e-'));
  const made = process.env['E2E_DATA'];
  if (made !== undefined) await cp(made, dataDir, { recursive: true });
  const url = `http://localhost:${port}`;
  let printed = '';
  let child: ChildProcess;

  const start = async (): Promise<void> => {
    child = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: '', PORT: String(port), DATA_DIR: dataDir, ...env },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await hasAnswered(url, child, () => printed);
  };
  const end = (signal: NodeJS.Signals): Promise<number> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.pid === undefined) return resolve(child.exitCode ?? 0);
      child.once('exit', (code) => resolve(code ?? 0));
      process.kill(-child.pid, signal);
    });

  await start();
  return {
    url,
    dataDir,
    output: () => printed,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGINT'),
    restart: start,
    dispose: async () => {
      await end('SIGINT');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
