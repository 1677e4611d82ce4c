/**
 * Ids of blocks: what comes without one gets one made from its Yjs id (the same on every node); of two with the same id
 * the one that was journalled first keeps it, wherever it stands, and the later is renewed.
 */
import { bodyOf, idFromYjs, identified, isBlockId } from '@samsyn/document';
import * as Y from 'yjs';
import type { Touched } from './inspection/walk.ts';

const isAlive = (element: Y.XmlElement): boolean => element._item !== null && !element._item.deleted;

const elementAt = (doc: Y.Doc, { client, clock }: Touched[number]): Y.XmlElement | null => {
  // Of what other nodes wrote something may be left out.
  if (clock >= Y.getState(doc.store, client)) return null;
  const item: unknown = Y.getItem(doc.store, Y.createID(client, clock));
  if (!(item instanceof Y.Item) || item.deleted) return null;
  // An element itself, or an attribute of one.
  const type = item.content instanceof Y.ContentType ? item.content.type : item.parent;
  return type instanceof Y.XmlElement && isAlive(type) && identified.includes(type.nodeName) ? type : null;
};

const isBefore = (one: Y.XmlElement, other: Y.XmlElement): boolean => {
  const [a, b] = [one._item?.id, other._item?.id];
  return a !== undefined && b !== undefined && (a.client < b.client || (a.client === b.client && a.clock < b.clock));
};

const idOf = (element: Y.XmlElement): string | null => {
  const id: unknown = element.getAttribute('id');
  return isBlockId(id) ? String(id) : null;
};

export class BlockIds {
  readonly #doc: Y.Doc;
  readonly #holders = new Map<string, Y.XmlElement>();

  /** Learns the ids of a document as it was loaded: there each is held once. */
  constructor(doc: Y.Doc) {
    this.#doc = doc;
    for (const node of bodyOf(doc).createTreeWalker(() => true)) {
      const id = node instanceof Y.XmlElement ? idOf(node) : null;
      if (id !== null && node instanceof Y.XmlElement && !this.#holders.has(id)) this.#holders.set(id, node);
    }
  }

  /**
   * Learns what was written, in the order in which it came, and writes the ids that are lacking or taken.
   * @param isFromOthers it comes from other nodes. Whoever wrote there cannot have seen what was written here at the same
   * time: of two with the same id no one is the first, so the one with the lower Yjs id is, on every node.
   * @returns whether there were any
   */
  settle(touched: Touched, isFromOthers = false): boolean {
    const renewed: [Y.XmlElement, string][] = [];
    for (const place of touched) {
      const element = elementAt(this.#doc, place);
      if (!element) continue;
      const id = idOf(element);
      const holder = id === null ? undefined : this.#holders.get(id);
      if (id !== null && this.#isFree(id, element)) this.#holders.set(id, element);
      else if (id !== null && holder && isFromOthers && isBefore(element, holder)) {
        this.#holders.set(id, element);
        this.#renew(holder, renewed);
      } else this.#renew(element, renewed);
    }
    if (renewed.length === 0) return false;
    this.#doc.transact(() => {
      for (const [element, id] of renewed) element.setAttribute('id', id);
    });
    return true;
  }

  #renew(element: Y.XmlElement, renewed: [Y.XmlElement, string][]): void {
    const fresh = this.#freeId(element);
    this.#holders.set(fresh, element);
    renewed.push([element, fresh]);
  }

  #isFree(id: string, element: Y.XmlElement): boolean {
    const holder = this.#holders.get(id);
    return holder === undefined || holder === element || !isAlive(holder) || idOf(holder) !== id;
  }

  #freeId(element: Y.XmlElement): string {
    const id = element._item?.id;
    const made = idFromYjs({ client: id?.client ?? 0, clock: id?.clock ?? 0 });
    let free = made;
    for (let count = 2; !this.#isFree(free, element); count += 1) free = `${made}.${count}`;
    return free;
  }
}
