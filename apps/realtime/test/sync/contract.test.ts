/** The sync door to the letter of the public interface: refusals, budgets, what may stand in a document and its ids. */
import { bodyOf, idFromYjs } from '@samsyn/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, sleep, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, stateOf, wordsOf, writeLine, writtenBy } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

describe('a reader', () => {
  test('is told by type 5 which message was not taken, without ack=1 too', async () => {
    const documentId = await newDocument(server, 'Hej');
    const reader = await new Client(at(documentId, 'reader', '')).synced();
    writeLine(reader.doc, 'inte min sak');
    await until('refused', () => reader.refused.length === 1);
    // Its step 2 was the first.
    expect(reader.refused).toEqual([{ code: 'readOnly', number: 2 }]);
    expect(reader.closedWith).toBeNull();
    await reader.leave();
  });

  test('has nothing held: what builds on something missing is refused at once, and does not come in later', async () => {
    const documentId = await newDocument(server, 'Hej');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    writeLine(doc, 'ett');
    writeLine(doc, 'två');
    const [first = new Uint8Array(), second = new Uint8Array()] = updates;
    const reader = await new Client(at(documentId, 'reader')).synced();
    reader.update(second);
    await until('refused', () => reader.refused.length === 1);
    const writer = await new Client(at(documentId, 'anna')).synced();
    writer.update(first);
    await writer.durable();
    // What a writer brought changes nothing when the reader says it too: it is not refused, but the count stands still.
    reader.update(first);
    await until('seen', () => wordsOf(reader.doc).includes('ett'));
    await sleep(100);
    expect(reader.refused).toHaveLength(1);
    expect(reader.acknowledged).toBe(1);
    expect(await stateOf(server, documentId)).not.toContain('två');
    await Promise.all([reader.leave(), writer.leave()]);
  });
});

test('what is durable is acknowledged beside what is held and what is refused in the same breath', async () => {
  const documentId = await newDocument(server, 'Hej');
  const client = await new Client(at(documentId, 'anna')).synced();
  const ahead = new Y.Doc();
  Y.applyUpdate(ahead, await server.sync.documents.diff(documentId, null));
  writeLine(ahead, 'fattas');
  const since = Y.encodeStateVector(ahead);
  writeLine(ahead, 'väntar');
  writeLine(client.doc, 'hållbart');
  client.update(Y.encodeStateAsUpdate(ahead, since));
  await until('acknowledged', () => client.acknowledged === client.sent - 1);
  await sleep(150);
  expect(client.acknowledged).toBe(client.sent - 1);
  client.update(Y.encodeStateAsUpdate(ahead));
  await client.durable();
  await client.leave();
});

describe('budgets', () => {
  test('let ten seconds’ worth of messages and of bytes through at once, and end the connection after that', async () => {
    const strict = await startServer({ limits: { messagesPerSecond: 5, bytesPerSecond: 3000 } });
    const documentId = await newDocument(strict, 'Hej');
    const place = { port: strict.port, documentId, account: 'anna', query: '?ack=1' };
    const many = await new Client(place).synced();
    // Two were the sync itself.
    for (let index = 0; index < 47; index += 1) many.say({ type: 'unknown', number: 50 });
    many.say({ type: 'queryAwareness' });
    await sleep(100);
    expect(many.closedWith).toBeNull();
    for (let index = 0; index < 10; index += 1) many.say({ type: 'unknown', number: 50 });
    expect(await many.closed()).toBe(4529);
    const large = await new Client(place).synced();
    large.ws.send(Buffer.concat([Buffer.from([50]), Buffer.alloc(25_000)]));
    await sleep(100);
    expect(large.closedWith).toBeNull();
    large.ws.send(Buffer.concat([Buffer.from([50]), Buffer.alloc(25_000)]));
    expect(await large.closed()).toBe(4529);
    await strict.close();
  });

  test('of 0 are lifted, each of them', async () => {
    const none = { connectionsPerAccount: 0, connectionsPerAddress: 0, bytesPerSecond: 0, messagesPerSecond: 0 };
    const free = await startServer({ limits: { ...none, frameBytes: 0, documentBytes: 0 } });
    const documentId = await newDocument(free, 'Hej');
    const place = { port: free.port, documentId, account: 'anna', query: '?ack=1' };
    const clients = await Promise.all(Array.from({ length: 60 }, () => new Client(place).synced()));
    expect(clients.map(({ closedWith }) => closedWith)).toEqual(clients.map(() => null));
    const [client = new Client(place), ...others] = clients;
    await Promise.all(others.map((one) => one.leave()));
    for (let index = 0; index < 2500; index += 1) client.say({ type: 'unknown', number: 50 });
    writeLine(client.doc, 'x'.repeat(17_000_000));
    await client.durable(20_000);
    await client.leave();
    await free.close();
  });
});

