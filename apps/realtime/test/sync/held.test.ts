/** Updates that wait for what they build on: what that costs, however much comes in meanwhile. */
import { bodyOf } from '@samsyn/document';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, placesOn, until } from './support/client.ts';
import { item, numbers, update } from './support/bombs.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, wordsOf, writeLine } from './support/writing.ts';

// Reading an update makes its texts: how often it is read can be told by one of them.
const marker = 'det som väntar';
let read = 0;
const decode = Reflect.get(TextDecoder.prototype, 'decode') as (this: unknown, ...input: unknown[]) => string;
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  TextDecoder.prototype.decode = function count(...input: unknown[]): string {
    const words = decode.apply(this, input);
    if (words === marker) read += 1;
    return words;
  };
});
afterAll(async () => {
  Reflect.set(TextDecoder.prototype, 'decode', decode);
  await server.close();
});

const at = placesOn(() => server);

const clientOf = (one: Uint8Array): number | undefined =>
  [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(one)).keys()][0];
const has = (update: Uint8Array): boolean => Buffer.from(update).includes(marker);

test('(16) what builds on the words of forty others is read when it comes and when the last of them is there, not for each', async () => {
  const documentId = await newDocument(server, 'Hej');
  const bo = await new Client(at(documentId, 'bo')).synced();
  const anna = await new Client(at(documentId, 'anna')).synced();
  const lines = Array.from({ length: 40 }, (_, index) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(bo.doc));
    const since = Y.encodeStateVector(doc);
    writeLine(doc, `rad ${index}`);
    return Y.encodeStateAsUpdate(doc, since);
  });
  const after = new Y.Doc();
  Y.applyUpdate(after, Y.encodeStateAsUpdate(bo.doc));
  for (const line of lines) Y.applyUpdate(after, line);
  const since = Y.encodeStateVector(after);
  const built = bodyOf(after).toArray().slice(1);
  const order = built.map((line) => line._item?.id.client);
  lines.sort((one, other) => order.indexOf(clientOf(one)) - order.indexOf(clientOf(other)));
  after.transact(() => {
    for (const line of built) if (line instanceof Y.XmlElement) line.setAttribute('id', `b${built.indexOf(line)}`);
    writeLine(after, marker);
  });
  read = 0;
  anna.update(Y.encodeStateAsUpdate(after, since));
  for (const line of lines) {
    const heard = anna.heard.length;
    bo.update(line);
    await until('shown', () => anna.heard.length > heard || anna.closedWith !== null);
  }
  await anna.durable();
  // Both clients read it too, as it is shown to them.
  const readers = [...bo.heard, ...anna.heard].filter((one) => one.type === 'update' && has(one.update)).length;
  expect(await server.sync.documents.read(documentId, wordsOf)).toContain(marker);
  expect(read - readers).toBeLessThan(6);
  await Promise.all([anna.leave(), bo.leave()]);
});

/** Two clients' lines, each after the other's. */
const circle = update((encoder) => {
  numbers(encoder, 2);
  for (const [own, other] of [
    [82, 81],
    [81, 82],
  ]) {
    numbers(encoder, 1, own ?? 0, 0);
    item(encoder, 0x87);
    numbers(encoder, other ?? 0, 0, 3);
    encoding.writeVarString(encoder, 'paragraph');
  }
  numbers(encoder, 0);
});

test('(16) what builds on itself is no honest client’s, and is not held', async () => {
  const documentId = await newDocument(server, 'Hej');
  const mallory = await new Client(at(documentId, 'mallory')).synced();
  mallory.update(circle);
  expect(await mallory.closed()).toBe(4422);
});
