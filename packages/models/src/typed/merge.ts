/** Several updates as few. */
import * as Y from 'yjs';
import { readPieces } from './piece.ts';
import { Runs } from './runs.ts';

/** Merging is superlinear: more than this many at once costs more than the rows that it saves. */
const mostMerged = 100;

const mergeTyped = (updates: readonly Uint8Array[]): Uint8Array | null => {
  const runs = new Runs();
  for (const update of updates) {
    const pieces = readPieces(update);
    if (!pieces?.every((piece) => runs.add(piece))) return null;
  }
  return runs.update();
};

/**
 * Merges updates (Yjs, version 1), in the order in which they came: to one when all of it was only typed on, which costs
 * little, else to one for each hundred.
 */
export const mergeAll = (updates: readonly Uint8Array[]): Uint8Array[] => {
  if (updates.length <= 1) return [...updates];
  const typed = mergeTyped(updates);
  if (typed) return [typed];
  const merged: Uint8Array[] = [];
  for (let start = 0; start < updates.length; start += mostMerged) {
    merged.push(Y.mergeUpdates(updates.slice(start, start + mostMerged)));
  }
  return merged;
};
