/** What is refused is logged with account and reason, counted, and answered; and the limits that hardly anybody meets. */
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { numbers, paragraph, refusals, times, update } from './support/bombs.ts';
import { Client, placesOn, sleep, until, upgradeAnswer } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, stateOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

describe('what is refused', () => {
  test('(2) of a reader is logged with account and reason, and counted', async () => {
    const documentId = await newDocument(server, 'Hej');
    const before = await stateOf(server, documentId);
    const reader = await new Client(at(documentId, 'reader-logged')).synced();
    await reader.durable();
    writeLine(reader.doc, 'smuggel');
    await until('refused', () => reader.refused.length > 0);
    expect(server.logged('reader-logged')).toMatchObject([
      { documentId, accountId: 'reader-logged', code: 'readOnly' },
    ]);
    expect(await refusals(server, 'readOnly')).toBe(1);
    expect(await stateOf(server, documentId)).toBe(before);
    // What comes after it and changes nothing is not counted over it.
    reader.update(new Uint8Array([0, 0]));
    await sleep(400);
    expect([reader.acknowledged, reader.sent]).toEqual([1, 3]);
    await reader.leave();
  });

  test('(16) of a writer is logged with account and reason, and counted', async () => {
    const documentId = await newDocument(server, 'Hej');
    const mallory = await new Client(at(documentId, 'mallory-logged')).synced();
    mallory.update(update((encoder) => numbers(encoder, 1, 33_000_000, 5, 0)));
    expect(await mallory.closed()).toBe(4422);
    expect(server.logged('mallory-logged')).toMatchObject([
      { documentId, accountId: 'mallory-logged', code: 4422, why: 'It claims too many structs' },
    ]);
    expect(await refusals(server, 'invalid')).toBe(1);
  });
});

describe('limits', () => {
  test('(16) a thousand and one new client ids in one update are nobody’s', async () => {
    const documentId = await newDocument(server, 'Hej');
    const mallory = await new Client(at(documentId, 'mallory')).synced();
    mallory.update(
      update((encoder) => {
        numbers(encoder, 1001);
        times(1001, (index) => {
          numbers(encoder, 1, 5000 - index, 0);
          paragraph(encoder);
        });
        numbers(encoder, 0);
      }),
    );
    expect(await mallory.closed()).toBe(4422);
  });

  test('(15) who asks for the whole again and again is told to come later, with a state vector too long is not heard', async () => {
    const documentId = await newDocument(server, 'Hej');
    const eager = await new Client(at(documentId, 'anna')).synced();
    const stateVector = Y.encodeStateVector(eager.doc);
    times(10, () => eager.say({ type: 'syncStep1', stateVector }));
    expect(await eager.closed()).toBe(4529);
    const long = await new Client(at(documentId, 'anna')).synced();
    long.say({
      type: 'syncStep1',
      stateVector: update((encoder) => {
        numbers(encoder, 100_000);
        times(100_000, (index) => numbers(encoder, index, 1));
      }),
    });
    expect(await long.closed()).toBe(4422);
  });

  test('(15) who says thousands of things before it is known what it may is told to come later', async () => {
    const documentId = await newDocument(server, 'Hej');
    const { promise, resolve } = Promise.withResolvers<void>();
    server.rules.resolved = promise;
    const early = new Client(at(documentId, 'bo'));
    await until('open', () => early.ws.readyState === early.ws.OPEN);
    // Within its budget of messages, the opening's and the ping's with them; what comes later has a new one.
    times(1998, () => early.say({ type: 'unknown', number: 50 }));
    const heard = once(early.ws, 'pong');
    early.ws.ping();
    await heard;
    server.rules.later = 5000;
    times(500, () => early.say({ type: 'unknown', number: 50 }));
    expect(await early.closed()).toBe(4529);
    resolve();
    expect(JSON.stringify(server.logged('bo'))).toContain('too much before it was opened');
  });

  test('(15) of too many connections from one address the last is told to come later, whoever it is', async () => {
    const narrow = await startServer({ limits: { connectionsPerAddress: 2 } });
    const documentId = await newDocument(narrow, 'Hej');
    const place = (account: string) => ({ ...at(documentId, account), port: narrow.port });
    const inside = [await new Client(place('anna')).synced(), await new Client(place('bo')).synced()];
    expect(await new Client(place('cecilia')).closed()).toBe(4529);
    for (const client of inside) await client.leave();
    await narrow.close();
  });

  test('(27) whose session is not looked up within five seconds is answered, and not kept waiting', async () => {
    const stuck = await startServer();
    const { promise, resolve } = Promise.withResolvers<void>();
    stuck.rules.answered = promise;
    const { status } = await upgradeAnswer({ port: stuck.port, documentId: 'f'.repeat(24), account: 'anna' });
    expect(status).toBe(503);
    resolve();
    await stuck.close();
  });
});
