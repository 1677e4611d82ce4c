/** What earlier pages of this account could not send comes back when the document is opened again. */
import { schemaVersion } from '@samsyn/document';
import { fromBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import type { Kept, KeptStore, Slot } from './keptStore.ts';
import { blocksWith, fitOf, type Fit } from './ownBlocks.ts';
import type { Unsent } from './unsent.ts';

/** The origin of what comes back: a change of this person's own, but no step to undo. */
export const keptOrigin = Symbol('kept');

/** Words of a former epoch, or of another schema, never come into the document. */
const read = (kept: Kept, epoch: number): Uint8Array | null => {
  if (kept.update === null || kept.epoch !== epoch || kept.schema !== schemaVersion) return null;
  try {
    return fromBase64(kept.update);
  } catch {
    return null;
  }
};

/** Whether there may be something to send. */
export const hasMore = (store: KeptStore): boolean => store.read().some(({ kept }) => kept.update !== null);

/**
 * The document is there: what may be written and has its place comes into it, as if it were written now; the rest becomes a
 * copy to read. `unsent` hears of what is written, and keeps it from then on.
 */
export const takeUp = (doc: Y.Doc, unsent: Unsent, store: KeptStore, mayWrite: boolean): void => {
  const done: Slot[] = [];
  for (const slot of store.read()) {
    const { key, kept } = slot;
    if (kept.update === null || key === unsent.key) continue;
    const update = read(kept, unsent.epoch);
    const fit: Fit = update === null ? { kind: 'never' } : fitOf(doc, update);
    const comesBack = mayWrite && (fit.kind === 'fits' || fit.kind === 'astray');
    if (comesBack && update !== null) Y.applyUpdate(doc, update, keptOrigin);
    if (fit.kind === 'known' || (comesBack && fit.kind === 'fits')) done.push(slot);
    else {
      const blocks = comesBack && fit.kind === 'astray' ? blocksWith(kept.blocks, fit.words) : kept.blocks;
      store.write(key, { ...kept, blocks, update: null });
    }
  }
  // First, so that there is room: it may be as much as a browser stores.
  for (const { key, raw } of done) store.remove(key, raw);
  unsent.keep();
};
