/** Writes words that nobody deleted (./lostWords.ts) where their block lives on. */
import * as Y from 'yjs';
import { newId } from './ids.ts';
import type { Lost, Run } from './lostWords.ts';
import { elements } from './schema.ts';
import { bodyOf } from './yjs.ts';

/** Words as long as these that stand in the text already were copied there (a paragraph was split): not lost. */
const copied = 12;
/** So many letters before the place are enough to find it again. */
const context = 24;
/** Fewer letters than these before a place may stand anywhere. */
const leastContext = 5;
/** So many are looked for one by one; of more at once, which nobody's hands have done, the words come on one line. */
const mostRuns = 500;
/**
 * How much is gone through for them, all in all: sixty times a hundred pages. Of a longer text, or where more is looked for,
 * the rest comes on one line too. Letters.
 */
const mostLooked = 100_000_000;
/** To pass a piece of a text costs as much as to look through so many letters. */
const pieceCost = 16;

const linesOf = (parent: Y.XmlFragment | Y.XmlElement): Y.XmlElement[] =>
  parent
    .toArray()
    .filter((child) => child instanceof Y.XmlElement)
    .flatMap((child) => (elements[child.nodeName]?.holds === 'text' ? [child] : linesOf(child)));

/** @returns what stands in it, and in how many pieces, what is deleted included */
const readText = (text: Y.XmlText): { words: string; pieces: number } => {
  const words: string[] = [];
  let pieces = 0;
  for (let item = text._start; item !== null; item = item.right) {
    pieces += 1;
    if (!item.deleted && item.content instanceof Y.ContentString) words.push(item.content.str);
  }
  return { words: words.join(''), pieces };
};

const textsOf = (line: Y.XmlElement): Y.XmlText[] => line.toArray().filter((child) => child instanceof Y.XmlText);

/** @returns where in `held` the place between two texts is, -1 when neither stands there. */
const between = (held: string, before: string, after: string): number => {
  const left = before === '' ? -1 : held.indexOf(before);
  if (left >= 0) return left + before.length;
  return after === '' ? -1 : held.indexOf(after);
};

type Home = { text: Y.XmlText; at: number };

/** Between texts: no letter that anybody writes. */
const gap = '\u0000';

/**
 * The text as it is before anything is put back: all of it in one piece, to be looked through quickly. It counts what it goes
 * through.
 */
class Shelf {
  readonly #texts: readonly Y.XmlText[];
  readonly #held = new Map<Y.XmlText, { words: string; pieces: number }>();
  readonly #starts: number[] = [];
  readonly #lines = new Map<string, Y.XmlElement>();
  #words = '';
  #left = mostLooked;

