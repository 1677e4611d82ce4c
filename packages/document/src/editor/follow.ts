/**
 * Where a place is when what it hangs on in the shared document was taken away. Yjs moves nothing: who makes a claim of a
 * line takes the line away and makes another with its words; who breaks a line takes the words behind the break away and
 * writes them in a new one. The place is looked for under the line's id, and where the words around it stand now.
 */
import type { Node } from '@tiptap/pm/model';
import { changedRuns } from './changedRange.ts';

/** The line that a place stood in, as it was: nodes never change, so that to keep one costs nothing. */
export type Stood = { line: Node; offset: number };
/** `isSure`: it stands among the same letters, not only as near to them as could be found. */
export type Found = { position: number; isSure: boolean };
type Line = { id: unknown; words: string; begins: number };
/** What was written into a line, and where that begins. */
type Written = { words: string; begins: number; isNew: boolean };

/** So many letters beside the place are enough to find it again. */
const context = 24;
/** Fewer letters than these beside a place may stand anywhere. */
const leastContext = 5;
/** Of a line that was broken only its last letters before the place are in the same line as that. */
const contextsAgain = [context, 2 * leastContext, leastContext];

/** A letter for each place: what is none (a citation) counts as one. */
const wordsOf = (line: Node): string => line.textBetween(0, line.content.size, undefined, '\ufffc');

const gather = (nodes: readonly Node[], from: number, lines: Line[]): void => {
  let at = from;
  for (const node of nodes) {
    if (node.isTextblock) lines.push({ id: node.attrs['id'], words: wordsOf(node), begins: at + 1 });
    else gather(node.children, at + 1, lines);
    at += node.nodeSize;
  }
};

/** @returns how many letters both begin with, and how many of the rest both end with. */
const common = (a: string, b: string): { start: number; end: number } => {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { start, end };
};

/**
 * Where the words that went may begin and end: of " two three" before " four" either space may have stayed.
 * @param start where they begin at the latest
 */
const windows = (words: string, start: number, length: number): { from: number; to: number }[] => {
  const found = [{ from: start, to: start + length }];
  for (let from = start; from > 0 && words[from - 1] === words[from - 1 + length]; from -= 1)
    found.push({ from: from - 1, to: from - 1 + length });
  return found;
};

const writtenIn = (line: Line, before: string | undefined): Written => {
  const { start, end } = before === undefined ? { start: 0, end: 0 } : common(before, line.words);
  return {
    words: line.words.slice(start, line.words.length - end),
    begins: line.begins + start,
    isNew: before === undefined,
  };
};

/** @returns the place in the first piece in which the words stand; `at` is its offset in them */
const among = (pieces: readonly Written[], words: string, at: number): number | null => {
  if (words === '') return null;
  for (const piece of pieces) {
    const index = piece.words.indexOf(words);
    if (index >= 0) return piece.begins + index + at;
  }
  return null;
};
const isLong = (words: string): boolean => words.length >= leastContext;

/**
 * @returns where the words that went from around the place stand now. `at` is the place's offset in them
 * @param contexts so many letters before the place, the most first: all of them need not have gone to one line
 */
const search = (
  pieces: readonly Written[],
  words: string,
  at: number,
  contexts: readonly number[] = [context],
): Found | null => {
  const likely = isLong(words) ? pieces : pieces.filter((piece) => piece.isNew || piece.words === words);
  const whole = among(likely, words, at);
  if (whole !== null) return { position: whole, isSure: true };
  // who took them away had perhaps not seen the last of them
  for (let unseen = 0; unseen < Math.min(context, at); unseen += 1) {
    for (const length of contexts) {
      const left = words.slice(Math.max(0, at - unseen - length), at - unseen);
      const position = isLong(left) ? among(pieces, left, left.length) : null;
      if (position !== null) return { position, isSure: unseen === 0 };
    }
  }
  const [left, right] = [words.slice(Math.max(0, at - context), at), words.slice(at, at + context)];
  if (!isLong(right)) return null;
  const between = among(pieces, left + right, left.length);
  const position = between ?? among(pieces, right, 0);
  // what stood before it may come yet
  return position === null ? null : { position, isSure: between !== null };
};

type Seen = { old: ReadonlyMap<unknown, string>; now: readonly Line[] };

/** What was changed between two documents, as lines. */
const seen = (before: Node, after: Node): Seen => {
  const old: Line[] = [];
  const now: Line[] = [];
  for (const run of changedRuns(before, after.children)) {
    gather(run.before, run.from, old);
    gather(run.after, run.newFrom, now);
  }
  return { old: new Map(old.map(({ id, words }) => [id, words])), now };
};

const sameLine = ({ now }: Seen, { line }: Stood): Line | undefined => {
  const id: unknown = line.attrs['id'];
  return id === null ? undefined : now.find((one) => one.id === id);
};

/**
 * For a place whose line was taken away: in the line that has its id now, else where its words were written.
 * @param isAgain whether it was looked for before, and words that belong to it may have come since
 */
export const followLine = (before: Node, after: Node, stood: Stood, isAgain: boolean): Found | null => {
  const change = seen(before, after);
  const words = wordsOf(stood.line);
  const { offset } = stood;
  const others = change.now.map((line) => writtenIn(line, isAgain ? undefined : change.old.get(line.id)));
  const same = sameLine(change, stood);
  if (same === undefined) return search(others, words, offset, isAgain ? contextsAgain : undefined);
  const { start, end } = common(words, same.words);
  const left = words.length - offset;
  const fromEnd = same.begins + same.words.length - left;
  if (offset <= start) return { position: same.begins + offset, isSure: true };
  if (left < end) return { position: fromEnd, isSure: true };
  const run = words.slice(start, words.length - end);
  const here: Written = { ...writtenIn(same, words), isNew: true };
  const found = search([here, ...others.filter(({ isNew }) => isNew)], run, offset - start);
  if (found !== null) return found;
  const near = here.begins + Math.min(offset - start, here.words.length);
  return { position: left === end ? fromEnd : near, isSure: false };
};

/** For a place in a line that is there, before which the words went: in the line where they are written now, if any. */
export const followWords = (before: Node, after: Node, stood: Stood): Found | null => {
  const change = seen(before, after);
  const same = sameLine(change, stood);
  if (same === undefined) return null;
  const words = wordsOf(stood.line);
  const { start, end } = common(words, same.words);
  const others = change.now.filter((line) => line !== same).map((line) => writtenIn(line, change.old.get(line.id)));
  const likely = words.length - end - start >= leastContext ? others : others.filter(({ isNew }) => isNew);
  for (const { from, to } of windows(words, start, words.length - end - start)) {
    if (stood.offset <= from || stood.offset > to) continue;
    const position = among(likely, words.slice(from, to), stood.offset - from);
    if (position !== null) return { position, isSure: true };
  }
  return null;
};
