import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A store in a process of its own. `line` is its address, or why it did not start. */
export type Child = { process: ChildProcess; line: string; kill: () => Promise<void> };

export async function storeProcess(dir: string): Promise<Child> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./fixtures/serve.ts', import.meta.url)), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const [line] = await once(lines, 'line');
  return {
    process: child,
    line: String(line),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
