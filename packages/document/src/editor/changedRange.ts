import type { Node } from '@tiptap/pm/model';

export type ChangedRange = {
  from: number;
  toOld: number;
  toNew: number;
  firstIndex: number;
  endOld: number;
  endNew: number;
};

/**
 * The run of children that differs between two nodes, by identity: what the editor did not touch is the same object.
 * `from`, `toOld` and `toNew` are offsets of content, the indexes are those of children (ends exclusive).
 */
export const changedChildren = (before: Node, after: readonly Node[]): ChangedRange | null => {
  const shared = Math.min(before.childCount, after.length);
  let first = 0;
  let from = 0;
  while (first < shared && before.child(first) === after[first]) {
    from += before.child(first).nodeSize;
    first += 1;
  }
  let endOld = before.childCount;
  let endNew = after.length;
  while (endOld > first && endNew > first && before.child(endOld - 1) === after[endNew - 1]) {
    endOld -= 1;
    endNew -= 1;
  }
  if (first === endOld && first === endNew) return null;
  let toOld = from;
  for (let index = first; index < endOld; index += 1) toOld += before.child(index).nodeSize;
  let toNew = from;
  for (let index = first; index < endNew; index += 1) toNew += after[index]?.nodeSize ?? 0;
  return { from, toOld, toNew, firstIndex: first, endOld, endNew };
};

export const childrenOfNode = (node: Node): Node[] =>
  Array.from({ length: node.childCount }, (_, index) => node.child(index));
