/** Words that the server did not take, kept in this browser per account and document until they are put away. */
import { type DocNode, newId, readBody, textOf, childrenOf } from '@samsyn/document';
import type * as Y from 'yjs';
import type { RefusedCopy } from './status.ts';

/** @returns the blocks with words of `body` that stand nowhere, word for word, in `doc`. */
export const missingBlocks = (body: DocNode, doc: Y.Doc): DocNode[] => {
  const present = new Set(childrenOf(readBody(doc)).map(textOf));
  return childrenOf(body).filter((block) => {
    const words = textOf(block);
    return words !== '' && !present.has(words);
  });
};

export const makeCopy = (code: string, blocks: DocNode[]): RefusedCopy => ({
  id: newId(),
  at: new Date().toISOString(),
  code,
  blocks,
});

const isCopy = (value: unknown): value is RefusedCopy =>
  typeof value === 'object' && value !== null && 'id' in value && 'blocks' in value && Array.isArray(value.blocks);

export type CopyStore = { read: () => RefusedCopy[]; write: (copies: readonly RefusedCopy[]) => void };

/** A browser that stores nothing keeps the copies until the page is closed. */
export const copyStore = (accountId: string, documentId: string): CopyStore => {
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
