/**
 * The same change of structure by two at the same moment: both made a claim of a line, or broke it at the same place. Yjs
 * moves nothing: both took the line's words away and wrote them anew, and they stand twice. Whoever made the one that
 * comes second takes it away, as long as all that stands in it stands in the first.
 */
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { isMove, madeIn } from './moves.ts';
import type { Tie } from './places.ts';

type Twin = { own: Y.XmlElement; first: Y.XmlElement };

/** So many are looked at, the last: what a colleague has not heard of yet is not many. */
const mostKept = 30;

const elementOf = (item: Y.Item): Y.XmlElement | null =>
  item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlElement ? item.content.type : null;

const attributesOf = (element: Y.XmlElement): string => {
  const set: [string, unknown][] = Object.entries(element.getAttributes());
  const told = set.filter(([name, value]) => name !== 'id' && name !== 'key' && value !== null);
  return JSON.stringify(told.toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const isPlain = (text: Y.XmlText): boolean =>
  text.toDelta().every(({ insert, attributes }: { insert: unknown; attributes?: object }) => {
    return typeof insert === 'string' && Object.keys(attributes ?? {}).length === 0;
  });

const textHolds = (text: Y.XmlText, other: Y.XmlText): boolean =>
  isPlain(other) && isPlain(text)
    ? text.toString().includes(other.toString())
    : JSON.stringify(text.toDelta()) === JSON.stringify(other.toDelta());

/** Whether all that stands in `other` stands in `type` too, in the same shape; ids do not count. */
const holds = (type: unknown, other: unknown): boolean => {
  if (type instanceof Y.XmlText) return other instanceof Y.XmlText && textHolds(type, other);
  if (!(type instanceof Y.XmlElement) || !(other instanceof Y.XmlElement)) return false;
  if (type.nodeName !== other.nodeName || attributesOf(type) !== attributesOf(other)) return false;
  const children = type.toArray();
  return other.toArray().every((child, index) => holds(children[index], child));
};

/** An empty line is none too many: its maker is about to write there. A cell is: it has its place in the row. */
const counts = (type: Y.XmlElement | Y.XmlText): boolean =>
  type instanceof Y.XmlText
    ? type.length > 0
    : type.nodeName.startsWith('table') ||
      type.toArray().some((child) => (child instanceof Y.XmlElement || child instanceof Y.XmlText) && counts(child));

const isAlive = (element: Y.XmlElement): boolean => element._item?.deleted === false;

/** What one's own neighbour is the second of, by id, when it is that itself. */
type Firsts = ReadonlyMap<string, Y.ID>;
const keyOf = ({ client, clock }: Y.ID): string => `${client} ${clock}`;
const counterpart = (firsts: Firsts, id: Y.ID | null): Y.ID | null =>
  id === null ? null : (firsts.get(keyOf(id)) ?? id);

/**
 * Two that were put between the same two neighbours were put there by people who did not see each other's; Yjs then puts
 * the one with the lower client id first, for everybody.
 */
const firstOf = (item: Y.Item, own: Y.XmlElement, firsts: Firsts, beforeState: Map<number, number>): Y.Item | null => {
  const origin = counterpart(firsts, item.origin);
  const rightOrigin = counterpart(firsts, item.rightOrigin);
  for (let before = item.left; before !== null; before = before.left) {
    if (Y.compareIDs(before.lastId, origin)) return null;
    const { client, clock } = before.id;
    if (before.deleted || client >= item.id.client || clock < (beforeState.get(client) ?? 0)) continue;
    const isBesides = Y.compareIDs(before.origin, origin) && Y.compareIDs(before.rightOrigin, rightOrigin);
    if (isBesides && holds(elementOf(before), own)) return before;
  }
  return null;
};

/** What was made at this editor of words that stood elsewhere before. */
export class OwnMoves {
  readonly #doc: Y.Doc;
  #made: Y.XmlElement[] = [];

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    doc.on('afterTransaction', this.#hear);
  }

  readonly #hear = (transaction: Y.Transaction): void => {
    if (transaction.origin !== ySyncPluginKey || !isMove(transaction)) return;
    const items = madeIn(transaction);
    for (const item of items) {
      const element = elementOf(item);
      const parent = item.parent instanceof Y.AbstractType ? item.parent._item : null;
      if (element !== null && (parent === null || !items.has(parent))) this.#made.push(element);
    }
    this.#made = this.#made.slice(-mostKept);
  };

  /** @returns what was made here and has come in a change from elsewhere too, before it in the text. */
  twinsIn({ changed, beforeState }: Y.Transaction): Twin[] {
    if (this.#made.length === 0) return [];
    this.#made = this.#made.filter(isAlive);
    const firsts = new Map<string, Y.ID>();
    return this.#made.flatMap((own) => {
      const item = own._item;
      if (item === null || !(item.parent instanceof Y.AbstractType) || !changed.has(item.parent)) return [];
      const before = counts(own) ? firstOf(item, own, firsts, beforeState) : null;
      const first = before === null ? null : elementOf(before);
      if (before === null || first === null) return [];
      firsts.set(keyOf(item.id), before.id);
      return [{ own, first }];
    });
  }

  destroy(): void {
    this.#doc.off('afterTransaction', this.#hear);
  }
}

