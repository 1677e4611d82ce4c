import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { appendToBody, bodyOf, docFrom, paragraph, readBody, renumber, seedUpdate, withIds } from '../src/index.ts';

const textIn = (doc: Y.Doc): Y.XmlText => {
  const block = bodyOf(doc).get(0);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('The first block holds no text');
  return text;
};

/** A document that five wrote in at the same places at the same time, with marks, deletions and what follows them. */
const written = (): Y.Doc => {
  const seed = seedUpdate([withIds(paragraph('Hej på dig')), withIds(paragraph('två'))]);
  const docs = Array.from({ length: 5 }, () => docFrom([seed]));
  for (let round = 0; round < 4; round += 1) {
    for (const [index, doc] of docs.entries()) {
      textIn(doc).insert(3, `<${round}.${index}>`);
      textIn(doc).format(0, 2 + index, { bold: {} });
      textIn(doc).delete(5, 2);
      bodyOf(doc).delete(1, 1);
      appendToBody(doc, [withIds(paragraph(`rad ${round}.${index}`)), withIds(paragraph('sist'))]);
    }
    const all = docs.map((doc) => Y.encodeStateAsUpdate(doc));
    for (const doc of docs) for (const update of all) Y.applyUpdate(doc, update);
  }
  const [first] = docs;
  if (!first) throw new Error('No document');
  return docFrom([Y.encodeStateAsUpdate(first)]);
};

test('under new client ids a document reads the same, also what was written at one place at one time', () => {
  for (let time = 0; time < 5; time += 1) {
    const before = written();
    const { state, ids } = renumber(Y.encodeStateAsUpdate(before));
    const after = docFrom([state]);
    expect(after.store.pendingStructs).toBeNull();
    expect(after.store.pendingDs).toBeNull();
    expect(readBody(after)).toEqual(readBody(before));
    expect(textIn(after).toDelta()).toEqual(textIn(before).toDelta());
    const old = [...before.store.clients.keys()];
    expect([...ids.keys()].toSorted()).toEqual(old.toSorted());
    expect([...after.store.clients.keys()].toSorted()).toEqual([...ids.values()].toSorted());
    expect([...ids.values()].some((id) => old.includes(id))).toBe(false);
    for (const [client, id] of ids) expect(Y.getState(after.store, id)).toBe(Y.getState(before.store, client));
    // Yjs writes it back as it was written.
    expect(Buffer.from(Y.encodeStateAsUpdate(after)).equals(Buffer.from(state))).toBe(true);
  }
});
