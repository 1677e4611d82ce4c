/** What an update of one's own did to a document: the blocks that it touched, and whether its words have a place there. */
import { bodyOf, type DocNode, readElement } from '@samsyn/document';
import * as Y from 'yjs';

/** The child of the body that the item is in, or is; null when it is gone. */
const topOf = (item: Y.Item, body: Y.XmlFragment): Y.Item | null => {
  let at: Y.Item | null = item;
  while (at !== null && at.parent !== body) at = at.parent instanceof Y.AbstractType ? at.parent._item : null;
  return at;
};

/** @returns the blocks of `doc` in which the update wrote or deleted something, in their order; those that are gone left out. */
export const blocksOf = (doc: Y.Doc, update: Uint8Array): DocNode[] => {
  const body = bodyOf(doc);
  const tops = new Set<Y.Item>();
  const look = (client: number, clock: number, length: number): void => {
    const end = Math.min(clock + length, Y.getState(doc.store, client));
    for (let at = clock; at < end;) {
      const item = Y.getItem(doc.store, Y.createID(client, at));
      at = item.id.clock + item.length;
      const top = item instanceof Y.Item ? topOf(item, body) : null;
      if (top !== null) tops.add(top);
    }
  };
  const { structs, ds } = Y.decodeUpdate(update);
  for (const struct of structs) if (struct instanceof Y.Item) look(struct.id.client, struct.id.clock, struct.length);
  for (const [client, ranges] of ds.clients) for (const { clock, len } of ranges) look(client, clock, len);
  return body
    .toArray()
    .filter((child) => child instanceof Y.XmlElement)
    .filter((child) => child._item !== null && tops.has(child._item))
    .map(readElement);
};

/** Whether words that are new in the update are nowhere in `after`, though nobody deleted them: what they stood in is gone. */
const areAstray = (before: Y.Doc, after: Y.Doc, update: Uint8Array): boolean => {
  const { structs, ds } = Y.decodeUpdate(update);
  const told = Y.mergeDeleteSets([ds]);
  return structs.some((struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return false;
    const { client, clock } = struct.id;
    for (let at = Math.max(clock, Y.getState(before.store, client)); at < clock + struct.length; at += 1) {
      const id = Y.createID(client, at);
      if (Y.getItem(after.store, id).deleted && !Y.isDeleted(told, id)) return true;
    }
    return false;
  });
};

/**
 * known: all of it is there. fits: it has its place. astray: words of it have none, since what they stood in is gone.
 * never: what it builds on is not there, or it cannot be read.
 */
export type Fit = 'known' | 'fits' | 'astray' | 'never';

/** @returns what would become of the update in `doc`, which stays as it is. */
export const fitOf = (doc: Y.Doc, update: Uint8Array): Fit => {
  const probe = new Y.Doc();
  try {
    Y.applyUpdate(probe, Y.encodeStateAsUpdate(doc));
    let isNew = false;
    probe.on('update', () => (isNew = true));
    Y.applyUpdate(probe, update);
    if (probe.store.pendingStructs !== null || probe.store.pendingDs !== null) return 'never';
    if (!isNew) return 'known';
    return areAstray(doc, probe, update) ? 'astray' : 'fits';
  } catch {
    return 'never';
  } finally {
    probe.destroy();
  }
};
