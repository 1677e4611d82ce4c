import * as decoding from 'lib0/decoding';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { awarenessOf, newDocument, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

type Heard = { clock: number; state: unknown };

/** The first state of each awareness message that the client heard. */
const heardBy = (client: Client): Heard[] =>
  client.heard.flatMap((message) => {
    if (message.type !== 'awareness' || message.update[0] === 0) return [];
    const decoder = decoding.createDecoder(message.update);
    decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const state: unknown = JSON.parse(decoding.readVarString(decoder));
    return [{ clock, state }];
  });
const statesOf = (client: Client): unknown[] => heardBy(client).map((heard) => heard.state);

describe('presence', () => {
  test('(20) is stamped by the server; nothing but the cursor passes', async () => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const client = await new Client(at(documentId, 'anna')).synced();
    const state = { user: { id: 'bo', name: 'Rektorn', color: 'red' }, cursor: { anchor: 1 }, evil: '<script>' };
    client.say({ type: 'awareness', update: awarenessOf(client.doc.clientID, 1, state) });
    await until('shown', () => statesOf(witness).length > 0);
    expect(statesOf(witness)).toEqual([
      { user: { id: 'anna', name: 'Name of anna', color: '#7A3E9D' }, cursor: { anchor: 1 } },
    ]);
    await Promise.all([witness.leave(), client.leave()]);
  });

  test('a foreign client’s state and a huge clock are dropped in silence', async () => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const client = await new Client(at(documentId, 'anna')).synced();
    witness.say({ type: 'awareness', update: awarenessOf(witness.doc.clientID, 1, { cursor: null }) });
    await until('shown', () => statesOf(client).length > 0);
    client.say({ type: 'awareness', update: awarenessOf(witness.doc.clientID, 7, { cursor: { anchor: 9 } }) });
    client.say({ type: 'awareness', update: awarenessOf(witness.doc.clientID, 8, null) });
    client.say({ type: 'awareness', update: awarenessOf(client.doc.clientID, 2 ** 40, { cursor: null }) });
    writeLine(client.doc, 'lever');
    await client.durable();
    expect(statesOf(witness)).toEqual([]);
    expect(client.closedWith).toBeNull();
    await Promise.all([witness.leave(), client.leave()]);
  });

  test('who leaves is gone, and who returns with the same clock is seen', async () => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const doc = new Y.Doc();
    const show = async (): Promise<Client> => {
      const client = await new Client(at(documentId, 'anna'), doc).synced();
      client.say({ type: 'awareness', update: awarenessOf(doc.clientID, 3, { cursor: null }) });
      return client;
    };
    const first = await show();
    await until('shown', () => statesOf(witness).length === 1);
    await first.leave();
    await until('gone', () => statesOf(witness).length === 2);
    expect(statesOf(witness)[1]).toBeNull();
    const second = await show();
    await until('back', () => statesOf(witness).length === 3);
    expect(heardBy(witness).map((heard) => heard.clock)).toEqual([3, 4, 5]);
    await Promise.all([witness.leave(), second.leave()]);
  });

  test('an account’s newest connection takes over the id of one that is half dead; an echo does not', async () => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const doc = new Y.Doc();
    const show = { type: 'awareness', update: awarenessOf(doc.clientID, 3, { cursor: null }) } as const;
    const old = await new Client(at(documentId, 'anna'), doc).synced();
    old.say(show);
    await until('shown', () => statesOf(witness).length === 1);
    const tab = await new Client(at(documentId, 'anna')).synced();
    for (const _ of [1, 2, 3]) tab.say({ type: 'unknown', number: 60 });
    tab.say(show);
    const newest = new Client(at(documentId, 'anna'), doc);
    newest.ws.on('open', () => newest.say(show));
    await newest.synced();
    await tab.leave();
    await old.leave();
    newest.say({ type: 'awareness', update: awarenessOf(doc.clientID, 30, { cursor: { anchor: 2 } }) });
    await until('moved', () => heardBy(witness).at(-1)?.clock === 30);
    expect(statesOf(witness)).not.toContain(null);
    await Promise.all([witness.leave(), newest.leave()]);
  });
});
