/** What rooms have to do at once: they share the time of a beat, in turns. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { item, numbers, times, update } from './support/bombs.ts';
import { Client, placesOn } from './support/client.ts';
import { startServer, type TestServer } from './support/server.ts';
import { firstText, newDocument } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = placesOn(() => server);
const rooms = 6;
const rounds = 2;
const letters = 10_000;
const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));

/** Thousands of letters, each a piece of its own, between two that are there: more than a beat takes. */
const laborious = (client: number, left: Y.ID, right: Y.ID): Uint8Array =>
  update((encoder) => {
    numbers(encoder, 1, letters, client, 0);
    times(letters, (index) => {
      item(encoder, 0xc4);
      for (const id of [left, index === 0 ? right : Y.createID(client, index - 1)])
        numbers(encoder, id.client, id.clock);
      numbers(encoder, 1, 'x'.charCodeAt(0));
    });
    numbers(encoder, 0);
  });
const labour = (doc: Y.Doc): Uint8Array[] => {
  const left = firstText(doc)._start?.id ?? Y.createID(0, 0);
  const right = Y.createID(left.client, left.clock + 1);
  return [laborious(81, left, right), laborious(82, left, Y.createID(81, letters - 1))];
};

const receivedOf = (documentId: string): number => server.sync.documents.state(documentId)?.received ?? 0;

/** Somebody in a document of their own who has just written in it. */
const writerIn = async (account: string): Promise<{ documentId: string; client: Client }> => {
  const documentId = await newDocument(server, 'Hej');
  const client = await new Client(at(documentId, account)).synced();
  firstText(client.doc).insert(1, 'a');
  await client.durable();
  return { documentId, client };
};

test('(16) many rooms full of laborious updates take turns, and what is typed on elsewhere waits for none of them', async () => {
  const labourers = await Promise.all(Array.from({ length: rooms }, (_, index) => writerIn(`labourer${index}`)));
  const anna = await writerIn('anna');
  const updates = labourers.map(({ client }) => labour(client.doc));
  for (const [index, { client }] of labourers.entries()) {
    // It need not take in what it is sent.
    client.doc.destroy();
    for (const one of updates[index] ?? []) client.update(one);
  }
  firstText(anna.client.doc).insert(2, 'b');
  // All of it is there when the server looks.
  Atomics.wait(nobodyWakes, 0, 0, 100);
  const all = [...labourers, anna];
  const known = new Map(all.map(({ documentId }) => [documentId, receivedOf(documentId)]));
  /** at each turn of the loop, whose was taken since the last one */
  const turns: string[][] = [];
  while (turns.flat().length < rooms * rounds + 1) {
    await new Promise((resolve) => setImmediate(resolve));
    const taken = all.map(({ documentId }) => documentId).filter((id) => receivedOf(id) !== known.get(id));
    for (const id of taken) known.set(id, receivedOf(id));
    if (taken.length > 0) turns.push(taken);
  }
  const laboured = turns.map((taken) => taken.filter((id) => id !== anna.documentId));
  expect(Math.max(...laboured.map(({ length }) => length))).toBeLessThanOrEqual(rooms / 2);
  expect(new Set(laboured.flat().slice(0, rooms)).size).toBe(rooms);
  expect(turns.findIndex((taken) => taken.includes(anna.documentId))).toBeLessThanOrEqual(1);
  for (const { client } of all) client.ws.terminate();
}, 60_000);
