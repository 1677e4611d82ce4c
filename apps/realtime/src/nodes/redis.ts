/** The bus over Redis: one channel, to which every node publishes and subscribes. Nothing else knows Redis. */
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@redis/client';
import type { Logger } from 'pino';
import { TooLate, within } from '../within.ts';
import type { Bus } from './bus.ts';

/** A connection is given up when it is not there after this long. Milliseconds. */
const connectTimeout = 2000;
/** How long both connections, and the first words on them, may take. Milliseconds. */
const openTime = 4000;
const pingEvery = 500;
/** A Redis that hangs takes everything and answers nothing: what has not answered for so long is away. Milliseconds. */
const silentFor = 2000;
/** What came while this process itself stood still is read within this. Milliseconds. */
const readTime = 100;
/** How long a script, or the last words, may take. Milliseconds. */
const answerTime = 1000;
const longestPause = 500;

const again = (tries: number): number => Math.min(50 * 2 ** tries, longestPause);

/** @throws TooLate when the answer has not come in time, though this process has read what there is. */
const answered = async <T>(milliseconds: number, answer: Promise<T>): Promise<T> => {
  try {
    return await within(milliseconds, answer);
  } catch (error) {
    if (!(error instanceof TooLate)) throw error;
    return within(readTime, answer);
  }
};

/** One connection to speak and one to listen: when either is lost both are begun anew, with nothing left to be sent. */
const lineTo = (url: string, channel: string) => {
  const socket = { connectTimeout, reconnectStrategy: false } as const;
  const publisher = createClient({ url, socket, disableOfflineQueue: true });
  const subscriber = createClient({ url, socket });
  const clients = [publisher, subscriber];
  const { promise: lost, resolve: lose } = Promise.withResolvers<Error>();
  let isOver = false;
  const end = (): void => {
    isOver = true;
    for (const client of clients) client.destroy();
  };
  for (const client of clients) {
    client.on('error', lose);
    client.on('end', () => lose(new Error('The connection was ended')));
    // One that was about to be there is there only now.
    client.on('connect', () => isOver && client.destroy());
  }

  const watch = async (): Promise<void> => {
    while (!isOver) {
      await answered(silentFor, Promise.all(clients.map((client) => client.ping())));
      await wait(pingEvery, undefined, { ref: false });
    }
  };

  return {
    publisher,
    /** Why it is not there any more. */
    lost,
    end,
    /** @throws when both are not there in time */
    async open(hear: (message: Uint8Array) => void): Promise<void> {
      const begin = async (): Promise<void> => {
        await Promise.all(clients.map((client) => client.connect()));
        await subscriber.subscribe(channel, hear, true);
      };
      const failed = lost.then((why) => Promise.reject(why));
      try {
        await within(openTime, Promise.race([begin(), failed]));
      } catch (error) {
        end();
        throw error;
      }
      watch().catch(lose);
    },
  };
};

/** @param channel the installation's own: several may share one Redis */
export const redisBus = (url: string, channel: string, log: Logger): Bus => {
  let line = lineTo(url, channel);
  let isUp = false;
  let isClosed = false;

  /** Begins a lost line anew, until it is there. */
  const renew = async (hear: (message: Uint8Array) => void): Promise<void> => {
    for (let tries = 0; !isClosed; tries += 1) {
      await wait(again(tries));
      if (isClosed) return;
      line = lineTo(url, channel);
      try {
        await line.open(hear);
        return;
      } catch {
        // It is still away, which has been said.
      }
    }
  };

  const keep: Bus['open'] = async ({ message, state }) => {
    while (!isClosed) {
      isUp = true;
      state(true);
      const why = await line.lost;
      line.end();
      isUp = false;
      if (isClosed) return;
      log.error({ why: why.message }, 'The bus is away');
      state(false);
      await renew(message);
    }
  };

  return {
    async open(hears) {
      await line.open(hears.message);
      void keep(hears);
    },
    send: (message) => {
      if (!isUp) return;
      // What was lost is noticed by those who did not hear it.
      const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
      line.publisher.publish(channel, bytes).catch(() => {});
    },
    evaluate: (script, keys, args) =>
      answered(
        answerTime,
        line.publisher.eval(script, { keys: keys.map((key) => `${channel}:${key}`), arguments: [...args] }),
      ),
    async close() {
      isClosed = true;
      // The last words are waited for, but not on a bus that hangs.
      if (isUp) await within(answerTime, line.publisher.close()).catch(() => {});
      line.end();
    },
  };
};
