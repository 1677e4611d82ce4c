/** npm run store -- --port N: serves the embedded store of DATA_DIR alone, on loopback, until Ctrl-C. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';
import { endWith } from '../ending.ts';
import { readSettings } from '../settings/read.ts';
import { catalogue } from '../text/index.ts';

const { start, expected } = catalogue('sv');

const portOf = (given: string | undefined): number => {
  const port = Number(given ?? '27017');
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(start.setting('--port', given ?? '', expected.port));
  return port;
};

try {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const { dataDir } = readSettings(process.env);
  const store = await startEmbeddedStore({ dir: join(dataDir, 'store'), port: portOf(values.port) });
  let stopping: Promise<void> | null = null;
  const stop = (): void => {
    stopping ??= store.close().then(() => endWith(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (process.channel) process.on('disconnect', stop);
  process.stdout.write(`${store.uri}\n`);
} catch (error) {
  process.stderr.write(
    `${start.failed((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '')}\n`,
  );
  endWith(1);
}
