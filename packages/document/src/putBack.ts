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

/** Between texts: no letter that anybody writes. */
const gap = '\u0000';

/** The text as it is before anything is put back: all of it in one piece, to be looked through quickly. */
class Shelf {
  readonly #texts: readonly Y.XmlText[];
  readonly #starts: number[] = [];
  readonly #lines = new Map<string, Y.XmlElement>();
  #words = '';

  constructor(body: Y.XmlFragment) {
    const lines = linesOf(body);
    this.#texts = lines.flatMap(textsOf);
    const words = this.#texts.map(wordsIn);
    let start = 0;
    for (const each of words) {
      this.#starts.push(start);
      start += each.length + gap.length;
    }
    this.#words = words.join(gap);
    for (const line of lines) {
      const id = line.getAttribute('id');
      if (id !== undefined && !this.#lines.has(id)) this.#lines.set(id, line);
    }
  }

  lineOf(blockId: string | null): Y.XmlElement | null {
    return (blockId === null ? undefined : this.#lines.get(blockId)) ?? null;
  }

  /** Whether words stand somewhere, or have been put back. */
  has(words: string): boolean {
    return this.#words.includes(words);
  }

  add(words: string): void {
    this.#words += gap + words;
  }

  /** @returns where words stand; -1 when that is nowhere, or in more places than one: anybody's line may begin like another's */
  #only(words: string): number {
    const place = words === '' ? -1 : this.#words.indexOf(words);
    return place === this.#words.lastIndexOf(words) ? place : -1;
  }

  /** @returns the place between two texts, in the first text in which either stands and nowhere else. */
  find(before: string, after: string): Home | null {
    const places = [this.#only(before), this.#only(after)];
    const first = Math.min(...places.filter((place) => place >= 0));
    const text = this.#texts[this.#starts.findLastIndex((start) => start <= first)];
    if (text === undefined || !Number.isFinite(first)) return null;
    const at = between(wordsIn(text), before, after);
    return at < 0 ? null : { text, at };
  }
}

/** @returns where the block lives on: under its id, else where the words around the place stand now. */
const homeOf = (shelf: Shelf, blockId: string | null, { left, right }: Run): Home | null => {
  const [before, after] = [left.slice(-context), right.slice(0, context)];
  const least = (words: string): string => (words.length < leastContext ? '' : words);
  const same = shelf.lineOf(blockId);
  if (same === null) return shelf.find(least(before), least(after));
  for (const text of textsOf(same)) {
    const at = between(wordsIn(text), before, after);
    if (at >= 0) return { text, at };
  }
  // a line that was broken beside a citation: the half with these words is another block now
  const moved = shelf.find(least(before), least(after));
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

const writeLine = (body: Y.XmlFragment, before: Y.Item, words: readonly string[]): void => {
  if (words.length === 0) return;
  const line = new Y.XmlElement('paragraph');
  line.setAttribute('id', newId());
  line.insert(0, [new Y.XmlText(words.join(''))]);
  body.insert(indexOf(before), [line]);
};

/** Writes what is missing of the words at their place. @returns whether there is one */
const putHome = (shelf: Shelf, blockId: string | null, run: Run): boolean => {
  const home = homeOf(shelf, blockId, run);
  if (home === null) return false;
  const missing = missingAt(run, wordsIn(home.text), home.at);
  if (missing.words === '') return true;
  home.text.insert(missing.at, missing.words);
  shelf.add(missing.words);
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
      if (left < 0) rest.push(run.words);
      else if (run.words.length >= copied && shelf.has(run.words)) continue;
      else if (!putHome(shelf, blockId, run)) homeless.push(run.words);
    }
    writeLine(body, top, homeless);
    if (homeless.length > 0) shelf.add(homeless.join(''));
  }
  const last = lost.at(-1);
  if (last) writeLine(body, last.top, rest);
};
