/**
 * Others' changes come in, and what was written here meanwhile stays. Of words that went with something that a colleague
 * took away (./lostWords.ts) whoever wrote them puts back those that the server had not seen either, where the block lives
 * on: under its id, else where the words before them stand now; where it lives on nowhere, on a line of their own. Words
 * that the server had seen the server puts back, in the same update; the writer then finds them there.
 */
import * as Y from 'yjs';
import { type Lost, ownLost } from './lostWords.ts';
import { putBack } from './putBack.ts';

/** The origin of what is put back: a change of this person's own, but no step to undo. */
const putBackHere = Symbol('put back');

/** Applies others' updates as one change of `origin`, and puts back what they took away without having seen it. */
export const takeIn = (doc: Y.Doc, updates: readonly Uint8Array[], origin: unknown): void => {
  let lost: Lost[] = [];
  doc.transact((transaction) => {
    for (const update of updates) Y.applyUpdate(doc, update, origin);
    lost = ownLost(doc, transaction, updates);
  }, origin);
  if (lost.length > 0) doc.transact(() => putBack(doc, lost), putBackHere);
};
