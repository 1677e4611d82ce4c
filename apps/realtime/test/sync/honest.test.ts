/**
 * Honest traffic is never refused: what editors and undo managers write, at once and after hours offline, passes
 * inspection, binding and budgets as they are by default. FUZZ_SEEDS makes a long run.
 */
import { isDeepStrictEqual } from 'node:util';
import { bodyOf, paragraph, readBody, seedUpdate, toYjs, withIds } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { HeadlessEditor } from '../../../../packages/document/test/headless.ts';
import { actAtRandom } from '../../../../packages/document/test/structuralEdits.ts';
import { admit, type Gate } from '../../src/sync/admit.ts';
import { Client, placesOn, provide, until } from './support/client.ts';
import { edit } from './support/edits.ts';
import { gateOf } from './support/gate.ts';
import { type Random, seeded } from './support/random.ts';
import { startServer, type TestServer } from './support/server.ts';
import { newDocument, wordsOf } from './support/writing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const scale = Number(process.env['FUZZ_SEEDS'] ?? 1);
const seed = seedUpdate(['Resultaten i matematik', 'Orsaker', ''].map((words) => withIds(paragraph(words))));
const fromServer = Symbol('server');

/** The gate of a room, as every update passes it. */
class Room {
  readonly gate: Gate;
  taken = 0;

  constructor() {
    const doc = new Y.Doc();
    bodyOf(doc);
    Y.applyUpdate(doc, seed);
    this.gate = gateOf(doc);
  }

  take(accountId: string, update: Uint8Array): void {
    const verdict = admit(this.gate, { kind: 'account', accountId, access: 'write', shows: null }, update, 0);
    if (verdict.kind !== 'apply' && verdict.kind !== 'nothing') throw new Error(JSON.stringify(verdict));
    if (verdict.kind === 'apply') Y.applyUpdate(this.gate.doc, verdict.effect.update);
    this.taken += 1;
  }
}

/** Somebody who is online most of the time; `act` writes into the document as an editor does. */
class Writer {
  readonly doc = new Y.Doc();
  readonly #room: Room;
  readonly #account: string;
  #isOnline = true;

