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
  updateYFragment(binding.doc, at.type, at.node, binding);
};
