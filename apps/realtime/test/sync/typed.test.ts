/**
 * What is only typed on is let through without a look into the document. Here each such update is judged in full as well,
 * beside it: both must say the same, and make the same document.
 */
import { bodyOf } from '@samsyn/document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { admit, type Author, type Gate, typedOn } from '../../src/sync/admit.ts';
import { Content } from '../../src/sync/content.ts';
import { Stored } from '../../src/sync/stored.ts';
import { edit } from './support/edits.ts';
import { gateOf } from './support/gate.ts';
import { type Random, seeded } from './support/random.ts';

const letters = [...'skolan läser mer é', '😀', '中'];
const accounts = ['anna', 'bo', 'cecilia'];
const authorOf = (accountId: string): Author => ({ kind: 'account', accountId, access: 'write', shows: null });

/** Somebody with a caret, who mostly types on. */
class Writer {
  readonly doc = new Y.Doc();
  readonly account: string;
  readonly sent: Uint8Array[] = [];
  #caret: Y.RelativePosition | null = null;

  constructor(account: string, seed: Uint8Array) {
    this.account = account;
    Y.applyUpdate(this.doc, seed);
    this.doc.on('update', (update: Uint8Array, from: unknown) => from !== 'server' && this.sent.push(update));
  }

  act(random: Random): void {
    const chance = random.next();
    if (chance < 0.06) edit(this.doc, random);
    else if (chance < 0.16) this.#place(random);
    else if (chance < 0.22) this.#write(-1, '');
    else this.#write(1, random.of(letters));
  }

  #place(random: Random): void {
    const texts = [...bodyOf(this.doc).createTreeWalker(() => true)].filter((node) => node instanceof Y.XmlText);
    if (texts.length === 0) return;
    const text = random.of(texts);
    // Before the first letter, or behind the last: never inside a character of two units.
    this.#caret = Y.createRelativePositionFromTypeIndex(text, random.next() < 0.3 ? 0 : text.length, -1);
  }

  #write(by: 1 | -1, letter: string): void {
    const at = this.#caret && Y.createAbsolutePositionFromRelativePosition(this.#caret, this.doc);
    if (!at || !(at.type instanceof Y.XmlText)) return;
    const text = at.type;
    if (by === 1) text.insert(at.index, letter);
    else if (at.index > 0 && !/[\ud800-\udfff]/.test(text.toString().slice(at.index - 1, at.index))) {
      text.delete(at.index - 1, 1);
      this.#caret = Y.createRelativePositionFromTypeIndex(text, at.index - 1, -1);
      return;
    }
    this.#caret = Y.createRelativePositionFromTypeIndex(text, at.index + letter.length, -1);
  }
}

const seedOf = (): Uint8Array => {
  const doc = new Y.Doc();
  for (const words of ['ett', 'två', 'tre']) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    bodyOf(doc).push([paragraph]);
  }
  return Y.encodeStateAsUpdate(doc);
};

/** A room's document, and beside it the same one judged and applied update by update. */
class Both {
  readonly content: Content;
  readonly gate: Gate;
  readonly full: Gate;
  typed = 0;
  judged = 0;

  constructor(seed: Uint8Array) {
    const snapshot = { stateVector: Y.encodeStateVectorFromUpdate(seed), deletesAt: null };
    const content = new Content(new Stored({ snapshot, updates: [seed] }), () => {});
    this.content = content;
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seed);
    this.full = gateOf(doc);
    this.gate = {
      ...gateOf(doc),
      get doc() {
        return content.doc;
      },
      hasAll: (update) => content.hasAll(update),
      isContinuedBy: (piece) => content.isContinuedBy(piece),
    };
  }

  take(accountId: string, update: Uint8Array): void {
    const author = authorOf(accountId);
    const whole = admit(this.full, author, update, 0);
    const piece = typedOn(this.gate, author, update);
    if (piece) {
      expect(whole).toMatchObject({ kind: 'apply', effect: { clients: [piece.client] } });
      this.typed += 1;
      this.content.goOn(piece);
    } else {
      const verdict = admit(this.gate, author, update, 0);
      expect(verdict.kind).toBe(whole.kind);
      this.judged += 1;
      if (verdict.kind === 'apply') {
        this.content.apply(verdict.effect.update, verdict.effect.clients, verdict.effect.tail);
      }
    }
    if (whole.kind === 'apply') Y.applyUpdate(this.full.doc, whole.effect.update);
  }
}

