/** Runs one of the product's own programs on the pinned Node, and hands it the signals that this process gets. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './workspace.mjs';

/**
 * How Node runs the product. Its engine would let what lives for a moment take 100 MB before it looks, all of which stays
 * the process's: 8 MB are looked through in a millisecond, by the main thread itself. For the rest one helper: four that mark
 * garbage on one or two cores leave the main thread a fifth of one, and cost a tenth of what a hundred busy rooms do.
 * All of memory is looked through seldom, and not because people pause (docs/decisions/016-beats-and-batches.md).
 */
const flags = JSON.parse(readFileSync(join(root, 'apps/realtime/node-flags.json'), 'utf8'));

/**
 * Ends this process with the program's exit status. A terminal sends Ctrl-C to both, so the program may get it twice.
 * The channel between them tells the program when this process is gone.
 * `more` is what Node is told beside the product's own flags.
 */
export const runProgram = (file, args = [], more = []) => {
  const child = spawn(node, [...flags, ...more, join(root, file), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // Compiled code is kept between starts: a second start loads in half the time.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
};
