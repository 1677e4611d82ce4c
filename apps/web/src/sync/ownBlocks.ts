/** What an update of one's own did to a document: the blocks that it touched, and whether its words have a place there. */
import { bodyOf, type DocNode, readElement, textOf } from '@samsyn/document';
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

/**
 * @returns words that are new in the update and nowhere in `after`, though nobody deleted them: what they stood in is gone.
 * Letters that were typed one after the other are one of them.
 */
const strayIn = (before: Y.Doc, after: Y.Doc, update: Uint8Array): string[] => {
  const { structs, ds } = Y.decodeUpdate(update);
  const told = Y.mergeDeleteSets([ds]);
  const runs: string[] = [];
  let last: Y.ID | null = null;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    const { client, clock } = struct.id;
    for (let at = Math.max(clock, Y.getState(before.store, client)); at < clock + struct.length; at += 1) {
      const id = Y.createID(client, at);
      if (!Y.getItem(after.store, id).deleted || Y.isDeleted(told, id)) continue;
      const left = at === clock ? struct.origin : Y.createID(client, at - 1);
      const run = last !== null && Y.compareIDs(left, last) ? (runs.pop() ?? '') : '';
      runs.push(run + struct.content.str.charAt(at - clock));
      last = id;
    }
  }
  return runs;
};

/** @returns those of the blocks in which the words stand; all of them when that cannot be told. */
export const blocksWith = (blocks: readonly DocNode[], words: readonly string[]): DocNode[] => {
  const found = words.map((run) => blocks.filter((block) => textOf(block).includes(run)));
  return found.some((holding) => holding.length === 0)
    ? [...blocks]
    : blocks.filter((block) => found.some((holding) => holding.includes(block)));
};

/**
 * known: all of it is there. fits: it has its place. astray: words of it have none, since what they stood in is gone.
 * never: what it builds on is not there, or it cannot be read.
 */
export type Fit = { kind: 'known' | 'fits' | 'never' } | { kind: 'astray'; words: string[] };

/** @returns what would become of the update in `doc`, which stays as it is. */
export const fitOf = (doc: Y.Doc, update: Uint8Array): Fit => {
  const probe = new Y.Doc();
  try {
    Y.applyUpdate(probe, Y.encodeStateAsUpdate(doc));
    let isNew = false;
    probe.on('update', () => (isNew = true));
    Y.applyUpdate(probe, update);
    if (probe.store.pendingStructs !== null || probe.store.pendingDs !== null) return { kind: 'never' };
    if (!isNew) return { kind: 'known' };
    const words = strayIn(doc, probe, update);
    return words.length > 0 ? { kind: 'astray', words } : { kind: 'fits' };
  } catch {
    return { kind: 'never' };
  } finally {
    probe.destroy();
  }
};
