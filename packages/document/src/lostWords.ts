/**
 * Words that nobody deleted and that are gone. Yjs moves nothing: who makes a claim of a paragraph takes it away and makes
 * another with its words, and what a colleague had just written in the old one goes with it.
 */
import * as Y from 'yjs';
import { bodyOf } from './yjs.ts';

/** Words that are gone, and what stood before and after them. */
export type Run = { left: string; words: string; right: string };
/** `dead`: what of their surroundings was taken away, with all that stands in it */
export type Lost = { blockId: string | null; top: Y.Item; dead: Y.Item | null; runs: Run[] };
type Range = { clock: number; len: number };

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

/** @returns the parts of a piece of text that are looked for: where each begins, and where it ends. In order. */
type Judge = (client: number, clock: number, length: number) => [number, number][];

/** @returns the first of these ranges, which are sorted and apart, that ends behind the clock. */
const firstBehind = (ranges: readonly Range[], clock: number): number => {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range && range.clock + range.len <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** @returns what of a piece of text none of these ranges names; a piece may hold all of a book: no letter is looked at. */
const besides = (ranges: readonly Range[], clock: number, length: number): [number, number][] => {
  const parts: [number, number][] = [];
  const end = clock + length;
  let from = clock;
  for (let index = firstBehind(ranges, clock); from < end; index += 1) {
    const range = ranges[index];
    const to = Math.min(end, range?.clock ?? end);
    if (to > from) parts.push([from, to]);
    from = range ? range.clock + range.len : end;
  }
  return parts;
};

/** @returns the words that went with `text`, with what stood around them. */
const runsOf = (text: Y.XmlText, now: Y.Transaction['deleteSet'], judge: Judge): Run[] => {
  const runs: { start: number; end: number }[] = [];
  const pieces: string[] = [];
  let length = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString) || !Y.isDeleted(now, item.id)) continue;
    const { client, clock } = item.id;
    for (const [from, to] of judge(client, clock, item.length)) {
      const [start, end] = [length + from - clock, length + to - clock];
      const last = runs.at(-1);
      if (last?.end === start) last.end = end;
      else runs.push({ start, end });
    }
    pieces.push(item.content.str);
    length += item.length;
  }
  const all = pieces.join('');
  return runs.map(({ start, end }) => ({
    left: all.slice(0, start),
    words: all.slice(start, end),
    right: all.slice(end),
  }));
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

/** @returns the highest of what a text stands in that is gone. */
const deadAround = (text: Y.XmlText): Y.Item | null => {
  let highest: Y.Item | null = null;
  for (let item = text._item; item !== null;) {
    if (item.deleted) highest = item;
    const parent: unknown = item.parent;
    item = parent instanceof Y.XmlElement ? parent._item : null;
  }
  return highest;
};

/** What updates say themselves that they delete. */
const toldBy = (updates: readonly Uint8Array[]): Y.Transaction['deleteSet'] =>
  Y.mergeDeleteSets(updates.map((update) => Y.decodeUpdate(update).ds));

const lostIn = (doc: Y.Doc, texts: Iterable<Y.XmlText>, now: Y.Transaction['deleteSet'], judge: Judge): Lost[] =>
  [...texts].flatMap((text): Lost[] => {
    const runs = runsOf(text, now, judge);
    const place = runs.length === 0 ? null : placeOf(text, bodyOf(doc));
    return place === null ? [] : [{ ...place, dead: deadAround(text), runs }];
  });

/**
 * @returns the words of this document's own client that went in the transaction with something that was taken away, but for
 * those that the updates name: whoever took them away, or the server, had seen them, and has written them where they belong.
 */
export const ownLost = (doc: Y.Doc, transaction: Y.Transaction, updates: readonly Uint8Array[]): Lost[] => {
  const own = transaction.deleteSet.clients.get(doc.clientID);
  const texts = own === undefined ? null : deadTexts(doc, doc.clientID, own);
  if (texts === null || texts.size === 0) return [];
  const told = toldBy(updates);
  return lostIn(doc, texts, Y.mergeDeleteSets([transaction.deleteSet]), (client, clock, length) =>
    client === doc.clientID ? besides(told.clients.get(client) ?? [], clock, length) : [],
  );
};

/** @returns whether what took the text away did so now, and not before its words came. */
const diesNow = (text: Y.XmlText, now: Y.Transaction['deleteSet']): boolean => {
  const highest = deadAround(text);
  return highest !== null && Y.isDeleted(now, highest.id);
};

/** @returns whether the update is one of those that took away what some of the words stood in. */
export const isTakenAwayBy = (lost: readonly Lost[], update: Uint8Array): boolean => {
  const told = toldBy([update]);
  return lost.some(({ dead }) => dead !== null && Y.isDeleted(told, dead.id));
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
    (client, clock, length) => (isAsked(client) ? besides(told.clients.get(client) ?? [], clock, length) : []),
  );
};
