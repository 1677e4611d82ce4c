/** How long `npm start` takes on a filled store, from the command to the first page. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTable, type Row } from './table.ts';

const root = join(import.meta.dirname, '../..');
const port = 4790;

const startOnce = async (dataDir: string): Promise<number> => {
  const began = performance.now();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: '', PORT: String(port), DATA_DIR: dataDir },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (;;) {
    const isUp = await fetch(`http://localhost:${port}/`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) break;
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const took = performance.now() - began;
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await ended;
  return took;
};

export const benchStart = async (): Promise<boolean> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'samsyn-bench-'));
  try {
    const rows: Row[] = [
      { what: 'first start, the demo made', measured: await startOnce(dataDir), limit: 60_000 },
      { what: 'second start', measured: await startOnce(dataDir), limit: 3000 },
    ];
    return printTable('npm start', rows);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};
