import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';

/** A store in a process of its own. `line` is its address, or why it did not start. */
export type Child = { process: ChildProcess; line: string; kill: () => Promise<void>; stop: () => Promise<void> };

export function storeProcess(dir: string): Promise<Child> {
  return started(join(import.meta.dirname, 'fixtures/serve.ts'), [dir]);
}

/** How a lean process is started: for a store in a folder, or a restore of a file into it. */
export type Lean = (task: 'serve' | 'restore', dir: string, file?: string) => Promise<Child>;

/**
 * The same without the product's thread around it, bundled into one file in `folder`: it starts in a fourth of the time, to be
 * killed so many times.
 */
export async function leanStore(folder: string): Promise<Lean> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    ssr: { noExternal: ['bson'] },
    build: { ssr: 'fixtures/lean.ts', outDir: folder, emptyOutDir: true },
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return (task, dir, file = '') => started(join(folder, 'lean.js'), [task, dir, file]);
}

const running = new Set<ChildProcess>();

/** Ends those that a failed test has left. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

async function started(path: string, args: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const ended = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  const lines = createInterface(child.stdout);
  const [line] = await once(lines, 'line');
  return {
    process: child,
    line: String(line),
    kill: () => ended('SIGKILL'),
    stop: () => ended('SIGTERM'),
  };
}
