import { bodyOf, readBody } from '@samsyn/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, sleep, until } from './support/client.ts';
import { edit } from './support/edits.ts';
import { seeded } from './support/random.ts';
import { startServer, type TestServer } from './support/server.ts';
import {
  awarenessOf,
  bytesOf,
  mallory,
  newDocument,
  stateOf,
  wordsOf,
  writeLine,
  writtenBy,
} from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

describe('forgeries', () => {
  test('(3) an edit under another’s client id is refused; the victim’s next edit arrives', async () => {
    const documentId = await newDocument(server, 'Hej');
    const victim = await new Client(at(documentId, 'anna')).synced();
    const witness = await new Client(at(documentId, 'bo')).synced();
    writeLine(victim.doc, 'mitt');
    await victim.durable();
    const forger = await new Client(at(documentId, 'mallory')).synced();
    const lie = await writtenBy(server, documentId, (doc) => {
      doc.clientID = victim.doc.clientID;
      writeLine(doc, 'i hennes namn');
    });
    forger.update(lie);
    expect(await forger.closed()).toBe(4422);
    writeLine(victim.doc, 'nästa');
    await until('seen', () => wordsOf(witness.doc).includes('nästa'));
    await victim.durable();
    expect(wordsOf(witness.doc)).not.toContain('hennes namn');
    expect(bytesOf(witness.doc)).toBe(bytesOf(victim.doc));
    // A refusal never bars the same account's next connection.
    const again = await new Client(at(documentId, 'mallory')).synced();
    writeLine(again.doc, 'ärligt');
    await again.durable();
    await Promise.all([victim, witness, again].map((client) => client.leave()));
  });

  test('(3) while the server heals it is refused too when the victim is here and has brought all: her next words arrive', async () => {
    const healing = await startServer();
    healing.journal.heal();
    const documentId = await newDocument(healing, 'Hej');
    const place = (account: string) => ({ ...at(documentId, account), port: healing.port });
    const victim = await new Client(place('anna')).synced();
    victim.say({ type: 'awareness', update: awarenessOf(victim.doc.clientID, 1, { cursor: null }) });
    writeLine(victim.doc, 'mitt');
    await victim.durable();
    const forger = await new Client(place('mallory')).synced();
    const inHerName = (words: string) =>
      writtenBy(healing, documentId, (doc) => {
        doc.clientID = victim.doc.clientID;
        writeLine(doc, words);
      });
    forger.update(await inHerName('i hennes namn'));
    expect(await forger.closed()).toBe(4422);
    writeLine(victim.doc, 'nästa');
    await victim.durable();
    expect(await stateOf(healing, documentId)).toContain('nästa');
    // Once she is gone a colleague may bring what the server has lost of hers.
    await victim.leave();
    await until('gone', () => healing.sync.documents.state(documentId)?.connections === 0);
    const colleague = await new Client(place('bo')).synced();
    colleague.update(await inHerName('förlorat'));
    await colleague.durable();
    await colleague.leave();
    await healing.close();
  });

  test('an id that another has shown in presence is that other’s, also before a word is written', async () => {
    const documentId = await newDocument(server, 'Hej');
    const victim = await new Client(at(documentId, 'anna')).synced();
    victim.say({ type: 'awareness', update: awarenessOf(victim.doc.clientID, 1, { cursor: null }) });
    const forger = await new Client(at(documentId, 'mallory')).synced();
    await until('shown', () => forger.heard.some((message) => message.type === 'awareness'));
    const lie = await writtenBy(server, documentId, (doc) => {
      doc.clientID = victim.doc.clientID;
      writeLine(doc, 'i hennes namn');
    });
    expect(await server.sync.documents.receive(documentId, mallory, lie)).toMatchObject({ kind: 'invalid' });
    writeLine(victim.doc, 'mitt');
    await victim.durable();
    await Promise.all([victim.leave(), forger.leave()]);
  });

  test('(19) deleting everything is a writer’s right', async () => {
    const documentId = await newDocument(server, 'Hej', 'på', 'dig');
    const all = await writtenBy(server, documentId, (doc) => bodyOf(doc).delete(0, bodyOf(doc).length));
    expect(await server.sync.documents.receive(documentId, mallory, all)).toEqual({ kind: 'accepted' });
    expect(await server.sync.documents.read(documentId, wordsOf)).toBe('');
  });

  test('(3) while it heals a client id that its writer names over HTTP is the writer’s, whoever shows it then', async () => {
    const healing = await startServer();
    healing.journal.heal();
    const documentId = await newDocument(healing, 'Hej');
    const anna = new Y.Doc();
    Y.applyUpdate(anna, await healing.sync.documents.diff(documentId, null));
    const writer = { accountId: 'anna', access: 'write', clientId: anna.clientID } as const;
    const post = (words: string) => {
      const since = Y.encodeStateVector(anna);
      writeLine(anna, words);
      return healing.sync.documents.receive(documentId, writer, Y.encodeStateAsUpdate(anna, since));
    };
    expect(await post('mitt')).toEqual({ kind: 'accepted' });
    const thief = await new Client({ ...at(documentId, 'mallory'), port: healing.port }).synced();
    thief.say({ type: 'awareness', update: awarenessOf(anna.clientID, 1, { cursor: null }) });
    expect(await post('nästa')).toEqual({ kind: 'accepted' });
    const bound = await healing.connection
      .collection('clientids')
      .find({ documentId, clientId: anna.clientID })
      .toArray();
    expect(bound.map(({ accountId }) => accountId)).toEqual(['anna']);
    await thief.leave();
    await healing.close();
  });
});

