/** From the editor to the shared document: y-tiptap's own comparison, begun as near to the change as can be. */
import type { Node } from '@tiptap/pm/model';
import { updateYFragment, type ProsemirrorBinding } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { changedChildren } from './changedRange.ts';

type Spot = { type: Y.XmlFragment | Y.XmlElement; node: Node };

/** @returns the one child in which all of the change lies, when it is an element that can be compared by itself. */
const onlyChanged = (binding: ProsemirrorBinding, at: Spot, before: Node): (Spot & { before: Node }) | null => {
  if (at.node.isTextblock) return null;
  const change = changedChildren(before, at.node.children);
  if (change === null || change.endOld - change.firstIndex !== 1 || change.endNew - change.firstIndex !== 1)
    return null;
  const [old, now] = [before.maybeChild(change.firstIndex), at.node.maybeChild(change.firstIndex)];
  const type = at.type.get(change.firstIndex);
  if (old === null || now === null || old.type !== now.type || !(type instanceof Y.XmlElement)) return null;
  return binding.mapping.get(type) === old ? { type, node: now, before: old } : null;
};

const idOf = (node: Node): string | null => {
  const id: unknown = node.attrs['id'];
  return typeof id === 'string' ? id : null;
};

/**
 * Takes away the blocks that live on inside of others: a line that was made a claim of. y-tiptap makes another block of
 * them when there is one of their kind, as the empty line below the claim; what colleagues write in the line, who have not
 * seen the claim, would stand there.
 */
const removeMoved = (binding: ProsemirrorBinding, at: Spot, before: Node): void => {
  const change = at.node.isTextblock ? null : changedChildren(before, at.node.children);
  if (change === null) return;
  const after = at.node.children.slice(change.firstIndex, change.endNew);
  const inside = new Set<string | null>();
  for (const block of after) block.descendants((node) => void inside.add(idOf(node)));
  for (const block of [null, ...after.map(idOf)]) inside.delete(block);
  for (let index = change.endOld - 1; index >= change.firstIndex && inside.size > 0; index -= 1) {
    const block = before.child(index);
    const type = at.type.get(index);
    if (!inside.has(idOf(block)) || !(type instanceof Y.XmlElement) || binding.mapping.get(type) !== block) continue;
    binding.mapping.delete(type);
    at.type.delete(index);
  }
};

/**
 * Writes the blocks at either end of a change that live on under their id. y-tiptap goes by what is alike: of a line that is
 * broken before a citation it would make the new half, and another line of its words in the first. (Of one that is broken
 * at its start it may: then all words stay where they are, and what colleagues write among them too.)
 */
const writeSame = (binding: ProsemirrorBinding, at: Spot, before: Node): void => {
  const change = at.node.isTextblock ? null : changedChildren(before, at.node.children);
  if (change === null) return;
  const write = (index: number, old: Node | null, now: Node | null): boolean => {
    const type = at.type.get(index);
    if (old === null || now === null || old.type !== now.type || !(type instanceof Y.XmlElement)) return false;
    if (idOf(old) === null || idOf(old) !== idOf(now) || now.childCount === 0) return false;
    if (binding.mapping.get(type) !== old) return false;
    if (old !== now) updateYFragment(binding.doc, type, now, binding);
    return true;
  };
  const both = Math.min(change.endOld, change.endNew);
  let first = change.firstIndex;
  while (first < both && write(first, before.maybeChild(first), at.node.maybeChild(first))) first += 1;
  for (let last = 1; last <= both - first; last += 1) {
    const [old, now] = [change.endOld - last, change.endNew - last];
    if (!write(old, before.maybeChild(old), at.node.maybeChild(now))) return;
  }
};

/**
 * Writes what changed in the editor. y-tiptap compares all blocks of the document, and looks for moved ones, at each key:
 * when one block changed and nothing else, that block is all that it is given.
 * @param before the editor's document when the shared one was last the same; null when that is not known
 */
export const writeChange = (binding: ProsemirrorBinding, before: Node | null, after: Node): void => {
  let at: Spot = { type: binding.type, node: after };
  let old = before;
  while (old !== null) {
    const inner = onlyChanged(binding, at, old);
    // what holds the block changes with it, and only so
    if (inner === null || !at.node.sameMarkup(old)) break;
    binding.mapping.set(at.type, at.node);
    at = inner;
    old = inner.before;
  }
  if (old !== null) {
    writeSame(binding, at, old);
    removeMoved(binding, at, old);
  }
  updateYFragment(binding.doc, at.type, at.node, binding);
};
