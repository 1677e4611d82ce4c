/** Where somebody stands in the text, so that the place can be found again after others' changes. */
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { followLine, followWords, type Found, type Stood } from './follow.ts';
import { absolutePlace, goneFrom, relativePlace, type Tie } from './places.ts';

/** `isSought`: the words that it belongs among are not there yet, so that it is only about there. */
export type Place = Stood & { relative: Y.RelativePosition; isSought: boolean };

/** @param doc the editor's document, which the shared one holds too */
export const placeAt = (tie: Tie, doc: Node, position: number): Place => {
  const { parent, parentOffset } = doc.resolve(position);
  return { relative: relativePlace(tie, doc, position), line: parent, offset: parentOffset, isSought: false };
};

/** Looks for a place when what it hangs on is gone; most often it is not. */
const follow = (shared: Y.Doc, place: Place, { before, doc }: Transaction): Found | null => {
  if (!place.line.isTextblock) return null;
  const gone = goneFrom(shared, place.relative);
  if (gone === 'line' || place.isSought) {
    const found = followLine(before, doc, place, place.isSought);
    return found?.isSure === true || gone === 'line' ? found : null;
  }
  return gone === null ? null : followWords(before, doc, place);
};

export type Settled = { position: number | null; place: Place };

/** @returns where the place is after a transaction that shows others' changes. */
export const settle = (tie: Tie, place: Place, transaction: Transaction): Settled => {
  const shared = tie.type.doc;
  const found = shared === null ? null : follow(shared, place, transaction);
  const position = found?.position ?? absolutePlace(tie, transaction.doc, place.relative);
  return {
    position: position === null ? null : Math.min(Math.max(position, 0), transaction.doc.content.size),
    place: found === null ? place : { ...place, isSought: !found.isSure },
  };
};
