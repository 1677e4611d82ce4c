import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readBody } from '@samsyn/document';
import { Client, provide, sleep, until, upgradeAnswer } from './support/client.ts';
import { origin, startServer, type TestServer } from './support/server.ts';
import { newDocument, stateOf, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = (documentId: string, account: string, query = '?ack=1') => ({
  port: server.port,
  documentId,
  account,
  query,
});

describe('writing together', () => {
  test('two stock providers converge', async () => {
    const documentId = await newDocument(server, 'Hej');
    const [anna, bo] = [new Y.Doc(), new Y.Doc()];
    const providers = [provide(at(documentId, 'anna', ''), anna), provide(at(documentId, 'bo', ''), bo)];
    await until('synced', () => providers.every((provider) => provider.synced));
    writeLine(anna, 'från Anna');
    writeLine(bo, 'från Bo');
    await until('converged', () => wordsOf(anna).includes('Bo') && wordsOf(bo).includes('Anna'));
    expect(readBody(anna)).toEqual(readBody(bo));
    expect(await stateOf(server, documentId)).toBe(JSON.stringify(readBody(anna)));
    for (const provider of providers) provider.destroy();
  });

  test('an edit is acknowledged by itself when it is durable', async () => {
    const documentId = await newDocument(server);
    const client = await new Client(at(documentId, 'anna')).synced();
    await client.durable();
    writeLine(client.doc, 'varaktigt');
    await client.durable();
    const rows = await server.journal.load(documentId);
    const stored = new Y.Doc();
    for (const update of rows.updates) Y.applyUpdate(stored, update);
    expect(wordsOf(stored)).toContain('varaktigt');
    expect(server.written).toContain(documentId);
    await client.leave();
  });

  test('an empty message counts, also a reader’s', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'reader1')).synced();
    client.update(Y.encodeStateAsUpdate(client.doc));
    client.update(new Uint8Array([0, 0]));
    await client.durable();
    expect(client.acknowledged).toBe(3);
    expect(client.refused).toEqual([]);
    await client.leave();
  });

  test('without ack=1 nothing but the stock protocol is spoken', async () => {
    const documentId = await newDocument(server);
    const client = await new Client(at(documentId, 'anna', '')).synced();
    writeLine(client.doc, 'ord');
    await sleep(200);
    expect(client.heard.map((message) => message.type)).not.toContain('acknowledged');
    await client.leave();
  });

  test('(8) (10) offline edits of a returning client are joined with what others wrote', async () => {
    const documentId = await newDocument(server, 'Hej');
    const first = await new Client(at(documentId, 'anna')).synced();
    await first.leave();
    const offline = first.doc;
    for (let index = 0; index < 20_000; index += 1) offline.transact(() => wordsAt(offline, index));
    const other = await new Client(at(documentId, 'bo')).synced();
    writeLine(other.doc, 'under tiden');
    const back = await new Client(at(documentId, 'anna'), offline).synced();
    await back.durable();
    await until(
      'joined',
      () => wordsOf(other.doc).length === wordsOf(offline).length && wordsOf(offline).includes('tiden'),
    );
    expect(readBody(other.doc)).toEqual(readBody(offline));
    await Promise.all([back.leave(), other.leave()]);
  }, 20_000);
});

let line: Y.XmlText | null = null;
const wordsAt = (doc: Y.Doc, index: number): void => {
  if (index === 0) {
    const text = writeLine(doc, 'x').get(0);
    line = text instanceof Y.XmlText ? text : null;
  }
  line?.insert((index * 7919) % (line.length + 1), 'å');
};

