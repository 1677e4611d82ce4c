/** Step 7: the wanted blocks meet the draft as it stands. Minimal edits; nothing that a person wrote is ever lost. */
import { childrenOf, type DocNode, readElement } from '@samsyn/document';
import * as Y from 'yjs';
import { refKey } from '../draft/collect.ts';
import type { Wanted } from '../draft/wanted.ts';
import type { SourceRef } from '../types.ts';
import { contentHash, hashOf, paragraphsIn } from './content.ts';
import type { Memory } from './memory.ts';
import { hasOpenOffer, offer, withdrawOffers } from './offer.ts';
import { Page } from './page.ts';
import type { Standing } from './standing.ts';
import { writeChildren } from './writeText.ts';

export type Outcome = 'added' | 'updated' | 'removed' | 'kept' | 'conflict' | 'absent';

const attributeNames = ['kind', 'priorityArea', 'owner', 'due', 'expectedEffect'];
const attributesOf = (node: DocNode): Record<string, string> =>
  Object.fromEntries(
    attributeNames.flatMap((name) => {
      const value = node.attrs?.[name];
      return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
    }),
  );

const writtenAs = (wanted: Wanted): Pick<Memory, 'content' | 'paragraphs'> => ({
  content: contentHash(wanted.node),
  paragraphs: paragraphsIn(wanted.node).map(hashOf),
});

const lostOf = (memory: Memory, sources: readonly SourceRef[]): SourceRef[] => {
  const living = new Set(sources.map(refKey));
  return [...memory.sources, ...memory.lost].filter((at) => !living.has(refKey(at)));
};

export class Refresh {
  readonly memories: Map<string, Memory>;
  private readonly standing: ReadonlyMap<string, Standing>;
  private readonly page: Page;
  private readonly at: string | undefined;
  private born: number;

  constructor(doc: Y.Doc, memories: ReadonlyMap<string, Memory>, standing: ReadonlyMap<string, Standing>, at?: string) {
    this.memories = new Map(memories);
    this.standing = standing;
    this.at = at;
    this.page = new Page(doc);
    this.born = Math.max(0, ...[...memories.values()].map(({ born }) => born));
    if (memories.size === 0) this.page.dropEmptyLines();
    for (const [key, memory] of memories) {
      if (standing.has(key) === memory.deleted) this.memories.set(key, { ...memory, deleted: !memory.deleted });
    }
  }

  /** Takes out generated blocks that the draft should not hold any more, if no person changed them; headings aside. */
  removeAllBut(order: readonly Wanted[], isKept: (key: string) => boolean): Map<string, Outcome> {
    return new Map(
      this.unwanted(order, isKept).flatMap((one) => (isHeading(one) ? [] : [[one.key, this.removeOne(one)]])),
    );
  }

  /** Takes out generated headings with nothing under them, when the blocks are in their places. */
  removeBareHeadings(order: readonly Wanted[]): void {
    for (const one of this.unwanted(order, () => false)
      .filter(isHeading)
      .toReversed()) {
      if (!one.isEdited && this.page.isBare(one.element)) this.forget(one);
    }
  }

  private unwanted(order: readonly Wanted[], isKept: (key: string) => boolean): Standing[] {
    const wanted = new Set(order.map(({ key }) => key));
    return [...this.standing.values()].filter(({ key }) => !wanted.has(key) && !isKept(key));
  }

  private removeOne(one: Standing): Outcome {
    if (!one.isEdited) {
      this.forget(one);
      return 'removed';
    }
    withdrawOffers(one.element);
    this.memories.set(one.key, { ...one.memory, sources: [], lost: lostOf(one.memory, []), deleted: false });
    return 'kept';
  }

  private forget({ key, element }: Standing): void {
    this.page.remove(element);
    this.memories.delete(key);
  }

  /**
   * Puts the blocks in, or brings those that stand up to date. `order` begins with the blocks and may go on with headings
   * that come after them. @returns what became of each.
   */
  write(blocks: readonly Wanted[], order: readonly Wanted[] = blocks): Map<string, Outcome> {
    return new Map(blocks.map((wanted, index) => [wanted.key, this.writeOne(wanted, index, order)]));
  }

