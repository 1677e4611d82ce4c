/** A server in a process of its own on the first core, and what the operating system says that it costs. */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';

const serverCore = 0;
const loadCore = 1;
const hasTaskset = ['/usr/bin/taskset', '/bin/taskset'].some((path) => existsSync(path));

/** Puts this process, which makes the load, on a core of its own. What it starts inherits that, servers excepted. */
export const takeLoadCore = (): boolean => {
  if (!hasTaskset) return false;
  execFileSync('taskset', ['-a', '-c', '-p', String(loadCore), String(process.pid)]);
  return true;
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

export type ServerProcess = {
  port: number;
  /** milliseconds of CPU that all its threads, also those that have ended, have used since it began */
  cpu(): Promise<number>;
  /** resident bytes after a collection of garbage */
  memory(): Promise<number>;
  /** begins a profile of its main thread (null), or ends it into this file */
  profile(file: string | null): Promise<number>;
  stop(signal?: NodeJS.Signals): Promise<void>;
};

export type Launch = {
  script: string;
  args: string[];
  env: Record<string, string>;
  port: number;
  said: string;
  /** for Node itself */
  flags?: string[];
};

const running = new Set<ChildProcess>();
// However this process ends, no server outlives it.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
process.on('disconnect', () => process.exit(1));

/** Asks the probe in the server. @returns what it answers under this name */
const ask = (child: ChildProcess, question: string | object, name: string): Promise<number> =>
  new Promise((resolve) => {
    const hear = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !(name in message)) return;
      child.off('message', hear);
      resolve(Number(Object.entries(message).find(([key]) => key === name)?.[1]));
    };
    child.on('message', hear);
    child.send(question);
  });

const stopProcess = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.kill(signal);
  });

/** Starts a server and waits until it says that it listens. @throws with what it said when it ends instead. */
export const launch = ({ script, args, env, port, said, flags = [] }: Launch): Promise<ServerProcess> =>
  new Promise((resolve, reject) => {
    const probe = new URL('probe.ts', import.meta.url).pathname;
    const child = fork(script, args, {
      execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc', '--import', probe, ...flags],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    running.add(child);
    let output = '';
    const { pid } = child;
    const hear = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-4000);
      if (pid === undefined || !output.includes(said)) return;
      child.stdout?.off('data', hear);
      child.stdout?.resume();
      if (hasTaskset) execFileSync('taskset', ['-a', '-c', '-p', String(serverCore), String(pid)]);
      const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => stopProcess(child, signal);
      resolve({
        port,
        cpu: () => ask(child, 'cpu', 'cpu'),
        memory: () => ask(child, 'memory', 'memory'),
        profile: (file) => {
          if (file === null) child.send('profile');
          return file === null ? Promise.resolve(0) : ask(child, { profile: file }, 'profiled');
        },
        stop,
      });
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    });
    child.once('exit', () => {
      running.delete(child);
      reject(new Error(`The server did not start:\n${output}`));
    });
  });