describe('who is let in', () => {
  test('(27) without a session it is 401, from a foreign or no Origin 403', async () => {
    const documentId = await newDocument(server);
    const place = at(documentId, 'anna');
    const asked = [{ origin }, { cookie: 'session=anna', origin: 'https://evil.example' }, { cookie: 'session=anna' }];
    const answers = await Promise.all(asked.map((headers) => upgradeAnswer(place, headers)));
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 403]);
    // A page of somebody who was signed in before.
    const former = await upgradeAnswer(at(documentId, 'anna', '?account=berit'), { cookie: 'session=anna', origin });
    expect(former.status).toBe(401);
  });

  test('(24) a document that is not there and one that is not mine are told apart by nobody', async () => {
    const documentId = await newDocument(server);
    const codes = await Promise.all(
      [documentId, '0'.repeat(24), '__proto__', 'a%00b'].map((id) => new Client(at(id, 'stranger')).closed()),
    );
    expect(codes).toEqual([4403, 4403, 4403, 4403]);
    expect(await new Client(at('f'.repeat(24), 'anna')).closed()).toBe(4403);
  });

  test('(24) a document is read while the right is looked up, and told to nobody before it is granted', async () => {
    const documentId = await newDocument(server, 'Hej');
    server.rules.later += 10_000;
    await until('closed', () => server.sync.documents.state(documentId) === null);
    const { promise, resolve } = Promise.withResolvers<void>();
    server.rules.resolved = promise;
    const [stranger, anna] = [new Client(at(documentId, 'stranger')), new Client(at(documentId, 'anna'))];
    await until('read', () => server.sync.documents.state(documentId) !== null);
    await sleep(100);
    expect([stranger.heard, anna.heard]).toEqual([[], []]);
    resolve();
    expect(await stranger.closed()).toBe(4403);
    expect(stranger.heard).toEqual([]);
    expect(wordsOf((await anna.synced()).doc)).toBe('Hej');
    await anna.leave();
  });

  test('another epoch or schema is 4409, and nothing is synced', async () => {
    const documentId = await newDocument(server, 'Hej');
    for (const query of ['?epoch=2', '?schema=2', '?epoch=1&schema=0', '?epoch=x']) {
      const client = new Client(at(documentId, 'anna', query));
      expect(await client.closed()).toBe(4409);
      expect(wordsOf(client.doc)).toBe('');
    }
    await (await new Client(at(documentId, 'anna', '?epoch=1&schema=1')).synced()).leave();
  });

  test('(2) a reader’s edit changes nothing and is answered by its number', async () => {
    for (const account of ['reader2', 'suggester2']) {
      const documentId = await newDocument(server, 'Hej');
      const before = await stateOf(server, documentId);
      const witness = await new Client(at(documentId, 'anna')).synced();
      const client = await new Client(at(documentId, account)).synced();
      await client.durable();
      writeLine(client.doc, 'inte min sak');
      writeLine(client.doc, 'och inte detta');
      await until('refused', () => client.refused.length === 2);
      expect(client.refused).toEqual([
        { code: 'readOnly', number: 2 },
        { code: 'readOnly', number: 3 },
      ]);
      expect(client.acknowledged).toBe(1);
      writeLine(witness.doc, 'läsbart');
      await until('still reading', () => wordsOf(client.doc).includes('läsbart'));
      expect(wordsOf(witness.doc)).not.toContain('inte min');
      expect(await stateOf(server, documentId)).not.toBe(before);
      expect(await stateOf(server, documentId)).toBe(JSON.stringify(readBody(witness.doc)));
      await Promise.all([client.leave(), witness.leave()]);
    }
  });

  test('(26) a session that ends while its connection is being let in closes it all the same', async () => {
    const documentId = await newDocument(server, 'Hej');
    const { promise, resolve } = Promise.withResolvers<void>();
    server.rules.answered = promise;
    const client = new Client(at(documentId, 'dagny'));
    await sleep(100);
    server.rules.ended.add('dagny');
    await server.sync.documents.recheck({ accountId: 'dagny' });
    resolve();
    expect(await client.closed()).toBe(4401);
    expect(wordsOf(client.doc)).toBe('');
  });

  test('(23) a right that is lowered takes effect at once, and the connection stays for reading', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'cecilia')).synced();
    writeLine(client.doc, 'först');
    await client.durable();
    server.rules.access.set('cecilia', 'read');
    await server.sync.documents.recheck({ accountId: 'cecilia' });
    writeLine(client.doc, 'sedan');
    await until('refused', () => client.refused.length === 1);
    expect(await stateOf(server, documentId)).not.toContain('sedan');
    server.rules.access.set('cecilia', 'none');
    await server.sync.documents.recheck({ documentId });
    expect(await client.closed()).toBe(4403);
  });

  test('(26) a session that has ended or expired is closed with 4401', async () => {
    const documentId = await newDocument(server);
    const client = await new Client(at(documentId, 'david')).synced();
    server.rules.ended.add('david');
    await server.sync.documents.recheck({ accountId: 'david' });
    expect(await client.closed()).toBe(4401);
    server.rules.expiresAt = Date.now() + 300;
    const brief = await new Client(at(documentId, 'erik')).synced();
    server.rules.ended.add('erik');
    expect(await brief.closed(5000)).toBe(4401);
    server.rules.expiresAt = Number.MAX_SAFE_INTEGER;
  });
});