const element = (name: string, attributes: Record<string, unknown>, ...children: (Y.XmlElement | Y.XmlText)[]) => {
  const made = new Y.XmlElement<Record<string, never>>(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as never);
  made.insert(0, children);
  return made as Y.XmlElement;
};
const words = (text: string, marks: Record<string, object> = {}): Y.XmlText => {
  const made = new Y.XmlText();
  made.insert(0, text, marks);
  return made;
};
const line = (text = 'ord'): Y.XmlElement => element('paragraph', {}, words(text));
const cell = (name: string): Y.XmlElement => element(name, {}, line());

describe('what may stand in a document', () => {
  test('is every element, attribute and mark that the interface names', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'anna')).synced();
    const suggestion = { id: 's1', userId: 'a'.repeat(24), at: '2026-01-01T00:00:00.000Z' };
    const kinds = ['result', 'cause', 'conclusion', 'action', 'effect', 'successFactor', 'openQuestion'];
    client.doc.transact(() => {
      bodyOf(client.doc).push([
        element('heading', { level: 2 }, words('Rubrik')),
        element('bulletList', {}, element('listItem', {}, line())),
        element('orderedList', {}, element('listItem', {}, line())),
        element('blockquote', {}, line()),
        element('table', {}, element('tableRow', {}, cell('tableHeader'), cell('tableCell'))),
        element('image', { src: '/api/files/abc', alt: 'En bild' }),
        ...kinds.map((kind) => element('claim', { id: `k-${kind}`, kind, priorityArea: 'larmiljoer' }, line(kind))),
        element('claim', { kind: 'action', owner: 'Rektor', due: '2026-05-01', expectedEffect: 'Lugn' }, line('Gör')),
        element(
          'paragraph',
          {},
          ...['evidence', 'reference', 'claim'].map((targetType) =>
            element('citation', { targetType, targetId: 'k-result' }),
          ),
        ),
        element('paragraph', {}, words('in', { insertion: suggestion })),
        element('paragraph', {}, words('ut', { deletion: suggestion })),
        element('paragraph', {}, words('om', { modification: suggestion })),
        element('paragraph', {}, words('om det', { comment: { id: 'c1' }, 'comment--aB3': { id: 'c2' } })),
      ]);
    });
    await client.durable();
    const state = await stateOf(server, documentId);
    for (const kind of kinds) expect(state).toContain(`"kind":"${kind}"`);
    for (const name of ['heading', 'bulletList', 'orderedList', 'blockquote', 'tableHeader', 'image', 'citation'])
      expect(state).toContain(`"type":"${name}"`);
    for (const mark of ['insertion', 'deletion', 'modification', 'comment'])
      expect(state).toContain(`"type":"${mark}"`);
    expect(state).toContain('"owner":"Rektor","due":"2026-05-01","expectedEffect":"Lugn"');
    await client.leave();
  });

  test('gets ids where it has none: headings, paragraphs, tables, images and claims, from their Yjs ids', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'anna')).synced();
    const made = [
      element('heading', { level: 1 }, words('Rubrik')),
      line(),
      element('table', {}, element('tableRow', {}, cell('tableCell'))),
      element('image', { src: '/api/files/abc' }),
      element('claim', { kind: 'result' }, line()),
    ];
    client.doc.transact(() => bodyOf(client.doc).push(made));
    await until('ids', () => made.every((one) => one.getAttribute('id') !== undefined));
    for (const one of made) {
      const { id } = one._item ?? {};
      expect(one.getAttribute('id')).toBe(idFromYjs({ client: id?.client ?? 0, clock: id?.clock ?? 0 }));
    }
    await client.leave();
  });

  test('keeps one of equal ids: the element that was journalled first, also after the room was closed', async () => {
    const documentId = await newDocument(server, 'Hej');
    const paste = async (text: string, place: number): Promise<void> => {
      const update = await writtenBy(server, documentId, (doc) =>
        bodyOf(doc).insert(place, [element('claim', { id: 'samma', kind: 'result' }, line(text))]),
      );
      const writer = { accountId: 'anna', access: 'write' } as const;
      expect(await server.sync.documents.receive(documentId, writer, update)).toEqual({ kind: 'accepted' });
    };
    const holders = () =>
      server.sync.documents.read(documentId, (doc) =>
        bodyOf(doc)
          .toArray()
          .filter((one): one is Y.XmlElement => one instanceof Y.XmlElement && one.nodeName === 'claim')
          .filter((one) => one.getAttribute('id') === 'samma')
          .map((one) => /först|sedan|sist/.exec(one.toString())?.[0]),
      );
    await paste('först', 1);
    await paste('sedan', 0);
    expect(await holders()).toEqual(['först']);
    server.rules.later += 6000;
    await until('closed', () => server.sync.documents.state(documentId) === null);
    await paste('sist', 0);
    expect(await holders()).toEqual(['först']);
  });
});
