/** Starting and killing the processes of tests. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { until } from './client.ts';

export type Started = { child: ChildProcess; port: number; uri: string };

const script = fileURLToPath(new URL('server-process.ts', import.meta.url));
const running = new Set<ChildProcess>();

const isReady = (message: unknown): message is { port: number; uri: string } =>
  typeof message === 'object' && message !== null && 'port' in message && 'uri' in message;

export const startProcess = (
  what: 'server' | 'store',
  directory: string,
  port: number,
  ids: string[] = [],
): Promise<Started> =>
  new Promise((resolve, reject) => {
    const child = fork(script, [what, directory, String(port), ...ids], { execArgv: [], stdio: 'inherit' });
    running.add(child);
    child.once('exit', (code) => {
      running.delete(child);
      reject(new Error(`The process ended with ${code}`));
    });
    child.once('message', (message) => {
      if (isReady(message)) resolve({ child, ...message });
      else reject(new Error('The process said something else'));
    });
  });

/** Sends the signal and waits for the end. @returns the exit code, null when a signal ended it. */
export const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });

const standsStill = (pid: number): boolean => {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(threads)) return true;
  return readdirSync(threads).every((id) => readFileSync(`${threads}/${id}/stat`, 'utf8').includes(') T '));
};

/** Stops the process where it is: a signal reaches its threads one after the other, and meanwhile they work on. */
export const freeze = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGSTOP');
  await until('it stands still', () => standsStill(child.pid ?? 0));
};

export const endAll = async (): Promise<void> => {
  await Promise.all([...running].map((child) => end(child, 'SIGKILL')));
};