describe('the server’s own part', () => {
  test('a change is seen by everybody and durable when it resolves', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'anna')).synced();
    const answer = await server.sync.documents.change(documentId, 'anna', (doc) => {
      writeLine(doc, 'utkast');
      doc.getMap('draft').set('key', { hash: 'x' });
      return 42;
    });
    expect(answer).toBe(42);
    await until('seen', () => wordsOf(client.doc).includes('utkast'));
    expect(client.doc.getMap('draft').get('key')).toEqual({ hash: 'x' });
    const state = server.sync.documents.state(documentId);
    expect(state?.written).toBe(state?.received);
    await client.leave();
  });

  test('changes at the same time are all made', async () => {
    const documentId = await newDocument(server, 'Hej');
    const words = Array.from({ length: 10 }, (_, index) => `ändring ${index}.`);
    await Promise.all(
      words.map((word) => server.sync.documents.change(documentId, 'anna', (doc) => void writeLine(doc, word))),
    );
    const text = await server.sync.documents.read(documentId, wordsOf);
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });

  test('a change that throws has changed nothing', async () => {
    const documentId = await newDocument(server, 'Hej');
    const before = await stateOf(server, documentId);
    const change = server.sync.documents.change(documentId, null, (doc) => {
      writeLine(doc, 'halvt');
      throw new Error('mitt i');
    });
    await expect(change).rejects.toThrow('mitt i');
    expect(await stateOf(server, documentId)).toBe(before);
  });

  test('a document is created once', async () => {
    const documentId = await newDocument(server, 'Hej');
    const again = server.sync.documents.create(documentId, Y.encodeStateAsUpdate(new Y.Doc()), null);
    await expect(again).rejects.toThrow('has a history');
    await expect(server.sync.documents.read('e'.repeat(24), wordsOf)).rejects.toThrow('No history');
  });

  test('(9) sync over plain HTTP goes through the same room', async () => {
    const documentId = await newDocument(server, 'Hej');
    const { documents } = server.sync;
    const witness = await new Client(at(documentId, 'anna')).synced();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await documents.diff(documentId, null));
    const since = Y.encodeStateVector(doc);
    writeLine(doc, 'över http');
    const update = Y.encodeStateAsUpdate(doc, since);
    expect(await documents.receive(documentId, { accountId: 'reader', access: 'read' }, update)).toEqual({
      kind: 'refused',
      code: 'readOnly',
    });
    expect(await documents.receive(documentId, { accountId: 'bo', access: 'write' }, update)).toEqual({
      kind: 'accepted',
    });
    expect(await documents.receive(documentId, { accountId: 'reader', access: 'read' }, update)).toEqual({
      kind: 'accepted',
    });
    await until('seen', () => wordsOf(witness.doc).includes('över http'));
    writeLine(doc, 'a');
    const gap = Y.encodeStateVector(doc);
    writeLine(doc, 'b');
    const late = Y.encodeStateAsUpdate(doc, gap);
    const writer = { accountId: 'bo', access: 'write' } as const;
    expect(await documents.receive(documentId, writer, late)).toEqual({ kind: 'missingPredecessors' });
    expect((await documents.receive(documentId, writer, new Uint8Array([9, 9]))).kind).toBe('invalid');
    await expect(documents.diff(documentId, new Uint8Array([5]))).rejects.toThrow('Not a state vector');
    await witness.leave();
  });

  test('blocks without an id get one made from their Yjs id; of two equal the first journalled keeps it', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'anna')).synced();
    const bare = writeLine(client.doc, 'utan');
    await until('an id', () => bare.getAttribute('id') !== undefined);
    const id = bare._item?.id;
    expect(bare.getAttribute('id')).toBe(`${id?.client.toString(36)}-${id?.clock.toString(36)}`);
    const first = writeLine(client.doc, 'först', { id: 'samma' });
    const second = new Y.XmlElement('paragraph');
    second.setAttribute('id', 'samma');
    client.doc.getXmlFragment('body').insert(0, [second]);
    await until('renewed', () => second.getAttribute('id') !== 'samma');
    expect(first.getAttribute('id')).toBe('samma');
    await client.leave();
  });

  test('versions are named and listed', async () => {
    const documentId = await newDocument(server, 'Hej');
    await server.sync.documents.nameVersion(documentId, 'Före mötet', 'anna');
    const versions = await server.sync.documents.versions(documentId);
    expect(versions).toMatchObject([{ name: 'Före mötet', automatic: false, by: 'anna' }]);
  });

  test('(6) the last leaves while another joins: the joiner sees everything', async () => {
    const documentId = await newDocument(server, 'Hej');
    for (let round = 0; round < 15; round += 1) {
      const leaver = await new Client(at(documentId, 'anna')).synced();
      writeLine(leaver.doc, `rad ${round}`);
      const joining = new Client(at(documentId, 'bo'));
      leaver.ws.close();
      await joining.synced();
      await until('everything', () => wordsOf(joining.doc).includes(`rad ${round}`));
      await joining.leave();
    }
  });
});
