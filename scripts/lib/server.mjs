/** Runs one of the product's own programs on the pinned Node, and hands it the signals that this process gets. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { node, root } from './workspace.mjs';

/**
 * Ends this process with the program's exit status. A terminal sends Ctrl-C to both, so the program may get it twice.
 * The channel between them tells the program when this process is gone.
 */
export const runProgram = (file, args = []) => {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // Compiled code is kept between starts: a second start loads in half the time.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
};
