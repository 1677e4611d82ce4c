/** A document as it is stored: one update, and what answers a client without reading it. */
import { docFrom } from '@samsyn/document';
import * as Y from 'yjs';
import type { Snapshot } from './entry.ts';

export type Merged = Snapshot & { state: Uint8Array; deletesAt: number };

/** @returns the document that the updates make together, as it is stored. */
export const merge = (updates: readonly Uint8Array[]): Merged => {
  const doc = docFrom(updates);
  const stateVector = Y.encodeStateVector(doc);
  const state = Y.encodeStateAsUpdate(doc);
  // To one who has every struct it sends no structs (one byte) and all deletions, as they stand at the end of the state.
  const deletes = Y.encodeStateAsUpdate(doc, stateVector).length - 1;
  doc.destroy();
  return { state, stateVector, deletesAt: state.length - deletes };
};