  private writeOne(wanted: Wanted, index: number, order: readonly Wanted[]): Outcome {
    const memory = this.memories.get(wanted.key);
    if (memory?.deleted) return 'absent';
    const standing = this.standing.get(wanted.key);
    if (!memory || !standing) {
      this.page.insert(index, order, wanted.node, this.firstThatStays(wanted.key, order));
      this.born += 1;
      this.memories.set(wanted.key, {
        role: wanted.role,
        born: this.born,
        ...placeIn(wanted),
        sources: wanted.sources,
        lost: [],
        ...writtenAs(wanted),
        attributes: attributesOf(wanted.node),
        offered: [],
        deleted: false,
      });
      return 'added';
    }
    const hasAttributes = this.writeAttributes(wanted, standing, memory);
    const outcome = this.writeContent(wanted, standing);
    const hasMoved = this.relocate(wanted, standing, index, order);
    const now = this.memories.get(wanted.key) ?? memory;
    this.memories.set(wanted.key, { ...now, sources: wanted.sources, lost: lostOf(now, wanted.sources) });
    return outcome === 'kept' && (hasAttributes || hasMoved) ? 'updated' : outcome;
  }

  /** Kind, area, owner, date: each follows its source until a person has set it. */
  private writeAttributes(wanted: Wanted, { key, element, node }: Standing, memory: Memory): boolean {
    const [now, want] = [attributesOf(node), attributesOf(wanted.node)];
    const written = { ...memory.attributes };
    let changed = false;
    for (const name of attributeNames) {
      if (now[name] === memory.attributes[name] && now[name] !== want[name]) {
        if (want[name] === undefined) element.removeAttribute(name);
        else element.setAttribute(name, want[name]);
        changed = true;
      } else if (now[name] !== want[name]) continue;
      if (want[name] === undefined) delete written[name];
      else written[name] = want[name];
    }
    this.memories.set(key, { ...memory, attributes: written });
    return changed;
  }

  private writeContent(wanted: Wanted, { key, element, node, isEdited }: Standing): Outcome {
    const memory = this.memories.get(key);
    if (!memory) return 'absent';
    const written = writtenAs(wanted);
    if (contentHash(node) === written.content) {
      withdrawOffers(element);
      this.memories.set(key, { ...memory, ...written });
      return 'kept';
    }
    if (!isEdited) {
      withdrawOffers(element);
      writeChildren(element, childrenOf(wanted.node));
      this.memories.set(key, { ...memory, ...written });
      return 'updated';
    }
    if (wanted.role !== 'claim') return 'kept';
    if (written.content === memory.content) withdrawOffers(element);
    else this.memories.set(key, offer(element, wanted.node, memory, this.at));
    return hasOpenOffer(element) ? 'conflict' : 'kept';
  }

  /** Of the blocks that belong under a quotation: the first that stays where it is, since people edited or moved it. */
  private firstThatStays(quotation: string, order: readonly Wanted[]): Y.XmlElement | null {
    for (const { key, lead } of order) {
      const standing = lead === quotation ? this.standing.get(key) : undefined;
      if (standing && !isAsPut(standing)) return standing.element;
    }
    return null;
  }

  /** An untouched block whose claim now belongs elsewhere goes there, unless a person has moved it. */
  private relocate(wanted: Wanted, standing: Standing, index: number, order: readonly Wanted[]): boolean {
    const memory = this.memories.get(wanted.key);
    if (!memory || (memory.part === wanted.part && memory.lead === wanted.lead)) return false;
    const { lead: _lead, ...others } = memory;
    this.memories.set(wanted.key, { ...others, ...placeIn(wanted) });
    if (!isAsPut(standing) || (memory.part === wanted.part && this.isUnderLead(wanted, standing))) return false;
    const node = readElement(standing.element);
    this.page.remove(standing.element);
    this.page.insert(index, order, node);
    return true;
  }

  private isUnderLead({ lead }: Wanted, { element }: Standing): boolean {
    return this.page.isLedBy(lead, element, (key) => this.memories.get(key)?.role === 'quote');
  }
}

const placeIn = ({ part, lead }: Wanted): Pick<Memory, 'part' | 'lead'> => ({
  part,
  ...(lead !== undefined && { lead }),
});

/** Whether a block is as a refresh left it: nobody edited it or put it elsewhere. */
const isAsPut = ({ isEdited, under, lead, memory }: Standing): boolean =>
  !isEdited && under === memory.part && lead === memory.lead;

const isHeading = ({ memory }: Standing): boolean => memory.role === 'heading';
