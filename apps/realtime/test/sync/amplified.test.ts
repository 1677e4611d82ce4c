/** Little that would have the server hold, write or send much: for one, and for everybody else. */
import { bodyOf, encodeMessage } from '@samsyn/document';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Encoder, item, numbers, paragraph, pieces, times, update } from './support/bombs.ts';
import { Client, until } from './support/client.ts';
import { clientFrame, opcodes, RawClient } from './support/raw.ts';
import { startServer, type TestServer } from './support/server.ts';
import { firstText, mallory, newDocument, stateOf, wordsOf, writeLine } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const at = (documentId: string, account: string, { port } = server) => ({ port, documentId, account, query: '?ack=1' });

const stateVectorOf = async (documentId: string): Promise<Map<number, number>> =>
  Y.decodeStateVector(Y.encodeStateVectorFromUpdate(await server.sync.documents.diff(documentId, null)));
const nothing = update((encoder) => numbers(encoder, 0, 0));

describe('client ids', () => {
  test('(15) what is gone already counts too: a document does not grow by it beyond its limit', async () => {
    const narrow = await startServer({ limits: { documentBytes: 3000 } });
    const documentId = await newDocument(narrow, 'Hej');
    const kinds: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const result = await narrow.sync.documents.receive(documentId, mallory, pieces(100_000 + round * 200, 200));
      kinds.push(result.kind);
    }
    expect(kinds).toEqual(['accepted', 'accepted', 'tooLarge', 'tooLarge']);
    await narrow.close();
  });

  test('(15) of one account a document takes a thousand, and everybody still comes in', async () => {
    const documentId = await newDocument(server, 'Hej');
    const honest = await new Client(at(documentId, 'anna')).synced();
    const kinds: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const result = await server.sync.documents.receive(documentId, mallory, pieces(100_000 + round * 250, 250));
      kinds.push(result.kind);
    }
    expect(kinds.slice(0, 3)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(kinds.slice(4)).toEqual(['owing', 'owing']);
    writeLine(honest.doc, 'efter');
    await honest.durable();
    const again = await new Client(at(documentId, 'anna'), honest.doc).synced();
    for (const client of [honest, again]) await client.leave();
  });

  test('(15) who brings more is told to come later (4529), nothing of it is kept, and what it has it may write on under', async () => {
    const documentId = await newDocument(server, 'Hej');
    const sender = await new Client(at(documentId, 'sender')).synced();
    writeLine(sender.doc, 'före');
    for (let round = 0; round < 3; round += 1) sender.update(pieces(100_000 + round * 250, 250));
    await sender.durable();
    const before = await stateVectorOf(documentId);
    sender.update(pieces(200_000, 250));
    expect(await sender.closed()).toBe(4529);
    expect(await stateVectorOf(documentId)).toEqual(before);
    const again = await new Client(at(documentId, 'sender'), sender.doc).synced();
    writeLine(again.doc, 'efter');
    await again.durable();
    expect(await stateOf(server, documentId)).toContain('efter');
    await again.leave();
  });

  test('(15) a thousand in all, also when nobody is in it in between', async () => {
    const documentId = await newDocument(server, 'Hej');
    const bring = async (first: number): Promise<string> =>
      (await server.sync.documents.receive(documentId, mallory, pieces(first, 250))).kind;
    for (let round = 0; round < 4; round += 1) expect(await bring(100_000 + round * 250)).toBe('accepted');
    server.rules.later += 10_000;
    await until('closed', () => server.sync.documents.state(documentId) === null);
    expect(await bring(200_000)).toBe('owing');
    const anna = await new Client(at(documentId, 'anna')).synced();
    writeLine(anna.doc, 'efter');
    await anna.durable();
    await anna.leave();
  });
});

