/** The bus over Redis: one channel, to which every node publishes and subscribes. Nothing else knows Redis. */
import { createClient } from '@redis/client';
import type { Logger } from 'pino';
import { within } from '../within.ts';
import type { Bus } from './bus.ts';

/** A connection that hangs is given up after this long without an answer. Milliseconds. */
const connectTimeout = 5000;
const pingEvery = 1000;
/** How long a script may take. Milliseconds. */
const answerTime = 1000;
const longestPause = 500;

const again = (tries: number): number => Math.min(50 * 2 ** tries, longestPause);

/** @param channel the installation's own: several may share one Redis */
export const redisBus = (url: string, channel: string, log: Logger): Bus => {
  let hasBegun = false;
  const socket = {
    connectTimeout,
    // At the start a wrong address is told at once; later it is waited for.
    reconnectStrategy: (tries: number): number | false => (hasBegun ? again(tries) : false),
  };
  const publisher = createClient({ url, socket, disableOfflineQueue: true, pingInterval: pingEvery });
  const subscriber = createClient({ url, socket, pingInterval: pingEvery });
  const clients = [publisher, subscriber];
  let complained = false;

  return {
    async open(hears) {
      const tell = (): void => {
        const isUp = hasBegun && clients.every((client) => client.isReady);
        if (isUp) complained = false;
        hears.state(isUp);
      };
      for (const client of clients) {
        client.on('error', (error: Error) => {
          // Before it has begun, whoever opens it is told.
          if (hasBegun && !complained) log.error({ why: error.message }, 'The bus is away');
          complained = hasBegun;
          tell();
        });
        client.on('ready', tell);
        client.on('reconnecting', tell);
        client.on('end', tell);
      }
      await Promise.all(clients.map((client) => client.connect()));
      await subscriber.subscribe(channel, hears.message, true);
      hasBegun = true;
      tell();
    },
    send: (message) => {
      if (!publisher.isReady) return;
      // What was lost is noticed by those who did not hear it.
      publisher.publish(channel, Buffer.from(message.buffer, message.byteOffset, message.byteLength)).catch(() => {});
    },
    evaluate: (script, keys, args) =>
      within(
        answerTime,
        publisher.eval(script, { keys: keys.map((key) => `${channel}:${key}`), arguments: [...args] }),
      ),
    async close() {
      await Promise.allSettled(clients.map((client) => client.close()));
    },
  };
};
