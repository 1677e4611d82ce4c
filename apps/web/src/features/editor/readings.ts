/** What the pages are told of the text. */
import type { Editor } from '@tiptap/core';
import { claimAtSelection } from './acts/claims.ts';
import { chainOf, type ChainState } from './chain/chainPlugin.ts';
import type { ClaimHere } from './contract.ts';

const idOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** @returns the id of the claim, else of the block, at the caret. */
export const blockHere = ({ state }: Editor): string | null => {
  const claim = claimAtSelection(state);
  if (claim !== null) return idOf(claim.node.attrs['id']);
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const id = idOf($from.node(depth).attrs['id']);
    if (id !== null) return id;
  }
  return null;
};

export type HeadingHere = { id: string; level: number; text: string };

export const headingsHere = ({ state }: Editor): HeadingHere[] => {
  const headings: HeadingHere[] = [];
  state.doc.forEach((node) => {
    const id = idOf(node.attrs['id']);
    const text = node.textContent.trim();
    if (node.type.name === 'heading' && id !== null && text !== '')
      headings.push({ id, level: Number(node.attrs['level']), text });
  });
  return headings;
};

const told = new WeakMap<ChainState['threads'], readonly ClaimHere[]>();

/** The claims that have words; the same object as long as the thread runs the same way. */
export const claimsHere = ({ state }: Editor): readonly ClaimHere[] => {
  const { claims, threads } = chainOf(state);
  const before = told.get(threads);
  if (before !== undefined) return before;
  const here = claims
    .filter(({ text }) => text !== '')
    .map(({ id, kind }) => ({ id, kind, isBroken: threads.get(id)?.missing != null }));
  told.set(threads, here);
  return here;
};