test('who takes away a block without naming its words pays for their being put back', async () => {
  const strict = await startServer({ limits: { bytesPerSecond: 2000 } });
  const documentId = await newDocument(strict, 'Först');
  const anna = await new Client(at(documentId, 'anna', strict)).synced();
  await strict.sync.documents.change(documentId, null, (doc) => void writeLine(doc, 'ord '.repeat(8000)));
  const liar = await new Client(at(documentId, 'mallory', strict)).synced();
  const block = bodyOf(liar.doc).get(1)._item;
  if (!block) throw new Error('No block');
  const { client, clock } = block.id;
  liar.update(update((encoder) => numbers(encoder, 0, 1, client, 1, clock, 1)));
  await until(
    'taken away',
    () => bodyOf(anna.doc).get(1)._item !== null && bodyOf(anna.doc).get(1)._item?.id.client !== client,
  );
  expect(wordsOf(anna.doc)).toContain('ord ord ord');
  liar.update(nothing);
  await liar.durable();
  writeLine(liar.doc, 'mer');
  expect(await liar.closed()).toBe(4529);
  // Nor does a new connection, which may read.
  const again = await new Client(at(documentId, 'mallory', strict)).synced();
  await again.durable();
  writeLine(again.doc, 'mer');
  expect(await again.closed()).toBe(4529);
  const result = await strict.sync.documents.receive(documentId, mallory, pieces(100, 1));
  expect(result.kind).toBe('owing');
  expect(anna.closedWith).toBeNull();
  await anna.leave();
  await strict.close();
});

test('who deletes a word at the same moment pays nothing for what somebody else took away unseen', async () => {
  const strict = await startServer({ limits: { bytesPerSecond: 2000 } });
  const documentId = await newDocument(strict, 'Först och sist');
  await strict.sync.documents.change(documentId, null, (doc) => void writeLine(doc, 'ord '.repeat(30_000)));
  const [anna, liar] = await Promise.all([
    new Client(at(documentId, 'anna', strict)).synced(),
    new Client(at(documentId, 'mallory', strict)).synced(),
  ]);
  const { client, clock } = bodyOf(liar.doc).get(1)._item?.id ?? { client: 0, clock: 0 };
  liar.update(update((encoder) => numbers(encoder, 0, 1, client, 1, clock, 1)));
  firstText(anna.doc).delete(0, 6);
  await anna.durable();
  await until('put back', () => wordsOf(anna.doc).includes('ord ord ord'));
  writeLine(anna.doc, 'mer');
  await anna.durable();
  expect(anna.closedWith).toBeNull();
  await Promise.all([anna.leave(), liar.leave()]);
  await strict.close();
});

/** A letter between two others. */
const letter = (encoder: Encoder, left: Y.ID, right: Y.ID): void => {
  item(encoder, 0xc4);
  for (const { client, clock } of [left, right]) numbers(encoder, client, clock);
  numbers(encoder, 1, 'x'.charCodeAt(0));
};

test('(16) letters at one place, each across tens of thousands of others, keep nobody in other documents waiting', async () => {
  const documentId = await newDocument(server, 'Hej');
  const elsewhere = await new Client(at(await newDocument(server, 'Hej'), 'anna')).synced();
  const liar = await new Client(at(documentId, 'labourer')).synced();
  const left = firstText(liar.doc)._start?.id ?? Y.createID(0, 0);
  const right = Y.createID(left.client, left.clock + 1);
  const fill = (client: number, before: Y.ID): Uint8Array =>
    update((encoder) => {
      numbers(encoder, 1, 50_000, client, 0);
      times(50_000, (index) => letter(encoder, left, index === 0 ? before : Y.createID(client, index - 1)));
      numbers(encoder, 0);
    });
  liar.update(fill(81, right));
  liar.update(fill(82, Y.createID(81, 49_999)));
  await liar.durable(50_000);
  for (let one = 0; one < 150; one += 1) {
    liar.update(
      update((encoder) => {
        numbers(encoder, 1, 1, 1000 + one, 0);
        letter(encoder, left, right);
        numbers(encoder, 0);
      }),
    );
  }
  writeLine(elsewhere.doc, 'efter');
  await elsewhere.durable(5000);
  expect(await liar.closed(50_000)).toBe(4529);
  await elsewhere.leave();
});