describe('malformed updates', () => {
  test('frames that are no messages are 4422, unknown types are ignored', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'anna')).synced();
    client.say({ type: 'unknown', number: 77 });
    client.say({ type: 'acknowledged', count: 9 });
    writeLine(client.doc, 'går vidare');
    await client.durable();
    await client.leave();
    for (const frame of [[], [0], [0, 9, 0], [0, 2, 200], [0, 0, 1, 255], [1, 3, 1, 1, 1]]) {
      const rude = await new Client(at(documentId, 'anna')).synced();
      rude.ws.send(new Uint8Array(frame));
      expect(await rude.closed()).toBe(4422);
    }
    const text = await new Client(at(documentId, 'anna')).synced();
    text.ws.send('hej');
    expect(await text.closed()).toBe(4422);
  });

  test('(17) truncated and mutated updates: refused ones change nothing, for nobody', async () => {
    const random = seeded(17);
    const documentId = await newDocument(server, 'Hej', 'på', 'dig');
    const witness = await new Client(at(documentId, 'anna')).synced();
    const honest = new Y.Doc();
    Y.applyUpdate(honest, await server.sync.documents.diff(documentId, null));
    let refused = 0;
    for (let round = 0; round < 800; round += 1) {
      const since = Y.encodeStateVector(honest);
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(honest));
      for (let count = random.below(4); count >= 0; count -= 1) edit(copy, random);
      const update = Y.encodeStateAsUpdate(copy, since);
      const mutated = random.next() < 0.3 ? update.slice(0, random.below(update.length)) : update.slice();
      if (mutated.length === update.length) {
        for (let count = random.below(3); count >= 0; count -= 1)
          mutated[random.below(mutated.length)] = random.below(256);
      }
      const room = server.sync.documents.state(documentId)?.received;
      const result = await server.sync.documents.receive(documentId, mallory, mutated);
      if (result.kind === 'invalid') {
        refused += 1;
        expect(server.sync.documents.state(documentId)?.received).toBe(room);
      }
    }
    expect(refused).toBeGreaterThan(300);
    writeLine(witness.doc, 'lever');
    await witness.durable();
    await sleep(50);
    const stored = new Y.Doc();
    Y.applyUpdate(stored, await server.sync.documents.diff(documentId, null));
    expect(bytesOf(witness.doc)).toBe(bytesOf(stored));
    const journalled = new Y.Doc();
    for (const update of (await server.journal.load(documentId)).updates) Y.applyUpdate(journalled, update);
    expect(readBody(journalled)).toEqual(readBody(stored));
    await witness.leave();
  });
});
