/** The history of a much-edited document: 260,000 keys of ten people, a third of them deletions, each an update. */
import { bodyOf } from '@samsyn/document';
import * as Y from 'yjs';

export const edits = 260_000;
const writers = 10;
const paragraphs = 120;
/** Keys before somebody goes on elsewhere. */
const longestSpell = 60;
const deletions = 0.3;

/** mulberry32: the same history each time. */
const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export type Trace = { updates: Uint8Array[]; state: Uint8Array };

const beginParagraph = (doc: Y.Doc, number: number): Y.XmlText => {
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  doc.transact(() => {
    paragraph.setAttribute('id', `trace-${number}`);
    paragraph.insert(0, [text]);
    bodyOf(doc).push([paragraph]);
  });
  return text;
};

/** Types and deletes in one paragraph for a while. @returns how many keys it were */
const spell = (text: Y.XmlText, random: () => number, keys: number): number => {
  let at = random() < 0.5 ? text.length : Math.floor(random() * (text.length + 1));
  for (let key = 0; key < keys; key += 1) {
    if (at > 0 && random() < deletions) text.delete((at -= 1), 1);
    else text.insert(at++, String.fromCharCode(97 + Math.floor(random() * 26)));
  }
  return keys;
};

/** @returns every edit as its own update, and the document that they make. */
export const makeTrace = (): Trace => {
  const random = seeded(1);
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const ids = Array.from({ length: writers }, (_, index) => 1_000_000 + index);
  const texts = Array.from({ length: paragraphs }, (_, number) => {
    doc.clientID = ids[number % writers] ?? 0;
    return beginParagraph(doc, number);
  });
  for (let done = 0; done < edits;) {
    doc.clientID = ids[Math.floor(random() * writers)] ?? 0;
    const text = texts[Math.floor(random() * texts.length)];
    const keys = Math.min(edits - done, 1 + Math.floor(random() * longestSpell));
    if (text) done += spell(text, random, keys);
  }
  return { updates, state: Y.encodeStateAsUpdate(doc) };
};
