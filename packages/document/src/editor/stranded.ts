/**
 * Letters of one's own that stayed behind. Who breaks a line takes the letters on one side of the break away and writes
 * them in a new line; what a colleague had typed among them, and was still on its way, stays in the old one. Whoever
 * typed it, and nobody else, takes it to the new line.
 */
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { absolutePlace, type Tie } from './places.ts';

/** `length` letters from `index` of `text`, which belong at `at` of `to`. */
type Stranded = { text: Y.XmlText; index: number; length: number; to: Y.XmlText; at: number };
type Piece = { kind: 'gone' | 'own' | 'other'; index: number; length: number; words: string };
type Side = 'left' | 'right';
type IsNew = (item: Y.Item) => boolean;

/** Fewer letters may begin any new line. */
const leastTaken = 5;

const piecesOf = (text: Y.XmlText, { deleteSet, beforeState, doc }: Y.Transaction): Piece[] => {
  const pieces: Piece[] = [];
  let index = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.countable) continue;
    const { id, length, content } = item;
    const stood = id.clock < (beforeState.get(id.client) ?? 0);
    const words = content instanceof Y.ContentString ? content.str : '\ufffc'.repeat(length);
    if (item.deleted && (!stood || !Y.isDeleted(deleteSet, id))) continue;
    const alive = id.client === doc.clientID ? 'own' : 'other';
    pieces.push({ kind: item.deleted ? 'gone' : alive, index, length, words });
    if (!item.deleted) index += length;
  }
  return pieces;
};

const isThere = (item: Y.Item | null): item is Y.Item => item !== null && !item.deleted;
const besides = (item: Y.Item, side: Side): Y.Item | null => {
  let next = item[side];
  while (next !== null && (next.deleted || !next.countable)) next = next[side];
  return next;
};
const typeOf = (item: Y.Item): Y.AbstractType<unknown> | null =>
  item.content instanceof Y.ContentType ? item.content.type : null;

const firstText = (type: unknown, side: Side): Y.XmlText | null => {
  if (type instanceof Y.XmlText) return type;
  if (!(type instanceof Y.XmlElement)) return null;
  const children = type.toArray();
  return firstText(side === 'right' ? children[0] : children.at(-1), side);
};

/** @returns the text of the line right before or behind the one that `text` is in, when that line is new. */
const newLineBeside = (text: Y.XmlText, side: Side, isNew: IsNew): Y.XmlText | null => {
  const parent: unknown = text.parent;
  for (let type: unknown = parent; type instanceof Y.XmlElement; type = type.parent) {
    const item = type._item;
    if (!isThere(item)) return null;
    const next = besides(item, side);
    if (next === null) continue;
    const made = isNew(next) ? typeOf(next) : null;
    return made === null ? null : firstText(made, side);
  }
  return null;
};

const plainText = (text: Y.XmlText): string =>
  text
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : '\ufffc'))
    .join('');

type NewLine = { to: Y.XmlText; words: string };

/** @returns the new lines in a row beside `text`, in the order in which they stand: a line may have been broken more than once */
const newLinesBeside = (text: Y.XmlText, side: Side, isNew: IsNew): NewLine[] => {
  const lines: NewLine[] = [];
  for (let to = newLineBeside(text, side, isNew); to !== null; to = newLineBeside(to, side, isNew))
    lines.push({ to, words: plainText(to) });
  return side === 'right' ? lines : lines.toReversed();
};

/** @param at offset in all lines together; where one ends and the next begins it is the end. */
const placeAmong = (lines: readonly NewLine[], at: number): { to: Y.XmlText; at: number } | null => {
  let rest = at;
  for (const { to, words } of lines) {
    if (rest <= words.length) return { to, at: rest };
    rest -= words.length;
  }
  return null;
};

const wordsOf = (pieces: readonly Piece[]): string =>
  pieces
    .filter(({ kind }) => kind === 'gone')
    .map(({ words }) => words)
    .join('');

/** @param pieces from the first letter that the break took to the edge of the line, or from that edge to the last */
const strandedAmong = (text: Y.XmlText, side: Side, pieces: readonly Piece[], isNew: IsNew): Stranded[] => {
  const lines = newLinesBeside(text, side, isNew);
  const [gone, written] = [wordsOf(pieces), lines.map(({ words }) => words).join('')];
  const isAtEdge = side === 'right' ? written.startsWith(gone) : written.endsWith(gone);
  // a new line that only begins with the same few letters is not made of them
  if (gone === '' || !(gone.length < leastTaken ? written === gone : isAtEdge)) return [];
  const stranded: Stranded[] = [];
  let at = side === 'right' ? 0 : written.length - gone.length;
  for (const { kind, index, length } of pieces) {
    const place = kind === 'own' ? placeAmong(lines, at) : null;
    if (place !== null) stranded.push({ text, index, length, ...place });
    if (kind === 'gone') at += length;
  }
  return stranded;
};

/** @returns what stayed behind of what was written here, after a change from elsewhere; in the order in which it stands. */
export const strandedIn = (transaction: Y.Transaction): Stranded[] => {
  if (transaction.deleteSet.clients.size === 0) return [];
  const isNew: IsNew = ({ id }) => id.clock >= (transaction.beforeState.get(id.client) ?? 0);
  const found: Stranded[] = [];
  for (const text of transaction.changed.keys()) {
    if (!(text instanceof Y.XmlText) || !isThere(text._item) || isNew(text._item)) continue;
    const pieces = piecesOf(text, transaction);
    const first = pieces.findIndex(({ kind }) => kind === 'gone');
    if (first < 0) continue;
    const last = pieces.findLastIndex(({ kind }) => kind === 'gone');
    const behind = strandedAmong(text, 'right', pieces.slice(first), isNew);
    found.push(...(behind.length > 0 ? behind : strandedAmong(text, 'left', pieces.slice(0, last + 1), isNew)));
  }
  return found;
};

const placeIn = (tie: Tie, { doc }: EditorState, text: Y.XmlText, index: number): number | null =>
  absolutePlace(tie, doc, Y.createRelativePositionFromTypeIndex(text, index, -1));

/** @returns the change that takes what stayed behind to where it belongs, and the caret with it; null when there is none. */
export const bringAlong = (tie: Tie, state: EditorState, stranded: readonly Stranded[]): Transaction | null => {
  const change = state.tr;
  let { anchor, head } = state.selection;
  for (const { text, index, length, to, at } of stranded) {
    const [start, target] = [placeIn(tie, state, text, index), placeIn(tie, state, to, at)];
    if (start === null || target === null) continue;
    const [from, end] = [change.mapping.map(start), change.mapping.map(start + length, -1)];
    const place = change.mapping.map(target);
    const steps = change.steps.length;
    const words = change.doc.slice(from, end);
    change.insert(place, words.content);
    change.delete(change.mapping.slice(steps).map(from), change.mapping.slice(steps).map(end, -1));
    const begins = change.mapping.slice(steps).map(place, -1);
    const follow = (position: number): number =>
      position > from && position <= end
        ? begins + position - from
        : change.mapping.slice(steps).map(position, position === place ? -1 : 1);
    [anchor, head] = [follow(anchor), follow(head)];
  }
  if (!change.docChanged) return null;
  if (state.selection instanceof TextSelection)
    change.setSelection(TextSelection.between(change.doc.resolve(anchor), change.doc.resolve(head)));
  // an address that is carried along is no new one
  return change.setStoredMarks(state.storedMarks).setMeta('preventAutolink', true);
};