  constructor(room: Room, account: string) {
    this.#room = room;
    this.#account = account;
    Y.applyUpdate(this.doc, seed, fromServer);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromServer && this.#isOnline) room.take(account, update);
    });
  }

  /** Hears what the others wrote, as it does all the time that it is online. */
  listen(): void {
    if (!this.#isOnline) return;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.#room.gate.doc, Y.encodeStateVector(this.doc)), fromServer);
  }

  /** Goes offline, or comes back and sends what it wrote meanwhile: what the server lacks, or simply everything. */
  toggle(random: Random): void {
    this.#isOnline = !this.#isOnline;
    if (!this.#isOnline) return;
    const since = random.next() < 0.8 ? Y.encodeStateVector(this.#room.gate.doc) : undefined;
    this.#room.take(this.#account, Y.encodeStateAsUpdate(this.doc, since));
    this.listen();
  }

  comeBack(random: Random): void {
    if (!this.#isOnline) this.toggle(random);
  }
}

type Act = (random: Random) => void;

const story = (number: number, acts: number, actOf: (doc: Y.Doc) => { act: Act; close: () => void }): number => {
  const random = seeded(number);
  const room = new Room();
  const people = ['anna', 'bo', 'cecilia'].map((account) => {
    const writer = new Writer(room, account);
    return { writer, ...actOf(writer.doc) };
  });
  for (let turn = 0; turn < acts; turn += 1) {
    const { writer, act } = random.of(people);
    if (random.next() < 0.03) writer.toggle(random);
    if (random.next() < 0.5) writer.listen();
    act(random);
  }
  // An editor that hears something may tidy up its own, which the others have to hear.
  for (let round = 0; round < 4; round += 1) {
    for (const { writer } of people) {
      writer.comeBack(random);
      writer.listen();
    }
  }
  for (const { writer, close } of people) {
    expect(readBody(writer.doc)).toEqual(readBody(room.gate.doc));
    close();
  }
  return room.taken;
};

const withUndo = (doc: Y.Doc): { act: Act; close: () => void } => {
  const undo = new Y.UndoManager(bodyOf(doc), { captureTimeout: 0 });
  const act: Act = (random) => {
    const chance = random.next();
    if (chance < 0.1) undo.undo();
    else if (chance < 0.15) undo.redo();
    else if (chance < 0.155) doc.transact(() => bodyOf(doc).delete(0, bodyOf(doc).length));
    else edit(doc, random);
  };
  return { act, close: () => undo.destroy() };
};

const withEditor = (doc: Y.Doc): { act: Act; close: () => void } => {
  const editor = new HeadlessEditor(doc);
  const act: Act = (random) => {
    actAtRandom(editor, () => random.next());
    expect(editor.broken).toBeNull();
  };
  return { act, close: () => editor.close() };
};

test(
  '(16) ten thousand honest updates, undone and redone, with hours offline: none is refused',
  () => {
    let taken = 0;
    for (let number = 1; number <= 30 * scale; number += 1) taken += story(number, 700, withUndo);
    expect(taken).toBeGreaterThan(10_000 * scale);
  },
  60_000 * scale,
);

test(
  '(16) what three editors write, structure and all, is never refused, and none of them breaks',
  () => {
    let taken = 0;
    for (let number = 1; number <= 12 * scale; number += 1) taken += story(number, 120, withEditor);
    expect(taken).toBeGreaterThan(700 * scale);
  },
  60_000 * scale,
);

const at = placesOn(() => server);

/** A hundred pages of text, as they come from another program: some headings, lists and bold words. */
const hundredPages = () =>
  Array.from({ length: 1500 }, (_, index) => {
    const words = `${index} Andelen elever som når målen har ökat, men skillnaderna mellan skolorna består. `.repeat(3);
    if (index % 15 === 0)
      return withIds({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Nuläge' }] });
    const item = { type: 'listItem', content: [withIds(paragraph(words))] };
    if (index % 7 === 0) return withIds({ type: 'bulletList', content: [item, item] });
    const bold = { type: 'text', text: 'Viktigt', marks: [{ type: 'bold' }] };
    return withIds({ type: 'paragraph', content: [bold, { type: 'text', text: words }] });
  });

test('(15) a paste of a hundred pages, undone and done again, passes within the limits, by our way and by the stock provider', async () => {
  const documentId = await newDocument(server, 'Hej');
  const ours = await new Client(at(documentId, 'anna')).synced();
  const stock = new Y.Doc();
  const provider = provide({ ...at(documentId, 'bo'), query: '' }, stock);
  await until('synced', () => provider.synced);
  for (const doc of [ours.doc, stock]) {
    const undo = new Y.UndoManager(bodyOf(doc));
    doc.transact(() => bodyOf(doc).push(toYjs(hundredPages())));
    undo.undo();
    undo.redo();
    undo.destroy();
  }
  const pastes = (doc: Y.Doc): number => wordsOf(doc).split('Viktigt').length;
  // Neither has the other's yet.
  const both = pastes(ours.doc) * 2 - 1;
  await ours.durable(50_000);
  await until('joined', () => [stock, ours.doc].every((doc) => pastes(doc) === both), 50_000);
  await until('one', () => isDeepStrictEqual(readBody(stock), readBody(ours.doc)), 50_000);
  expect([ours.closedWith, ours.refused]).toEqual([null, []]);
  expect(both).toBeGreaterThan(2000);
  provider.destroy();
  await ours.leave();
});

test('(10) 20,000 edits made offline, here and there, are taken under the limits as they are by default', async () => {
  const documentId = await newDocument(server, 'Hej', 'på', 'dig');
  const first = await new Client(at(documentId, 'anna')).synced();
  await first.leave();
  const random = seeded(10);
  const { doc } = first;
  doc.transact(() => bodyOf(doc).push(toYjs(Array.from({ length: 40 }, () => withIds(paragraph('Ett stycke text.'))))));
  for (let index = 0; index < 20_000; index += 1) {
    const texts = bodyOf(doc).toArray();
    const block = random.of(texts);
    const text = block instanceof Y.XmlElement ? block.get(0) : null;
    if (!(text instanceof Y.XmlText)) continue;
    doc.transact(() => {
      if (text.length > 10 && random.next() < 0.2) text.delete(random.below(text.length), 1);
      else text.insert(random.below(text.length + 1), 'å');
    });
  }
  const other = await new Client(at(documentId, 'bo')).synced();
  const back = await new Client(at(documentId, 'anna'), doc).synced();
  await back.durable(50_000);
  await until('joined', () => wordsOf(other.doc) === wordsOf(doc), 50_000);
  expect([back.closedWith, back.refused]).toEqual([null, []]);
  await Promise.all([back.leave(), other.leave()]);
});

test('(10) 20,000 edits here and there in a colleague’s hundred pages, all undone and done again, are taken as one update', () => {
  const room = new Room();
  const colleague = new Writer(room, 'bo');
  colleague.doc.transact(() => bodyOf(colleague.doc).push(toYjs(hundredPages())));
  const { doc } = new Writer(room, 'cecilia');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.gate.doc), fromServer);
  const offline = new Y.Doc();
  Y.applyUpdate(offline, Y.encodeStateAsUpdate(doc));
  const undo = new Y.UndoManager(bodyOf(offline), { captureTimeout: 0 });
  const random = seeded(11);
  const texts = [...bodyOf(offline).createTreeWalker(() => true)].filter((node) => node instanceof Y.XmlText);
  for (let index = 0; index < 20_000; index += 1) {
    const text = random.of(texts);
    if (text.length > 10 && random.next() < 0.2) text.delete(random.below(text.length - 1), 1);
    else text.insert(random.below(text.length + 1), 'å');
  }
  while (undo.canUndo()) undo.undo();
  while (undo.canRedo()) undo.redo();
  // The colleague goes on in the same places meanwhile.
  const theirs = [...bodyOf(colleague.doc).createTreeWalker(() => true)].filter((node) => node instanceof Y.XmlText);
  for (let index = 0; index < 2000; index += 1) random.of(theirs).insert(random.below(8), 'ö');
  room.take('cecilia', Y.encodeStateAsUpdate(offline, Y.encodeStateVector(doc)));
  expect(room.gate.doc.store.pendingStructs).toBeNull();
  undo.destroy();
});
