/**
 * Words that nobody deleted and that are gone. Yjs moves nothing: who makes a claim of a paragraph takes it away and makes
 * another with its words, and what a colleague had just written in the old one goes with it.
 */
import * as Y from 'yjs';
import { newId } from './ids.ts';
import { elements } from './schema.ts';
import { bodyOf } from './yjs.ts';

/** Words as long as these that stand in the text already were copied there (a paragraph was split): not lost. */
const copied = 12;
/** So many letters before the place are enough to find it again. */
const context = 24;

/** Fewer letters than these before a place may stand anywhere. */
const leastContext = 5;

/** Words that are gone, what stood before and after them, and whether the update that took them away names them. */
type Run = { left: string; words: string; right: string; isTold: boolean };
export type Lost = { blockId: string | null; top: Y.Item; runs: Run[] };
type Range = { clock: number; len: number };

const covers = (ranges: readonly Range[], clock: number): boolean =>
  ranges.some((range) => clock >= range.clock && clock < range.clock + range.len);

/** @returns the texts that were taken away as a whole, with words of this client's in them. */
const deadTexts = (doc: Y.Doc, client: number, deleted: readonly Range[]): Set<Y.XmlText> => {
  const texts = new Set<Y.XmlText>();
  for (const { clock, len } of deleted) {
    for (let at = clock; at < clock + len;) {
      const item = Y.getItem(doc.store, Y.createID(client, at));
      at = item.id.clock + item.length;
      if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) continue;
      if (item.parent instanceof Y.XmlText && item.parent._item?.deleted === true) texts.add(item.parent);
    }
  }
  return texts;
};

/** Whether a letter is looked for, and then whether the update that took it away names it. */
type Judge = (client: number, clock: number) => 'told' | 'untold' | null;

/** @returns the words that went with `text`, with what stood around them. */
const runsOf = (text: Y.XmlText, now: Y.Transaction['deleteSet'], judge: Judge): Run[] => {
  const runs: Run[] = [];
  let all = '';
  let last: Run | undefined;
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString) || !Y.isDeleted(now, item.id)) continue;
    for (const [index, letter] of item.content.str.split('').entries()) {
      const judged = judge(item.id.client, item.id.clock + index);
      if (judged === null) last = undefined;
      else if (last?.isTold !== (judged === 'told')) {
        last = { left: all, words: '', right: '', isTold: judged === 'told' };
        runs.push(last);
      }
      if (last !== undefined) last.words += letter;
      all += letter;
    }
  }
  return runs.map((run) => ({ ...run, right: all.slice(run.left.length + run.words.length) }));
};

/** An attribute of an element that is gone. */
const idOf = (element: Y.XmlElement): string | null => {
  const id: unknown = element._map.get('id')?.content.getContent()[0];
  return typeof id === 'string' ? id : null;
};

const placeOf = (text: Y.XmlText, body: Y.XmlFragment): { blockId: string | null; top: Y.Item } | null => {
  let item = text._item;
  let blockId: string | null = null;
  while (item !== null && item.parent !== body) {
    const parent: unknown = item.parent;
    if (!(parent instanceof Y.XmlElement)) return null;
    blockId ??= idOf(parent);
    item = parent._item;
  }
  return item === null ? null : { blockId, top: item };
};

/** What updates say themselves that they delete, by client. */
const toldBy = (updates: readonly Uint8Array[]): Map<number, Range[]> => {
  const told = new Map<number, Range[]>();
  for (const update of updates) {
    for (const [client, ranges] of Y.decodeUpdate(update).ds.clients)
      told.set(client, [...(told.get(client) ?? []), ...ranges]);
  }
  return told;
};

const lostIn = (doc: Y.Doc, texts: Iterable<Y.XmlText>, now: Y.Transaction['deleteSet'], judge: Judge): Lost[] =>
  [...texts].flatMap((text): Lost[] => {
    const runs = runsOf(text, now, judge);
    const place = runs.length === 0 ? null : placeOf(text, bodyOf(doc));
    return place === null ? [] : [{ ...place, runs }];
  });

/** @returns the words of this document's own client that went in the transaction with something that was taken away. */
export const ownLost = (doc: Y.Doc, transaction: Y.Transaction, updates: readonly Uint8Array[]): Lost[] => {
  const own = transaction.deleteSet.clients.get(doc.clientID);
  const texts = own === undefined ? null : deadTexts(doc, doc.clientID, own);
  if (texts === null || texts.size === 0) return [];
  const told = toldBy(updates).get(doc.clientID) ?? [];
  return lostIn(doc, texts, Y.mergeDeleteSets([transaction.deleteSet]), (client, clock) => {
    if (client !== doc.clientID) return null;
    return covers(told, clock) ? 'told' : 'untold';
  });
};

/** @returns whether what took the text away did so now, and not before its words came. */
const diesNow = (text: Y.XmlText, now: Y.Transaction['deleteSet']): boolean => {
  let highest: Y.Item | null = null;
  for (let item = text._item; item !== null;) {
    if (item.deleted) highest = item;
    const parent: unknown = item.parent;
    item = parent instanceof Y.XmlElement ? parent._item : null;
  }
  return highest !== null && Y.isDeleted(now, highest.id);
};

