/** Words that the server did not take, kept in this browser per account and document until they are put away. */
import { type DocNode, newId, readBody, textOf, childrenOf } from '@samsyn/document';
import type * as Y from 'yjs';
import type { RefusedCopy } from './status.ts';

/** More than these are nobody's to read. */
const most = 10;

/** @returns the blocks with words of `body` that stand nowhere, word for word, in `doc`. */
const missingBlocks = (body: DocNode, doc: Y.Doc): DocNode[] => {
  const present = new Set(childrenOf(readBody(doc)).map(textOf));
  return childrenOf(body).filter((block) => {
    const words = textOf(block);
    return words !== '' && !present.has(words);
  });
};

const makeCopy = (code: string, blocks: DocNode[]): RefusedCopy => ({
  id: newId(),
  at: new Date().toISOString(),
  code,
  blocks,
});

const isCopy = (value: unknown): value is RefusedCopy =>
  typeof value === 'object' && value !== null && 'id' in value && 'blocks' in value && Array.isArray(value.blocks);

type CopyStore = { read: () => RefusedCopy[]; write: (copies: readonly RefusedCopy[]) => void };

/** A browser that stores nothing keeps the copies until the page is closed. */
const copyStore = (accountId: string, documentId: string): CopyStore => {
  const key = `samsyn.copies.${accountId}.${documentId}`;
  return {
    read: () => {
      try {
        const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
        return Array.isArray(parsed) ? parsed.filter(isCopy) : [];
      } catch {
        return [];
      }
    },
    write: (copies) => {
      try {
        if (copies.length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(copies));
      } catch {
        // Full or forbidden: the page still shows them.
      }
    },
  };
};

/** The copies of one account in one document. */
export class Copies {
  #all: readonly RefusedCopy[];
  #stash: { code: string; body: DocNode } | null = null;
  readonly #store: CopyStore;

  constructor(accountId: string, documentId: string) {
    this.#store = copyStore(accountId, documentId);
    this.#all = this.#store.read();
  }

  get all(): readonly RefusedCopy[] {
    return this.#all;
  }

  /** Puts a whole text aside; what of it was lost is seen when the document has come anew. */
  stash(code: string, body: DocNode): void {
    this.#stash ??= { code, body };
  }

  /** Keeps a whole text: the page is left before anything is known. */
  keep(code: string, body: DocNode): void {
    this.#set([
      ...this.#all,
      makeCopy(
        code,
        childrenOf(body).filter((block) => textOf(block) !== ''),
      ),
    ]);
  }

  drop(id: string): void {
    this.#set(this.#all.filter((copy) => copy.id !== id));
  }

  /** The document is there: what stands in it needs no copy. */
  holdAgainst(doc: Y.Doc): void {
    const stashed = this.#stash === null ? [] : [makeCopy(this.#stash.code, childrenOf(this.#stash.body).slice())];
    this.#stash = null;
    const kept = [...this.#all, ...stashed]
      .map((copy) => ({ ...copy, blocks: missingBlocks({ type: 'doc', content: copy.blocks }, doc) }))
      .filter((copy) => copy.blocks.length > 0);
    if (kept.length > 0 || this.#all.length > 0) this.#set(kept);
  }

  #set(copies: readonly RefusedCopy[]): void {
    this.#all = copies.slice(-most);
    this.#store.write(this.#all);
  }
}
