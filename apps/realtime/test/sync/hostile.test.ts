import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { bodyOf, readBody } from '@samsyn/document';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Client, sleep, until } from './support/client.ts';
import { edit } from './support/edits.ts';
import { seeded } from './support/random.ts';
import { startServer, type TestServer } from './support/server.ts';
import { bytesOf, newDocument, stateOf, wordsOf, writeLine } from './support/writing.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

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
const writer = { accountId: 'mallory', access: 'write' } as const;
const encode = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write);

/** An update as somebody would write it who has the document before them. */
const written = async (documentId: string, write: (doc: Y.Doc) => void): Promise<Uint8Array> => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
  const since = Y.encodeStateVector(doc);
  doc.transact(() => write(doc));
  return Y.encodeStateAsUpdate(doc, since);
};

describe('forgeries', () => {
  test('an edit under another’s client id is refused; the victim’s next edit arrives (case 3)', async () => {
    const documentId = await newDocument(server, 'Hej');
    const victim = await new Client(at(documentId, 'anna')).synced();
    const witness = await new Client(at(documentId, 'bo')).synced();
    writeLine(victim.doc, 'mitt');
    await victim.durable();
    const forger = await new Client(at(documentId, 'mallory')).synced();
    const lie = await written(documentId, (doc) => {
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

  test('an id that another has shown in presence is that other’s, also before a word is written', async () => {
    const documentId = await newDocument(server, 'Hej');
    const victim = await new Client(at(documentId, 'anna')).synced();
    victim.say({ type: 'awareness', update: awareness(victim.doc.clientID, 1, { cursor: null }) });
    const forger = await new Client(at(documentId, 'mallory')).synced();
    await until('shown', () => forger.heard.some((message) => message.type === 'awareness'));
    const lie = await written(documentId, (doc) => {
      doc.clientID = victim.doc.clientID;
      writeLine(doc, 'i hennes namn');
    });
    expect(await server.sync.documents.receive(documentId, writer, lie)).toMatchObject({ kind: 'invalid' });
    writeLine(victim.doc, 'mitt');
    await victim.durable();
    await Promise.all([victim.leave(), forger.leave()]);
  });

  test('deleting everything is a writer’s right (case 19)', async () => {
    const documentId = await newDocument(server, 'Hej', 'på', 'dig');
    const all = await written(documentId, (doc) => bodyOf(doc).delete(0, bodyOf(doc).length));
    expect(await server.sync.documents.receive(documentId, writer, all)).toEqual({ kind: 'accepted' });
    expect(await server.sync.documents.read(documentId, wordsOf)).toBe('');
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

  test('truncated and mutated updates: refused ones change nothing, for nobody (case 17)', async () => {
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
      const result = await server.sync.documents.receive(documentId, writer, mutated);
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
  }, 30_000);

  test('claims beyond its bytes cost nothing (case 16)', async () => {
    const documentId = await newDocument(server, 'Hej');
    const bombs = [
      encode((encoder) => [1, 33_000_000, 5, 0].forEach((number) => encoding.writeVarUint(encoder, number))),
      encode((encoder) => [4_000_000_000].forEach((number) => encoding.writeVarUint(encoder, number))),
      encode((encoder) => [0, 1, 5, 4_000_000_000].forEach((number) => encoding.writeVarUint(encoder, number))),
    ];
    for (const bomb of bombs) {
      const started = performance.now();
      expect(await server.sync.documents.receive(documentId, writer, bomb)).toMatchObject({ kind: 'invalid' });
      expect(performance.now() - started).toBeLessThan(20);
    }
  });

  test('260 KB of tiny structs, deletions or nested values do not fill the heap (case 16)', async () => {
    const documentId = await newDocument(server, 'Hej');
    const structs = encode((encoder) => {
      [1, 130_000, 5, 0].forEach((number) => encoding.writeVarUint(encoder, number));
      for (let index = 0; index < 130_000; index += 1) encoder.cpos = writeByte(writeByte(encoder, 0), 1).cpos;
      encoding.writeVarUint(encoder, 0);
    });
    const deletions = encode((encoder) => {
      [0, 1, 5, 130_000].forEach((number) => encoding.writeVarUint(encoder, number));
      for (let index = 0; index < 130_000; index += 1) writeByte(writeByte(encoder, 1), 1);
    });
    const nested = encode((encoder) => {
      [1, 1, 5, 0, 0x28, 1].forEach((number) => encoding.writeVarUint(encoder, number));
      encoding.writeVarString(encoder, 'body');
      encoding.writeVarString(encoder, 'id');
      encoding.writeVarUint(encoder, 1);
      for (let index = 0; index < 130_000; index += 1) writeByte(writeByte(encoder, 117), 1);
    });
    for (const bomb of [structs, deletions, nested]) {
      collectGarbage();
      const before = process.memoryUsage().heapUsed;
      await server.sync.documents.receive(documentId, writer, bomb);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
    }
  });
});

const writeByte = (encoder: encoding.Encoder, byte: number): encoding.Encoder => {
  encoding.write(encoder, byte);
  return encoder;
};

const element = (name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
};
const attributed = (name: string, attribute: string, value: unknown): Y.XmlElement => {
  const made = new Y.XmlElement<Record<string, never>>(name);
  made.setAttribute(attribute, value as never);
  return made as Y.XmlElement;
};
const linked = (href: string): Y.XmlElement => {
  const text = new Y.XmlText();
  text.insert(0, 'länk', { link: { href } });
  return element('paragraph', text);
};
const nest = (doc: Y.Doc, depth: number): void => {
  let holder: Y.XmlFragment = bodyOf(doc);
  for (let level = 0; level < depth; level += 1) {
    const quote = new Y.XmlElement('blockquote');
    holder.insert(0, [quote]);
    holder = quote;
  }
};

describe('content outside the schema (case 18)', () => {
  const cases: [string, (doc: Y.Doc) => void][] = [
    ['an unknown element', (doc) => bodyOf(doc).push([element('script')])],
    ['an element named like a prototype’s member', (doc) => bodyOf(doc).push([element('constructor')])],
    ['an event attribute', (doc) => bodyOf(doc).push([attributed('paragraph', 'onclick', 'alert(1)')])],
    ['an attribute named __proto__', (doc) => bodyOf(doc).push([attributed('paragraph', '__proto__', 'x')])],
    ['a value of the wrong kind', (doc) => bodyOf(doc).push([attributed('heading', 'level', { deep: [] })])],
    ['a script link', (doc) => bodyOf(doc).push([linked('javascript:alert(1)')])],
    ['a picture from elsewhere', (doc) => bodyOf(doc).push([attributed('image', 'src', 'https://evil.example/x.png')])],
    ['an unknown root', (doc) => doc.getMap('other').set('a', 1)],
    ['the server’s own root', (doc) => doc.getMap('draft').set('a', 1)],
    ['a subdocument', (doc) => doc.getMap('body').set('a', new Y.Doc())],
    ['a map in the body', (doc) => doc.getArray('body').push([new Y.Map()])],
    ['text right in the body', (doc) => bodyOf(doc).push([new Y.XmlText('x')])],
    ['a list item outside a list', (doc) => bodyOf(doc).push([element('listItem')])],
    ['a row in a list', (doc) => bodyOf(doc).push([element('bulletList', element('tableRow'))])],
    ['elements nested too deep', (doc) => nest(doc, 60)],
    ['elements nested 12,000 deep', (doc) => nest(doc, 12_000)],
    ['an attribute of a text', (doc) => bodyOf(doc).push([element('paragraph', textWithAttribute())])],
    ['an embed', (doc) => bodyOf(doc).push([element('paragraph', textWithEmbed())])],
  ];

  test.each(cases)('%s is refused, and nothing has changed', async (_what, write) => {
    const documentId = await newDocument(server, 'Hej');
    const before = await stateOf(server, documentId);
    const update = await written(documentId, write);
    expect((await server.sync.documents.receive(documentId, writer, update)).kind).toBe('invalid');
    expect(await stateOf(server, documentId)).toBe(before);
    const client = await new Client(at(documentId, 'mallory')).synced();
    client.update(update);
    expect(await client.closed()).toBe(4422);
  });

  test('what only the server wrote is not deleted by a client', async () => {
    const documentId = await newDocument(server, 'Hej');
    await server.sync.documents.change(documentId, null, (doc) => doc.getMap('draft').set('key', 'value'));
    const update = await written(documentId, (doc) => doc.getMap('draft').delete('key'));
    expect((await server.sync.documents.receive(documentId, writer, update)).kind).toBe('invalid');
    const overwrite = await written(documentId, (doc) => doc.getMap('draft').set('key', 'other'));
    expect((await server.sync.documents.receive(documentId, writer, overwrite)).kind).toBe('invalid');
  });
});

const textWithAttribute = (): Y.XmlText => {
  const text = new Y.XmlText('x');
  text.setAttribute('style', 'x');
  return text;
};
const textWithEmbed = (): Y.XmlText => {
  const text = new Y.XmlText();
  text.insertEmbed(0, { image: 'x' });
  return text;
};

/** An awareness update with one state. */
const awareness = (clientId: number, clock: number, state: unknown): Uint8Array =>
  encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });

describe('what builds on something that is missing', () => {
  test('is held, not shown and not acknowledged, until it comes by whatever connection', async () => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const early = await new Client(at(documentId, 'anna')).synced();
    await early.durable();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await server.sync.documents.diff(documentId, null));
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    writeLine(doc, 'ett');
    writeLine(doc, 'två');
    const [first, second] = updates;
    if (!first || !second) throw new Error('Two updates were expected');
    early.update(second);
    early.update(new Uint8Array([0, 0]));
    await sleep(150);
    expect(wordsOf(witness.doc)).not.toContain('två');
    expect(early.acknowledged).toBe(1);
    const other = await new Client(at(documentId, 'anna')).synced();
    other.update(first);
    await until('shown', () => wordsOf(witness.doc).includes('två'));
    await early.durable();
    expect(early.acknowledged).toBe(3);
    await Promise.all([witness, early, other].map((client) => client.leave()));
  });

  test('beyond 1 MiB the connection ends with 4529', async () => {
    const documentId = await newDocument(server, 'Hej');
    const client = await new Client(at(documentId, 'anna')).synced();
    const doc = new Y.Doc();
    writeLine(doc, 'fattas');
    const since = Y.encodeStateVector(doc);
    writeLine(doc, 'x'.repeat(700_000));
    const update = Y.encodeStateAsUpdate(doc, since);
    client.update(update);
    client.update(update);
    expect(await client.closed()).toBe(4529);
    expect(await stateOf(server, documentId)).not.toContain('xxx');
  });
});

describe('presence', () => {
  const statesOf = (client: Client): { user?: { id: string } }[] =>
    client.heard.flatMap((message) => (message.type === 'awareness' ? decodeStates(message.update) : []));

  test('is stamped by the server; nothing but the cursor passes (case 20)', async () => {
    const documentId = await newDocument(server, 'Hej');
    const witness = await new Client(at(documentId, 'bo')).synced();
    const client = await new Client(at(documentId, 'anna')).synced();
    const state = { user: { id: 'bo', name: 'Rektorn', color: 'red' }, cursor: { anchor: 1 }, evil: '<script>' };
    client.say({ type: 'awareness', update: awareness(client.doc.clientID, 1, state) });
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
    witness.say({ type: 'awareness', update: awareness(witness.doc.clientID, 1, { cursor: null }) });
    await until('shown', () => statesOf(client).length > 0);
    client.say({ type: 'awareness', update: awareness(witness.doc.clientID, 7, { cursor: { anchor: 9 } }) });
    client.say({ type: 'awareness', update: awareness(witness.doc.clientID, 8, null) });
    client.say({ type: 'awareness', update: awareness(client.doc.clientID, 2 ** 40, { cursor: null }) });
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
      client.say({ type: 'awareness', update: awareness(doc.clientID, 3, { cursor: null }) });
      return client;
    };
    const first = await show();
    await until('shown', () => statesOf(witness).length === 1);
    await first.leave();
    await until('gone', () => statesOf(witness).length === 2);
    expect(statesOf(witness)[1]).toBeNull();
    const second = await show();
    await until('back', () => statesOf(witness).length === 3);
    const clocks = witness.heard.flatMap((one) => (one.type === 'awareness' ? [decodeClock(one.update)] : []));
    expect(clocks).toEqual([3, 4, 5]);
    await Promise.all([witness.leave(), second.leave()]);
  });
});

const decodeStates = (update: Uint8Array): { user?: { id: string } }[] => {
  const text = new TextDecoder().decode(update);
  const start = text.indexOf('{');
  return start < 0 ? [null as never] : [JSON.parse(text.slice(start)) as { user?: { id: string } }];
};
const decodeClock = (update: Uint8Array): number => {
  let offset = 1;
  while ((update[offset] ?? 0) >= 128) offset += 1;
  return update[offset + 1] ?? -1;
};

describe('limits (case 15, 20, 21)', () => {
  test('a frame too large is 4413, one far too large 1009', async () => {
    const small = await startServer({ limits: { frameBytes: 10_000 } });
    const documentId = await newDocument(small, 'Hej');
    const place = { port: small.port, documentId, account: 'anna' };
    const large = await new Client(place).synced();
    large.ws.send(Buffer.alloc(20_000));
    expect(await large.closed()).toBe(4413);
    const huge = await new Client(place).synced();
    huge.ws.send(Buffer.alloc(60_000));
    expect(await huge.closed()).toBe(1009);
    await small.close();
  });

  test('who says too much, or comes too often, is told to come later', async () => {
    const strict = await startServer({ limits: { messagesPerSecond: 5, connectionsPerAccount: 2 } });
    const documentId = await newDocument(strict, 'Hej');
    const place = { port: strict.port, documentId, account: 'anna' };
    const noisy = await new Client(place).synced();
    for (let index = 0; index < 80; index += 1) noisy.say({ type: 'unknown', number: 50 });
    expect(await noisy.closed()).toBe(4529);
    const both = await Promise.all([new Client(place).synced(), new Client(place).synced()]);
    expect(await new Client(place).closed()).toBe(4529);
    await (await new Client({ ...place, account: 'bo' }).synced()).leave();
    await Promise.all(both.map((client) => client.leave()));
    await strict.close();
  });

  test('a document does not grow beyond its limit, and can still be shortened', async () => {
    const narrow = await startServer({ limits: { documentBytes: 20_000 } });
    const documentId = await newDocument(narrow, 'Hej');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await narrow.sync.documents.diff(documentId, null));
    const send = (write: () => void) => {
      const since = Y.encodeStateVector(doc);
      doc.transact(write);
      return narrow.sync.documents.receive(documentId, writer, Y.encodeStateAsUpdate(doc, since));
    };
    expect(await send(() => writeLine(doc, 'x'.repeat(15_000)))).toEqual({ kind: 'accepted' });
    const before = Y.encodeStateAsUpdate(doc);
    expect(await send(() => writeLine(doc, 'y'.repeat(10_000)))).toEqual({ kind: 'tooLarge' });
    const back = new Y.Doc();
    Y.applyUpdate(back, before);
    const since = Y.encodeStateVector(back);
    bodyOf(back).delete(0, 1);
    const shorter = Y.encodeStateAsUpdate(back, since);
    expect(await narrow.sync.documents.receive(documentId, writer, shorter)).toEqual({ kind: 'accepted' });
    await narrow.close();
  });

  test('a reader that never drains its socket is cut off', async () => {
    const documentId = await newDocument(server, 'Hej');
    const deaf = await new Client(at(documentId, 'reader9')).synced();
    deaf.ws.pause();
    for (let round = 0; round < 30; round += 1) {
      await server.sync.documents.change(documentId, null, (doc) => {
        writeLine(doc, 'x'.repeat(400_000));
        if (bodyOf(doc).length > 2) bodyOf(doc).delete(1, 1);
      });
    }
    await until('cut off', () => server.sync.documents.state(documentId)?.connections === 0);
    deaf.ws.terminate();
  }, 20_000);
});