const words = (doc: Y.Doc): string => bodyOf(doc).toString();

const run = (seed: number): Both => {
  const random = seeded(seed);
  const begin = seedOf();
  const both = new Both(begin);
  const writers = accounts.map((account) => new Writer(account, begin));
  for (let round = 0; round < 400; round += 1) {
    const writer = random.of(writers);
    for (let count = random.below(12); count > 0; count -= 1) writer.act(random);
    const sent = writer.sent.splice(0, random.below(writer.sent.length + 1));
    for (const update of sent) {
      both.take(writer.account, update);
      // Some come twice, and some from another, as after a lost connection.
      if (random.next() < 0.05) both.take(random.of(accounts), update);
    }
    if (random.next() < 0.2) Y.applyUpdate(writer.doc, Y.encodeStateAsUpdate(both.content.doc), 'server');
  }
  for (const { account, sent } of writers) for (const update of sent) both.take(account, update);
  return both;
};

test('(16) what is only typed on is let through as a full look would have it, and makes the same document', () => {
  let typed = 0;
  let judged = 0;
  for (let seed = 1; seed <= Number(process.env['FUZZ_SEEDS'] ?? 12); seed += 1) {
    try {
      const both = run(seed);
      expect(words(both.content.doc)).toBe(words(both.full.doc));
      expect(Y.encodeStateVector(both.content.doc)).toEqual(Y.encodeStateVector(both.full.doc));
      typed += both.typed;
      judged += both.judged;
    } catch (error) {
      throw new Error(`Seed ${seed}`, { cause: error });
    }
  }
  expect(typed).toBeGreaterThan(judged / 2);
});

/** A letter behind the client's last one, byte by byte. */
const letter = (client: number, clock: number, text: Uint8Array, rest: readonly number[] = [0]): Uint8Array =>
  new Uint8Array([1, 1, client, clock, 0x84, client, clock - 1, text.length, ...text, ...rest]);

test('(16) a forged letter is not taken for one that was typed on', () => {
  const begin = seedOf();
  const both = new Both(begin);
  const writer = new Y.Doc();
  writer.clientID = 7;
  Y.applyUpdate(writer, begin);
  writer.on('update', (update: Uint8Array) => both.take('anna', update));
  const [first] = [...bodyOf(writer).createTreeWalker(() => true)].filter((node) => node instanceof Y.XmlText);
  first?.insert(first.length, 'a');
  const isTyped = (update: Uint8Array, account = 'anna'): boolean =>
    typedOn(both.gate, authorOf(account), update) !== null;
  const a = new TextEncoder().encode('b');
  expect(isTyped(letter(7, 1, a))).toBe(true);
  expect(isTyped(letter(7, 1, a), 'bo')).toBe(false);
  expect(typedOn(both.gate, { ...authorOf('anna'), access: 'read' } as Author, letter(7, 1, a))).toBeNull();
  // Not where its last letter ended, no text, text that is none, something behind it, something deleted.
  expect(isTyped(letter(7, 2, a))).toBe(false);
  expect(isTyped(letter(8, 1, a))).toBe(false);
  expect(isTyped(letter(7, 1, new Uint8Array()))).toBe(false);
  expect(isTyped(letter(7, 1, new Uint8Array([0xff])))).toBe(false);
  expect(isTyped(letter(7, 1, new Uint8Array([0xed, 0xa0, 0x80])))).toBe(false);
  expect(isTyped(letter(7, 1, a, [0, 0]))).toBe(false);
  expect(isTyped(letter(7, 1, a, [1, 7, 1, 0, 1]))).toBe(false);
  for (let cut = 0; cut < letter(7, 1, a).length; cut += 1)
    expect(isTyped(letter(7, 1, a).subarray(0, cut))).toBe(false);
});
