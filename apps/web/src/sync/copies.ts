/** Words that the server did not take, kept in this browser per account and document until they are put away. */
import { type DocNode, readBody, textOf, childrenOf } from '@samsyn/document';
import type * as Y from 'yjs';
import type { KeptStore, Slot } from './keptStore.ts';
import type { RefusedCopy } from './status.ts';

/** @returns those blocks with words that stand nowhere, word for word, in `doc`. */
const missingIn = (doc: Y.Doc, blocks: readonly DocNode[]): DocNode[] => {
  const present = new Set(childrenOf(readBody(doc)).map(textOf));
  return blocks.filter((block) => {
    const words = textOf(block);
    return words !== '' && !present.has(words);
  });
};

/** What is not sent again is there to be read. */
const copiesIn = (store: KeptStore): Slot[] => store.read().filter(({ kept }) => kept.update === null);
const shownAs = ({ key, kept: { at, code, blocks } }: Slot): RefusedCopy => ({ id: key, at, code, blocks });

/** The copies of one account in one document. */
export class Copies {
  #all: readonly RefusedCopy[];
  readonly #store: KeptStore;

  constructor(store: KeptStore) {
    this.#store = store;
    this.#all = copiesIn(store).map(shownAs);
  }

  get all(): readonly RefusedCopy[] {
    return this.#all;
  }

  drop(id: string): void {
    this.#store.remove(id);
    this.#all = this.#all.filter((copy) => copy.id !== id);
  }

  /** The document is there: what stands in it needs no copy. */
  holdAgainst(doc: Y.Doc): void {
    for (const { key, kept } of copiesIn(this.#store)) {
      const blocks = missingIn(doc, kept.blocks);
      if (blocks.length === 0) this.#store.remove(key);
      else if (blocks.length < kept.blocks.length) this.#store.write(key, { ...kept, blocks });
    }
    this.#all = copiesIn(this.#store).map(shownAs);
  }
}
