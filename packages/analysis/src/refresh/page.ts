/** The draft's body while a refresh writes into it: where keyed blocks stand at the top level, and where new ones go. */
import { bodyOf, type DocNode, readElement, toElement, withIds } from '@samsyn/document';
import * as Y from 'yjs';
import type { Wanted } from '../draft/wanted.ts';
import { keyOf } from './standing.ts';

type Item = {
  child: Y.XmlElement | Y.XmlText | Y.XmlHook;
  key: string | null;
  /** null for what is no heading */
  level: number | null;
};

const levelOf = (child: Item['child']): number | null => {
  if (!(child instanceof Y.XmlElement) || child.nodeName !== 'heading') return null;
  return Number(readElement(child).attrs?.['level'] ?? 2);
};
const itemOf = (child: Item['child']): Item => ({
  child,
  key: child instanceof Y.XmlElement ? keyOf(child) : null,
  level: levelOf(child),
});

export class Page {
  private readonly body: Y.XmlFragment;
  private readonly items: Item[];

  constructor(doc: Y.Doc) {
    this.body = bodyOf(doc);
    this.items = this.body.toArray().map(itemOf);
  }

  /** A new draft stands in a document that was born with an empty line. */
  dropEmptyLines(): void {
    for (let at = this.items.length - 1; at >= 0; at -= 1) {
      const child = this.items[at]?.child;
      if (child instanceof Y.XmlElement && child.nodeName === 'paragraph' && child.length === 0) this.removeAt(at);
    }
  }

  private removeAt(at: number): void {
    this.body.delete(at, 1);
    this.items.splice(at, 1);
  }

  /** Takes a block out, wherever it stands. */
  remove(element: Y.XmlElement): void {
    const at = this.items.findIndex(({ child }) => child === element);
    if (at >= 0) {
      this.removeAt(at);
      return;
    }
    const parent = element.parent;
    if (!(parent instanceof Y.XmlElement)) return;
    const index = parent.toArray().indexOf(element);
    if (index >= 0) parent.delete(index, 1);
  }

  private place(key: string): number {
    return this.items.findIndex((item) => item.key === key);
  }

  /** Whether nothing stands between a heading and the next one of its level or a higher. */
  isBare(heading: Y.XmlElement): boolean {
    const at = this.items.findIndex(({ child }) => child === heading);
    const [own, next] = [this.items[at], this.items[at + 1]];
    if (!own) return false;
    return !next || (next.level !== null && next.level <= (own.level ?? 0));
  }

  /** @returns the index for a new heading: before the next heading of the order that stands, else at the end. */
  private headingPlace(index: number, order: readonly Wanted[]): number {
    for (const { key, role } of order.slice(index + 1)) {
      const at = role === 'heading' ? this.place(key) : -1;
      if (at >= 0) return at;
    }
    return this.items.length;
  }

  /** Whether the block stands under this quotation; under none where there is none, or where people took it away. */
  isLedBy(lead: string | undefined, block: Y.XmlElement, isQuotation: (key: string) => boolean): boolean {
    if (lead !== undefined && this.place(lead) < 0) return true;
    const earlier = this.items.slice(
      0,
      this.items.findIndex(({ child }) => child === block),
    );
    const above = earlier.findLast(({ key, level }) => level !== null || (key !== null && isQuotation(key)));
    return (above?.level === null ? above.key : null) === (lead ?? null);
  }

  /** @returns the index after a quotation and the blocks under it that come before this one. */
  private placeUnder(lead: string, index: number, order: readonly Wanted[]): number {
    const before = new Set(order.slice(0, index).flatMap((one) => (one.lead === lead ? one.key : [])));
    let at = this.place(lead) + 1;
    while (before.has(this.items[at]?.key ?? '')) at += 1;
    return at;
  }

  /** @returns the index for a new block: after the last of its part that stands before it, under the part's heading. */
  private blockPlace(index: number, order: readonly Wanted[]): number {
    const lead = order[index]?.lead;
    if (lead !== undefined && this.place(lead) >= 0) return this.placeUnder(lead, index, order);
    const part = order[index]?.part ?? '';
    const heading = this.place(part);
    if (heading < 0) return this.placeWithoutHeading(index, order);
    const before = new Set(order.slice(0, index).flatMap((one) => (one.part === part ? one.key : [])));
    let at = heading + 1;
    for (let next = at, opening = true; next < this.items.length && this.items[next]?.level === null; next += 1) {
      const key = this.items[next]?.key ?? null;
      // What a person wrote right under the heading opens the section.
      opening &&= key === null;
      if (opening || (key !== null && before.has(key))) at = next + 1;
    }
    return at;
  }

  /** A person deleted the heading: beside the part's other blocks, else after what stands before it in the order. */
  private placeWithoutHeading(index: number, order: readonly Wanted[]): number {
    const part = order[index]?.part;
    const earlier = order.slice(0, index).toReversed();
    for (const { key } of [...earlier.filter((one) => one.part === part), ...earlier]) {
      const at = this.place(key);
      if (at >= 0) return at + 1;
    }
    return this.items.length;
  }

  private newPlace(index: number, order: readonly Wanted[], below: Y.XmlElement | null): number {
    const at = below ? this.items.findIndex(({ child }) => child === below) : -1;
    if (at >= 0) return at;
    return order[index]?.role === 'heading' ? this.headingPlace(index, order) : this.blockPlace(index, order);
  }

  /** Puts in the block at `index` of the order, or right above `below`. @returns its element. */
  insert(index: number, order: readonly Wanted[], node: DocNode, below: Y.XmlElement | null = null): Y.XmlElement {
    const wanted = order[index];
    const at = this.newPlace(index, order, below);
    const element = toElement(withIds({ ...node, attrs: { ...node.attrs, key: wanted?.key ?? '' } }));
    this.body.insert(at, [element]);
    this.items.splice(at, 0, itemOf(element));
    return element;
  }
}
