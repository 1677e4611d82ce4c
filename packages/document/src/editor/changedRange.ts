import type { Node } from '@tiptap/pm/model';

export type ChangedRange = {
  from: number;
  toOld: number;
  toNew: number;
  firstIndex: number;
  endOld: number;
  endNew: number;
};

const sizeOf = (nodes: readonly Node[], from: number, to: number): number => {
  let size = 0;
  for (let index = from; index < to; index += 1) size += nodes[index]?.nodeSize ?? 0;
  return size;
};

/**
 * The run of children that differs between two nodes, by identity: what the editor did not touch is the same object.
 * `from`, `toOld` and `toNew` are offsets of content, the indexes are those of children (ends exclusive).
 */
export const changedChildren = (before: Node, after: readonly Node[]): ChangedRange | null => {
  const old = before.children;
  const shared = Math.min(old.length, after.length);
  let first = 0;
  while (first < shared && old[first] === after[first]) first += 1;
  let endOld = old.length;
  let endNew = after.length;
  while (endOld > first && endNew > first && old[endOld - 1] === after[endNew - 1]) {
    endOld -= 1;
    endNew -= 1;
  }
  if (first === endOld && first === endNew) return null;
  const from = sizeOf(old, 0, first);
  return {
    from,
    toOld: from + sizeOf(old, first, endOld),
    toNew: from + sizeOf(after, first, endNew),
    firstIndex: first,
    endOld,
    endNew,
  };
};

/** A run of children in place of another one; `from` and `to` are offsets in the old content, `newFrom` in the new. */
export type ChangedRun = { from: number; to: number; newFrom: number; before: readonly Node[]; after: readonly Node[] };

/**
 * Every run that differs, first to last: thirty people who write in thirty places change thirty blocks, not all that lies
 * between them. Blocks that were not touched are the same objects, in the same order.
 */
export const changedRuns = (before: Node, after: readonly Node[]): ChangedRun[] => {
  const whole = changedChildren(before, after);
  if (whole === null) return [];
  const old = before.children;
  const places = new Map<Node, number>();
  for (let index = whole.endOld - 1; index >= whole.firstIndex; index -= 1) {
    const node = old[index];
    if (node !== undefined) places.set(node, index);
  }
  const runs: ChangedRun[] = [];
  let reached = whole.firstIndex;
  let offset = whole.from;
  let newOffset = whole.from;
  let fresh: Node[] = [];
  const close = (until: number): void => {
    const gone = old.slice(reached, until);
    const to = offset + sizeOf(gone, 0, gone.length);
    if (gone.length + fresh.length > 0) runs.push({ from: offset, to, newFrom: newOffset, before: gone, after: fresh });
    newOffset += sizeOf(fresh, 0, fresh.length);
    offset = to;
    reached = until;
    fresh = [];
  };
  for (const node of after.slice(whole.firstIndex, whole.endNew)) {
    const place = places.get(node);
    if (place === undefined || place < reached) fresh.push(node);
    else {
      close(place);
      offset += node.nodeSize;
      newOffset += node.nodeSize;
      reached = place + 1;
    }
  }
  close(whole.endOld);
  return runs;
};
