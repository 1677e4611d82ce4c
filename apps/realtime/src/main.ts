/** The program: settings, start, one line when it fails, and a clean stop however often it is asked to. */
import { demo } from '@samsyn/demo';
import { pino } from 'pino';
import { endWith } from './ending.ts';
import { type Product, startProduct } from './product.ts';
import { readSettings } from './settings/read.ts';
import { type Settings, SettingsError } from './settings/settings.ts';
import { StoreError } from './store.ts';
import { catalogue } from './text/index.ts';
import { within } from './within.ts';

const { start } = catalogue('sv');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** @returns the one line that says why the product did not start. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** Logs go to the error stream as JSON lines: everything in production, only what is wrong on somebody's own machine. */
const log = pino(
  { level: process.env['NODE_ENV'] === 'production' ? 'info' : 'warn' },
  pino.destination({ dest: 2, sync: true }),
);

const fail = (error: unknown): void => {
  const isExpected = error instanceof SettingsError || error instanceof StoreError;
  if (!isExpected) log.error({ err: error }, 'the start failed');
  process.stderr.write(`${start.failed(reasonOf(error))}\n`);
  endWith(1);
};

const greet = (settings: Settings, product: Product): void => {
  say(start.running(settings.publicUrl));
  if (product.isDemo) say(start.demo('kvalitet@example.org', demo.password));
  say(start.howToStop);
};

/** A start that is being made is not torn down in the middle, unless it waits for what never comes. Milliseconds. */
const startPatience = 15_000;

const run = async (): Promise<void> => {
  let starting: Promise<Product> | null = null;
  let stopping: Promise<void> | null = null;
  const givenUp = new AbortController();

  const stop = (status: number): void => {
    stopping ??= (async () => {
      say(start.stopping);
      const product = starting && (await within(startPatience, starting).catch(() => null));
      await product?.close();
      endWith(status);
    })();
  };
  const stopAsAsked = (): void => {
    givenUp.abort();
    stop(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopAsAsked);
  // The command that started this process is gone.
  if (process.channel) process.on('disconnect', stopAsAsked);

  try {
    const settings = readSettings(process.env);
    starting = startProduct(settings, log, givenUp.signal, (why) => {
      log.fatal({ why }, 'the product cannot go on');
      stop(1);
    });
    greet(settings, await starting);
  } catch (error) {
    if (!givenUp.signal.aborted) fail(error);
  }
};

process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was rejected and nobody cared'));

await run();