type Place = { node: Node; begins: number };

const childOf = ({ node, begins }: Place, index: number): Place | null => {
  const child = node.maybeChild(index);
  if (child === null) return null;
  let at = begins + 1;
  for (const before of node.children.slice(0, index)) at += before.nodeSize;
  return { node: child, begins: at };
};

/** @returns an element's node in the editor, which shows the same as the shared document. */
const nodeOf = (doc: Node, body: Y.XmlFragment, element: Y.XmlFragment): Place | null => {
  if (element === body) return { node: doc, begins: -1 };
  const parent: unknown = element.parent;
  const outer = parent instanceof Y.XmlFragment ? nodeOf(doc, body, parent) : null;
  if (outer === null || !(parent instanceof Y.XmlFragment)) return null;
  return childOf(
    outer,
    parent.toArray().findIndex((child) => child === element),
  );
};

/** @returns where a place in one's own is in the other, which has the same shape. */
const sameIn = (there: Place, $place: ResolvedPos, depth: number): number | null => {
  let at: Place | null = there;
  for (let each = depth; each < $place.depth && at !== null; each += 1) at = childOf(at, $place.index(each));
  if (at === null) return null;
  const shift = Math.max(0, at.node.textContent.indexOf($place.parent.textContent));
  return at.begins + 1 + Math.min($place.parentOffset + shift, at.node.content.size);
};

/** @returns the change that takes one's own away, and the caret to the same place in the other; null when there is none. */
export const withoutTwins = (state: EditorState, tie: Tie, twins: readonly Twin[]): Transaction | null => {
  const { doc, selection, tr: change } = state;
  const places = twins.flatMap(({ own, first }) => {
    const [mine, other] = [nodeOf(doc, tie.type, own), nodeOf(doc, tie.type, first)];
    const isShown = mine?.node === tie.mapping.get(own) && other?.node === tie.mapping.get(first);
    return mine && other && isShown ? [{ begins: mine.begins, ends: mine.begins + mine.node.nodeSize, other }] : [];
  });
  // all at once: a table that lacks some of its cells for a moment would get others
  for (const { begins, ends } of places.toSorted((a, b) => b.begins - a.begins)) change.delete(begins, ends);
  if (!change.docChanged) return null;
  const follow = (position: number): number => {
    const from = places.find(({ begins, ends }) => position > begins && position < ends);
    const same = from && sameIn(from.other, doc.resolve(position), doc.resolve(from.begins).depth + 1);
    return change.mapping.map(same ?? position);
  };
  if (selection instanceof TextSelection) {
    const [anchor, head] = [follow(selection.anchor), follow(selection.head)];
    change.setSelection(TextSelection.between(change.doc.resolve(anchor), change.doc.resolve(head)));
  }
  // to undo it would bring the words back for the second time
  return change.setStoredMarks(state.storedMarks).setMeta('addToHistory', false).setMeta('preventAutolink', true);
};
