/**
 * Loaded into every server that is measured: tells what it has cost, and its memory after a collection of garbage, and keeps a
 * profile of what it does while it is measured when there is a folder for it.
 */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { isMainThread } from 'node:worker_threads';

const tellMemory = (): void => {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  process.send?.({ memory: process.memoryUsage.rss() });
};

/** The kernel's count, to the microsecond, which what asks for it adds little to. */
const tellCpu = (): void => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1000 });
};

const session = new Session();
const beginProfile = (): void => {
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 200 });
  session.post('Profiler.start');
};
const endProfile = (file: string): void => {
  session.post('Profiler.stop', (_, { profile }) => writeFileSync(file, JSON.stringify(profile)));
  session.disconnect();
  process.send?.({ profiled: true });
};

const hear = (message: unknown): void => {
  if (message === 'memory') tellMemory();
  else if (message === 'cpu') tellCpu();
  else if (message === 'profile') beginProfile();
  else if (typeof message === 'object' && message !== null && 'profile' in message) endProfile(String(message.profile));
};
// Workers load it too, and have no channel of their own.
if (isMainThread) {
  process.on('message', hear);
  process.channel?.unref();
}