/**
 * For the server, which alone can tell: what a client deletes its update names, and what it had not seen it cannot name.
 * @param updates as the clients sent them, applied in this transaction, which is not over yet
 * @param isAsked whether the words of a client are looked for; all clients' when it is left out
 * @returns the words that were there and went in it with something that was taken away by somebody who had not seen them
 */
export const unseenLost = (
  doc: Y.Doc,
  transaction: Y.Transaction,
  updates: readonly Uint8Array[],
  isAsked: (client: number) => boolean = () => true,
): Lost[] => {
  const texts = new Set<Y.XmlText>();
  for (const [client, ranges] of transaction.deleteSet.clients)
    if (isAsked(client)) for (const text of deadTexts(doc, client, ranges)) texts.add(text);
  if (texts.size === 0) return [];
  const now = Y.mergeDeleteSets([transaction.deleteSet]);
  const told = toldBy(updates);
  return lostIn(
    doc,
    [...texts].filter((text) => diesNow(text, now)),
    now,
    (client, clock) => (!isAsked(client) || covers(told.get(client) ?? [], clock) ? null : 'untold'),
  );
};

const linesOf = (parent: Y.XmlFragment | Y.XmlElement): Y.XmlElement[] =>
  parent
    .toArray()
    .filter((child) => child instanceof Y.XmlElement)
    .flatMap((child) => (elements[child.nodeName]?.holds === 'text' ? [child] : linesOf(child)));

const wordsIn = (text: Y.XmlText): string =>
  text
    .toDelta()
    .map((part: { insert?: unknown }) => (typeof part.insert === 'string' ? part.insert : ''))
    .join('');

const textsOf = (line: Y.XmlElement): Y.XmlText[] => line.toArray().filter((child) => child instanceof Y.XmlText);

/** @returns where in `held` the place between two texts is, -1 when neither stands there. */
const between = (held: string, before: string, after: string): number => {
  const left = before === '' ? -1 : held.indexOf(before);
  if (left >= 0) return left + before.length;
  return after === '' ? -1 : held.indexOf(after);
};

type Home = { text: Y.XmlText; at: number };

/** @returns where the block lives on: under its id, else where the words around the place stand now. */
const homeOf = (lines: readonly Y.XmlElement[], blockId: string | null, { left, right }: Run): Home | null => {
  const [before, after] = [left.slice(-context), right.slice(0, context)];
  const find = (texts: readonly Y.XmlText[], least: number): Home | null => {
    for (const text of texts) {
      const at = between(wordsIn(text), before.length < least ? '' : before, after.length < least ? '' : after);
      if (at >= 0) return { text, at };
    }
    return null;
  };
  const same = blockId === null ? undefined : lines.find((line) => line.getAttribute('id') === blockId);
  if (same === undefined) return find(lines.flatMap(textsOf), leastContext);
  const found = find(textsOf(same), 1);
  if (found !== null) return found;
  const text = textsOf(same)[0] ?? new Y.XmlText();
  if (text.parent === null) same.insert(0, [text]);
  return { text, at: Math.min(left.length, text.length) };
};

/** @returns how many letters both begin with. */
const commonStart = (a: string, b: string): number => {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  return length;
};
const reversed = (words: string): string => words.split('').toReversed().join('');

/**
 * What of the words is missing at their place. Whoever took the text away copied what had been seen of it: a part of the
 * words may stand there, and all that stands between their surroundings is then their beginning and their end.
 */
const missingAt = ({ left, words, right }: Run, held: string, at: number): { at: number; words: string } => {
  if (held.startsWith(words, at)) return { at, words: '' };
  const from = left === '' ? 0 : at;
  const to = right === '' ? -1 : held.indexOf(right.slice(0, context), from);
  // what comes after may be missing too
  const copy = held.slice(from, to < 0 ? held.length : to);
  const start = commonStart(words, copy);
  const end = commonStart(reversed(words.slice(start)), reversed(copy.slice(start)));
  if (copy === '' || start + end < copy.length) return { at, words };
  return { at: from + start, words: words.slice(start, words.length - end) };
};

/** @returns how many blocks that are there stand before one that is gone. */
const indexOf = (item: Y.Item): number => {
  let index = 0;
  for (let before = item.left; before !== null; before = before.left)
    if (!before.deleted && before.countable) index += 1;
  return index;
};

/** Writes lost words where the block lives on, else, when nobody can have seen them, on a line of their own. */
export const putBack = (doc: Y.Doc, { blockId, top, runs }: Lost): void => {
  const body = bodyOf(doc);
  const homeless: string[] = [];
  for (const run of runs) {
    const { words, isTold } = run;
    const lines = linesOf(body);
    if (words.length >= copied && lines.flatMap(textsOf).some((text) => wordsIn(text).includes(words))) continue;
    const home = homeOf(lines, blockId, run);
    if (home === null && !isTold) homeless.push(words);
    if (home === null) continue;
    const missing = missingAt(run, wordsIn(home.text), home.at);
    if (missing.words !== '') home.text.insert(missing.at, missing.words);
  }
  if (homeless.length === 0) return;
  const line = new Y.XmlElement('paragraph');
  line.setAttribute('id', newId());
  line.insert(0, [new Y.XmlText(homeless.join(''))]);
  body.insert(indexOf(top), [line]);
};
