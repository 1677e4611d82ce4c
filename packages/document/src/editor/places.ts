/**
 * A place in the text in terms of the shared document, and back. The same places as y-tiptap's own functions give, which
 * walk through all that stands before: at each key, and for each colleague's caret.
 */
import type { Node } from '@tiptap/pm/model';
import {
  absolutePositionToRelativePosition,
  isMisresolvedTextPosition,
  relativePositionToAbsolutePosition,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { Mapping } from './build.ts';

export type Tie = { type: Y.XmlFragment; mapping: Mapping };
type Parent = Y.XmlFragment | Y.XmlElement;

const isElement = (type: unknown): type is Y.XmlElement => type instanceof Y.XmlElement;

/** @returns the place in a text block, `offset` from its beginning. */
const placeInline = (block: Y.XmlElement, offset: number): Y.RelativePosition | null => {
  let rest = offset;
  for (const child of block.toArray()) {
    if (child instanceof Y.XmlText) {
      if (rest <= child.length) return Y.createRelativePositionFromTypeIndex(child, rest, -1);
      rest -= child.length;
    } else {
      if (rest === 0) return new Y.RelativePosition(block._item?.id ?? null, null, child._item?.id ?? null);
      rest -= 1;
    }
  }
  return rest === 0 ? new Y.RelativePosition(block._item?.id ?? null, null, null) : null;
};

const quickRelative = (tie: Tie, doc: Node, position: number): Y.RelativePosition | null => {
  const $position = doc.resolve(position);
  if (!$position.parent.isTextblock) return null;
  let parent: Parent = tie.type;
  for (let depth = 0; depth < $position.depth; depth += 1) {
    const child: unknown = parent.get($position.index(depth));
    if (!isElement(child) || tie.mapping.get(child) !== $position.node(depth + 1)) return null;
    parent = child;
  }
  return isElement(parent) ? placeInline(parent, $position.parentOffset) : null;
};

/** @param doc the editor's document, which the shared one holds too */
export const relativePlace = (tie: Tie, doc: Node, position: number): Y.RelativePosition =>
  quickRelative(tie, doc, position) ?? absolutePositionToRelativePosition(position, tie.type, tie.mapping);

const known = new WeakMap<Node, Map<Node, number>>();

/** @returns where each block of the document begins; what stands there twice as the same object is left out. */
const beginnings = (doc: Node): Map<Node, number> => {
  const before = known.get(doc);
  if (before !== undefined) return before;
  const found = new Map<Node, number>();
  const twice = new Set<Node>();
  let at = 0;
  for (const node of doc.children) {
    if (found.has(node)) twice.add(node);
    found.set(node, at);
    at += node.nodeSize;
  }
  for (const node of twice) found.delete(node);
  known.set(doc, found);
  return found;
};

/** @returns how much of the editor's text stands in `parent` before its child `until`; all of it when that is undefined. */
const sizeBefore = (parent: Parent, until: unknown, mapping: Mapping): number | null => {
  let size = 0;
  for (const child of parent.toArray()) {
    if (child === until) return size;
    if (child instanceof Y.XmlText) size += child.length;
    else {
      const node = mapping.get(child);
      if (node === undefined || Array.isArray(node)) return null;
      size += node.nodeSize;
    }
  }
  return until === undefined ? size : null;
};

const isThere = (type: Y.XmlElement | Y.XmlText): boolean => type._item?.deleted === false;

const sizeOfFirst = (parent: Y.XmlElement, count: number, mapping: Mapping): number | null =>
  count < parent.length ? sizeBefore(parent, parent.get(count), mapping) : sizeBefore(parent, undefined, mapping);

const quickAbsolute = (tie: Tie, doc: Node, place: Y.RelativePosition): number | null => {
  const found = tie.type.doc === null ? null : Y.createAbsolutePositionFromRelativePosition(place, tie.type.doc);
  if (found === null) return null;
  if (!isElement(found.type) && !(found.type instanceof Y.XmlText)) return null;
  let child: Y.XmlElement | Y.XmlText = found.type;
  const inside = isElement(child) ? sizeOfFirst(child, found.index, tie.mapping) : found.index - 1;
  if (inside === null) return null;
  let position = inside + 1;
  for (;;) {
    const parent: unknown = isThere(child) ? child._item?.parent : null;
    if (parent === tie.type) break;
    const before = isElement(parent) ? sizeBefore(parent, child, tie.mapping) : null;
    if (!isElement(parent) || before === null) return null;
    position += before + 1;
    child = parent;
  }
  const node = tie.mapping.get(child);
  const begins = node === undefined || Array.isArray(node) ? undefined : beginnings(doc).get(node);
  return begins === undefined ? null : begins + position;
};

/** @returns what has this id, or was made of it when a deletion was undone here; null when nothing of it is left */
const itemOf = (doc: Y.Doc, { client, clock }: Y.ID): Y.Item | null => {
  const struct: unknown =
    Y.getState(doc.store, client) <= clock ? null : Y.getItem(doc.store, Y.createID(client, clock));
  if (!(struct instanceof Y.Item)) return null;
  const { id, redone } = struct;
  return redone === null ? struct : itemOf(doc, Y.createID(redone.client, redone.clock + clock - id.clock));
};

/** @returns what a place hangs on and was taken away: the line that it stands in, or what it stands beside. */
export const goneFrom = (doc: Y.Doc, { item, type }: Y.RelativePosition): 'line' | 'neighbour' | null => {
  const id = item ?? type;
  if (id === null) return null;
  const found = itemOf(doc, id);
  if (found === null) return 'line';
  if (item === null) return found.deleted ? 'line' : null;
  const { parent } = found;
  if (!(parent instanceof Y.AbstractType) || parent._item?.deleted === true) return 'line';
  return found.deleted ? 'neighbour' : null;
};

/** @param doc the editor's document, which the shared one holds too. @returns null for a place that is gone */
export const absolutePlace = (tie: Tie, doc: Node, place: Y.RelativePosition): number | null => {
  const shared = tie.type.doc;
  // to ask Yjs for a root makes it
  if (shared === null || (place.tname !== null && place.tname !== Y.findRootTypeKey(tie.type))) return null;
  if (goneFrom(shared, place) === 'line') return null;
  const quick = quickAbsolute(tie, doc, place);
  if (quick === null) return relativePositionToAbsolutePosition(shared, tie.type, place, tie.mapping);
  return quick <= 1 && isMisresolvedTextPosition(shared, place, quick) ? null : quick;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** @returns null for none, undefined for what is no id */
const idFrom = (value: unknown): Y.ID | null | undefined => {
  if (value === null || value === undefined) return null;
  if (!isRecord(value) || !isCount(value['client']) || !isCount(value['clock'])) return undefined;
  return Y.createID(value['client'], value['clock']);
};

/** A place as somebody else sent it. @returns null for what is no place: Yjs throws at it */
export const placeFrom = (json: unknown): Y.RelativePosition | null => {
  if (!isRecord(json)) return null;
  const [type, item] = [idFrom(json['type']), idFrom(json['item'])];
  const { tname = null, assoc = 0 } = json;
  if (type === undefined || item === undefined || !Number.isSafeInteger(assoc)) return null;
  if (tname !== null && typeof tname !== 'string') return null;
  if (type === null && item === null && tname === null) return null;
  return new Y.RelativePosition(type, tname, item, Number(assoc));
};
