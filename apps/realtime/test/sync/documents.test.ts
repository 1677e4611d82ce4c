/** What the product itself does with documents: changes, creates, reads and receives them, while people write. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, stateOf, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

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