  constructor(body: Y.XmlFragment) {
    const lines = linesOf(body);
    this.#texts = lines.flatMap(textsOf);
    let start = 0;
    for (const text of this.#texts) {
      this.#starts.push(start);
      start += this.wordsIn(text).length + gap.length;
    }
    this.#words = this.#texts.map((text) => this.wordsIn(text)).join(gap);
    this.#left = mostLooked;
    for (const line of lines) {
      const id = line.getAttribute('id');
      if (id !== undefined && !this.#lines.has(id)) this.#lines.set(id, line);
    }
  }

  lineOf(blockId: string | null): Y.XmlElement | null {
    return (blockId === null ? undefined : this.#lines.get(blockId)) ?? null;
  }

  /** Whether so much has been gone through that no more is looked for. */
  get isTired(): boolean {
    return this.#left < 0;
  }

  /** So many letters are gone through. */
  spend(letters: number): void {
    this.#left -= letters;
  }

  /** @returns what stands in a text now. */
  wordsIn(text: Y.XmlText): string {
    const known = this.#held.get(text) ?? readText(text);
    this.#held.set(text, known);
    this.#left -= known.words.length;
    return known.words;
  }

  /** Writes words into a text. */
  insert(text: Y.XmlText, at: number, words: string): void {
    const before = this.wordsIn(text);
    text.insert(at, words);
    const pieces = (this.#held.get(text)?.pieces ?? 0) + 1;
    this.#held.set(text, { words: before.slice(0, at) + words + before.slice(at), pieces });
    this.#left -= pieces * pieceCost;
    this.add(words);
  }

  /** Whether words stand somewhere, or have been put back. */
  has(words: string): boolean {
    this.#left -= this.#words.length;
    return this.#words.includes(words);
  }

  add(words: string): void {
    this.#words += gap + words;
  }

  /** @returns where words stand; -1 when that is nowhere, or in more places than one: anybody's line may begin like another's */
  #only(words: string): number {
    if (words !== '') this.#left -= 2 * this.#words.length;
    const place = words === '' ? -1 : this.#words.indexOf(words);
    return place === this.#words.lastIndexOf(words) ? place : -1;
  }

  #textAt(place: number): Y.XmlText | undefined {
    return this.#texts[this.#starts.findLastIndex((start) => start <= place)];
  }

  /** @returns the place between two texts that stand side by side, and nowhere else. */
  findBetween(before: string, after: string): Home | null {
    const both = before + after;
    const text = both.length < leastContext ? undefined : this.#textAt(this.#only(both));
    const at = text === undefined ? -1 : this.wordsIn(text).indexOf(both);
    return text === undefined || at < 0 ? null : { text, at: at + before.length };
  }

  /** @returns the place between two texts, in the first text in which either stands and nowhere else. */
  find(before: string, after: string): Home | null {
    const places = [this.#only(before), this.#only(after)];
    const first = Math.min(...places.filter((place) => place >= 0));
    const text = this.#textAt(first);
    if (text === undefined || !Number.isFinite(first)) return null;
    const at = between(this.wordsIn(text), before, after);
    return at < 0 ? null : { text, at };
  }
}

/** @returns where the block lives on: under its id, else where the words around the place stand now. */
const homeOf = (shelf: Shelf, blockId: string | null, { left, right }: Run): Home | null => {
  const [before, after] = [left.slice(-context), right.slice(0, context)];
  const least = (words: string): string => (words.length < leastContext ? '' : words);
  const elsewhere = (): Home | null => shelf.findBetween(before, after) ?? shelf.find(least(before), least(after));
  const same = shelf.lineOf(blockId);
  if (same === null) return elsewhere();
  for (const text of textsOf(same)) {
    const at = between(shelf.wordsIn(text), before, after);
    if (at >= 0) return { text, at };
  }
  // a line that was broken beside a citation: the half with these words is another block now
  const moved = elsewhere();
  if (moved !== null) return moved;
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
/** @returns how many letters both end with. */
const commonEnd = (a: string, b: string): number => {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
};

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
  const end = commonEnd(words.slice(start), copy.slice(start));
  if (copy === '' || start + end < copy.length) return { at, words };
  return { at: from + start, words: words.slice(start, words.length - end) };
};

/** @returns how many blocks that are there stand before one that is gone. */
const indexOf = (shelf: Shelf, item: Y.Item): number => {
  let index = 0;
  let passed = 0;
  for (let before = item.left; before !== null; before = before.left) {
    passed += 1;
    if (!before.deleted && before.countable) index += 1;
  }
  // Yjs goes through them once more.
  shelf.spend(2 * passed * pieceCost);
  return index;
};

const writeLine = (shelf: Shelf, body: Y.XmlFragment, before: Y.Item, words: readonly string[]): void => {
  if (words.length === 0) return;
  const line = new Y.XmlElement('paragraph');
  line.setAttribute('id', newId());
  line.insert(0, [new Y.XmlText(words.join(''))]);
  body.insert(indexOf(shelf, before), [line]);
};

/** Writes what is missing of the words at their place. @returns whether there is one */
const putHome = (shelf: Shelf, blockId: string | null, run: Run): boolean => {
  const home = homeOf(shelf, blockId, run);
  if (home === null) return false;
  const missing = missingAt(run, shelf.wordsIn(home.text), home.at);
  if (missing.words === '') return true;
  shelf.insert(home.text, missing.at, missing.words);
  return true;
};

/** Writes lost words where the block lives on, else on a line of their own. */
export const putBack = (doc: Y.Doc, lost: readonly Lost[]): void => {
  const body = bodyOf(doc);
  const shelf = new Shelf(body);
  const rest: string[] = [];
  let left = mostRuns;
  for (const { blockId, top, runs } of lost) {
    const homeless: string[] = [];
    for (const run of runs) {
      left -= 1;
      if (left < 0 || shelf.isTired) rest.push(run.words);
      else if (run.words.length >= copied && shelf.has(run.words)) continue;
      else if (!putHome(shelf, blockId, run)) homeless.push(run.words);
    }
    writeLine(shelf, body, top, homeless);
    if (homeless.length > 0) shelf.add(homeless.join(''));
  }
  const last = lost.at(-1);
  if (last) writeLine(shelf, body, last.top, rest);
};
