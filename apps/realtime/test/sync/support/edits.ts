/** Honest edits of many kinds, chosen by chance: what an editor does, in one transaction each. */
import { bodyOf } from '@samsyn/document';
import * as Y from 'yjs';
import type { Random } from './random.ts';

const words = ['måluppfyllelse', 'likvärdighet', 'närvaro', 'å', 'ö 😀', 'läslust', ' '];

const textsIn = (doc: Y.Doc): Y.XmlText[] =>
  [...bodyOf(doc).createTreeWalker(() => true)].filter((node) => node instanceof Y.XmlText);

const plain = (text: Y.XmlText): string => {
  const parts: { insert?: unknown }[] = text.toDelta();
  return parts.map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('');
};
/**
 * The place, or the one before it when it lies inside a character of two units. No editor puts a caret there, and Yjs
 * replaces a character that was ever split on the replica that split it, so that replicas would read differently.
 */
const whole = (text: Y.XmlText, place: number): number =>
  /^[\udc00-\udfff]/.test(plain(text).slice(place)) ? place - 1 : place;
const unitsAt = (text: Y.XmlText, place: number): number => (/^[\ud800-\udbff]/.test(plain(text).slice(place)) ? 2 : 1);

const paragraph = (random: Random): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  text.insert(0, random.of(words));
  element.insert(0, [text]);
  return element;
};

const claim = (random: Random): Y.XmlElement => {
  const element = new Y.XmlElement('claim');
  element.setAttribute('kind', random.of(['result', 'cause', 'conclusion', 'action']));
  element.setAttribute('priorityArea', 'larmiljoer');
  element.insert(0, [paragraph(random), paragraph(random)]);
  return element;
};

const list = (random: Random): Y.XmlElement => {
  const element = new Y.XmlElement('bulletList');
  const item = new Y.XmlElement('listItem');
  item.insert(0, [paragraph(random)]);
  element.insert(0, [item]);
  return element;
};

const cite = (text: Y.XmlText): void => {
  const { parent } = text;
  if (!(parent instanceof Y.XmlElement) || parent.nodeName !== 'paragraph') return;
  const citation = new Y.XmlElement('citation');
  citation.setAttribute('targetType', 'evidence');
  citation.setAttribute('targetId', 'abc');
  parent.push([citation, new Y.XmlText()]);
};

const insertBlock = (doc: Y.Doc, random: Random): void => {
  const body = bodyOf(doc);
  body.insert(random.below(body.length + 1), [random.of([paragraph, claim, list])(random)]);
};

const edits: readonly ((doc: Y.Doc, random: Random) => void)[] = [
  insertBlock,
  (doc, random) => {
    const texts = textsIn(doc);
    if (texts.length === 0) return insertBlock(doc, random);
    const text = random.of(texts);
    return text.insert(whole(text, random.below(text.length + 1)), random.of(words));
  },
  (doc, random) => {
    const texts = textsIn(doc).filter((text) => text.length > 1);
    if (texts.length === 0) return insertBlock(doc, random);
    const text = random.of(texts);
    const place = whole(text, random.below(text.length - 1));
    return text.delete(place, unitsAt(text, place));
  },
  (doc, random) => {
    const texts = textsIn(doc).filter((text) => text.length > 2);
    if (texts.length === 0) return insertBlock(doc, random);
    const text = random.of(texts);
    return text.format(
      0,
      whole(text, random.below(text.length)),
      random.of([{ bold: {} }, { italic: {} }, { bold: null }]),
    );
  },
  (doc, random) => {
    const texts = textsIn(doc);
    if (texts.length > 0) cite(random.of(texts));
  },
  (doc, random) => {
    const body = bodyOf(doc);
    if (body.length > 3) body.delete(random.below(body.length), 1);
  },
];

/** Does one edit by chance, typing most of all. */
export const edit = (doc: Y.Doc, random: Random): void => {
  const chosen = random.next() < 0.5 ? edits[1] : random.of(edits);
  doc.transact(() => chosen?.(doc, random));
};
