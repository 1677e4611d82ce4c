/** (22) Keys that reach a prototype, in whatever values an update holds: refused before anything is built of them. */
import { bodyOf } from '@samsyn/document';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { item, numbers, refusals, update } from './support/bombs.ts';
import { Client, placesOn, until } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, writeLine, writtenBy } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);

const keys = ['__proto__', 'constructor', 'prototype'];
/** In how many other values the object stands that has the key; in more nothing may. */
const depths = [0, 1, 5, 11];

/** @returns an object with the key as its own, inside so many lists and objects. */
const holding = (key: string, depth: number): unknown => {
  const values = Array.from({ length: depth }, (_, index) => (index % 2 === 0 ? ['{"a":1,"b":', '}'] : ['[0,', ']']));
  const opened = values.map(([start]) => start).join('');
  const closed = values.map(([, end]) => end).toReversed();
  return JSON.parse(`${opened}{"a":1,"${key}":{"polluted":true}}${closed.join('')}`);
};

type Hold = (doc: Y.Doc, value: never) => void;
const firstElement = (doc: Y.Doc): Y.XmlElement<Record<string, never>> =>
  bodyOf(doc).get(0) as Y.XmlElement<Record<string, never>>;

const inValues: [string, Hold][] = [
  ['an attribute of a new element', (doc, value) => writeLine(doc, 'x', { id: value })],
  ['an attribute of an element that is there', (doc, value) => firstElement(doc).setAttribute('id', value)],
  ['an attribute that no element has', (doc, value) => firstElement(doc).setAttribute('style', value)],
  ['the body, as if it were a list', (doc, value) => doc.getArray('body').push(['x', value])],
  ['the body, as if it were a map', (doc, value) => doc.getMap('body').set('key', value)],
  ['a map of the server’s own', (doc, value) => doc.getMap('draft').set('key', value)],
  ['a map in a map', (doc, value) => doc.getMap('body').set('key', new Y.Map([['key', value]]))],
];

/** Somebody who sends this over a socket, and somebody in the room who must not notice. */
const refuses = async (documentId: string, account: string, bytes: Uint8Array, why: string): Promise<void> => {
  const before = {
    received: server.sync.documents.state(documentId)?.received,
    count: await refusals(server, 'invalid'),
  };
  const mallory = await new Client(at(documentId, account)).synced();
  mallory.update(bytes);
  expect(await mallory.closed(), account).toBe(4422);
  expect(server.logged(account)).toMatchObject([{ documentId, accountId: account, code: 4422, why }]);
  expect(await refusals(server, 'invalid')).toBe(before.count + 1);
  expect(server.sync.documents.state(documentId)?.received).toBe(before.received);
};

/** @returns a document, and what shows at the end that nobody in it has noticed anything. */
const watched = async () => {
  const documentId = await newDocument(server, 'Hej');
  const witness = await new Client(at(documentId, 'anna')).synced();
  const received = (): number => server.sync.documents.state(documentId)?.received ?? 0;
  const before = received();
  const state = Buffer.from(await server.sync.documents.diff(documentId, null));
  const isUndisturbed = async (): Promise<void> => {
    expect(Buffer.from(await server.sync.documents.diff(documentId, null))).toEqual(state);
    expect(witness.heard.filter(({ type }) => type === 'update')).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    writeLine(witness.doc, 'vidare');
    await until('taken', () => received() > before);
    expect([witness.closedWith, witness.refused]).toEqual([null, []]);
    await witness.leave();
  };
  return { documentId, isUndisturbed };
};

test.each(inValues)(
  '(22) in %s a key of a prototype ends the connection, however deep it stands',
  async (_where, hold) => {
    const { documentId, isUndisturbed } = await watched();
    for (const [index, depth] of depths.entries()) {
      const key = keys[index % keys.length] ?? '';
      const bytes = await writtenBy(server, documentId, (doc) => hold(doc, holding(key, depth) as never));
      await refuses(documentId, `m-${documentId}-${depth}`, bytes, 'A value has a forbidden key');
    }
    await isUndisturbed();
  },
);

const text = (doc: Y.Doc): Y.XmlText => firstElement(doc).get(0) as Y.XmlText;
const marked = (key: string): Record<string, unknown> =>
  JSON.parse(`{"link":{"href":"https://a.se","${key}":{"polluted":true}}}`) as Record<string, unknown>;

test('(22) nor does one pass in a mark, as a mark, in an embed or in what goes with a subdocument', async () => {
  const { documentId, isUndisturbed } = await watched();
  for (const key of keys) {
    const cases: [string, string, (doc: Y.Doc) => void][] = [
      ['in-mark', `The mark link may not hold ${key}`, (doc) => text(doc).insert(0, 'x', marked(key))],
      ['mark', `No such mark: ${key}`, (doc) => text(doc).insert(0, 'x', Object.fromEntries([[key, {}]]))],
      ['embed', 'No document here holds an embed', (doc) => text(doc).insertEmbed(0, holding(key, 0) as object)],
      [
        'subdocument',
        'No document here holds a subdocument',
        (doc) => doc.getMap('body').set('a', new Y.Doc({ meta: holding(key, 0) })),
      ],
    ];
    for (const [where, why, write] of cases)
      await refuses(documentId, `${where}-${key}`, await writtenBy(server, documentId, write), why);
  }
  await isUndisturbed();
});

test('(22) nor as the second of two values that are joined, nor over HTTP', async () => {
  const { documentId, isUndisturbed } = await watched();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
  const { client = 0, clock = 0 } = bodyOf(doc).get(0)._item?.id ?? {};
  const joined = update((encoder) => {
    numbers(encoder, 1, 1, 4711, 0);
    item(encoder, 0x28);
    numbers(encoder, 0, client, clock);
    encoding.writeVarString(encoder, 'id');
    numbers(encoder, 2);
    encoding.writeAny(encoder, 'x');
    encoding.writeAny(encoder, holding('constructor', 3) as never);
    numbers(encoder, 0);
  });
  await refuses(documentId, 'joined', joined, 'A value has a forbidden key');
  const { documents } = server.sync;
  const why = 'A value has a forbidden key';
  expect(await documents.receive(documentId, { accountId: 'over-http', access: 'write' }, joined)).toEqual({
    kind: 'invalid',
    why,
  });
  expect(server.logged('over-http')).toMatchObject([{ documentId, kind: 'invalid', why }]);
  await isUndisturbed();
});