test('(16) who says again and again that tens of thousands of letters are gone, which they are, is stopped; a reader too', async () => {
  const documentId = await newDocument(server, 'Hej');
  const writer = await new Client(at(documentId, 'bo')).synced();
  const left = firstText(writer.doc)._start?.id ?? Y.createID(0, 0);
  writer.update(
    update((encoder) => {
      numbers(encoder, 1, 50_000, 81, 0);
      times(50_000, (index) => {
        letter(encoder, left, index === 0 ? Y.createID(left.client, left.clock + 1) : Y.createID(81, index - 1));
      });
      numbers(encoder, 0);
    }),
  );
  const gone = update((encoder) => numbers(encoder, 0, 1, 81, 1, 0, 50_000));
  writer.update(gone);
  await writer.durable(50_000);
  const reader = await new Client(at(documentId, 'reader')).synced();
  times(400, () => reader.update(gone));
  expect(await reader.closed(50_000)).toBe(4529);
  const again = await new Client(at(documentId, 'reader')).synced();
  await again.durable();
  writeLine(writer.doc, 'efter');
  await writer.durable();
  for (const client of [again, writer]) await client.leave();
});

test('(16) thousands of updates that waited for the same one are taken a few at a time', async () => {
  const open = await startServer({ limits: { messagesPerSecond: 0, bytesPerSecond: 0 } });
  const documentId = await newDocument(open, 'Hej');
  const anna = await new Client(at(documentId, 'anna', open)).synced();
  const many = await Promise.all(Array.from({ length: 8 }, () => new Client(at(documentId, 'mallory', open)).synced()));
  const [first] = many;
  for (const [index, client] of many.entries()) {
    client.doc.destroy();
    client.ws.pause();
    times(3700, (clock) =>
      client.update(
        update((encoder) => {
          numbers(encoder, 1, 1, 100 + index, clock);
          item(encoder, 0x07);
          numbers(encoder, 0, 77, clock, 6, 0);
        }),
      ),
    );
  }
  writeLine(anna.doc, 'före');
  await anna.durable();
  first?.update(
    update((encoder) => {
      numbers(encoder, 1, 3700, 77, 0);
      times(3700, () => paragraph(encoder));
      numbers(encoder, 0);
    }),
  );
  const waits: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const at = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    waits.push(performance.now() - at);
  }
  expect(Math.max(...waits)).toBeLessThan(1000);
  for (const client of many) client.ws.terminate();
  await anna.leave();
  await open.close();
});

test('(21) who asks for the whole again before having read it is cut off', async () => {
  const documentId = await newDocument(server, 'Hej');
  await server.sync.documents.change(documentId, null, (doc) => {
    for (let line = 0; line < 20; line += 1) writeLine(doc, 'x'.repeat(400_000));
  });
  const deaf = await new Client(at(documentId, 'reader2')).synced();
  deaf.ws.pause();
  const ask = { type: 'syncStep1', stateVector: Y.encodeStateVector(new Y.Doc()) } as const;
  deaf.say(ask);
  deaf.say(ask);
  await until('cut off', () => server.sync.documents.state(documentId)?.connections === 0, 50_000);
  deaf.ws.terminate();
});

test('(16) hundreds of thousands of messages that come at once are taken one after the other', async () => {
  const open = await startServer({ limits: { messagesPerSecond: 0, bytesPerSecond: 0 } });
  const documentId = await newDocument(open, 'Hej');
  const honest = await new Client(at(documentId, 'anna', open)).synced();
  const frame = clientFrame(opcodes.binary, encodeMessage({ type: 'update', update: nothing }));
  const flood = Buffer.concat(Array.from({ length: 60_000 }, () => frame));
  const many = await Promise.all(Array.from({ length: 8 }, () => RawClient.connect(at(documentId, 'mallory', open))));
  for (const one of many) one.socket.write(flood);
  writeLine(honest.doc, 'efter');
  await honest.durable(50_000);
  expect(honest.closedWith).toBeNull();
  expect(await stateOf(open, documentId)).toContain('efter');
  for (const one of many) one.socket.destroy();
  await honest.leave();
  await open.close();
});

test('what nobody is sent is not counted as sent', async () => {
  const documentId = await newDocument(server, 'Hej');
  const alone = await new Client(at(documentId, 'anna')).synced();
  const sent = async (): Promise<number> => {
    const [sample] = (await server.metrics.getSingleMetric('samsyn_sync_sent_bytes_total')?.get())?.values ?? [];
    return sample?.value ?? 0;
  };
  const before = await sent();
  writeLine(alone.doc, 'x'.repeat(20_000), { id: 'a' });
  await alone.durable();
  expect((await sent()) - before).toBeLessThan(1000);
  await alone.leave();
});
