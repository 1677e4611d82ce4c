/**
 * A conflict of a draft: the source's new words stand beside a person's as a paragraph whose text is marked as an
 * insertion. Two verbs end it: "Ta in" puts the new words in place of the old, "Behåll mitt" takes the suggestion away.
 */
import type { Node } from '@tiptap/pm/model';
import type { Plugin } from '@tiptap/pm/state';
import { Decoration, type EditorView } from '@tiptap/pm/view';
import { claimAround } from '../acts/claims.ts';
import type { EditorHost } from '../host.ts';
import { make, textButton } from '../views/dom.ts';
import { blockDecorations } from './blockDecorations.ts';

/** @returns whether all of the block's text is suggested to come in. */
export const isSuggestedBlock = (node: Node): boolean => {
  if (!node.isTextblock || node.childCount === 0) return false;
  let isAll = true;
  let hasText = false;
  node.forEach((child) => {
    if (!child.isText) return;
    hasText = true;
    if (!child.marks.some((mark) => mark.type.name === 'insertion')) isAll = false;
  });
  return isAll && hasText;
};

const isCitation = (node: Node): boolean => node.type.name === 'citation';
const childrenOf = (node: Node): Node[] => Array.from({ length: node.childCount }, (_, index) => node.child(index));

/** The suggested line as plain text, with the citations of the lines that it replaces. */
const takenIn = (node: Node, replaced: readonly Node[]): Node => {
  const own = childrenOf(node).map((child) => child.mark(child.marks.filter((mark) => mark.type.name !== 'insertion')));
  const cited = new Set(own.filter(isCitation).map((child) => child.attrs['targetId']));
  const kept = replaced.flatMap(childrenOf).filter((child) => isCitation(child) && !cited.has(child.attrs['targetId']));
  return node.type.create(node.attrs, [...own, ...kept]);
};

export type Verb = 'accept' | 'reject';

/** @param pos where the suggested paragraph begins */
export const settle = (view: EditorView, pos: number, verb: Verb): void => {
  const { state } = view;
  const node = state.doc.nodeAt(pos);
  if (node === null || !isSuggestedBlock(node)) return;
  const transaction = state.tr;
  if (verb === 'reject') transaction.delete(pos, pos + node.nodeSize);
  else {
    const claim = claimAround(state.doc.resolve(pos));
    const replaced: { node: Node; at: number }[] = [];
    // In a claim the new words stand for all of it; elsewhere they stand for themselves.
    claim?.node.forEach((child, offset) => {
      const at = claim.pos + 1 + offset;
      if (at !== pos && child.isTextblock && !isSuggestedBlock(child)) replaced.push({ node: child, at });
    });
    const line = takenIn(
      node,
      replaced.map((one) => one.node),
    );
    transaction.replaceWith(pos, pos + node.nodeSize, line);
    for (const one of replaced) {
      const from = transaction.mapping.map(one.at, 1);
      transaction.delete(from, transaction.mapping.map(one.at + one.node.nodeSize, -1));
    }
  }
  view.dispatch(transaction);
  view.focus();
};

/** The line under a suggested paragraph: what happened, and the two verbs. */
const verbLine =
  (host: EditorHost) =>
  (view: EditorView, getPos: () => number | undefined): HTMLElement => {
    const { says, accept, reject } = host.words.conflict;
    const end = (verb: Verb) => (): void => {
      const at = getPos();
      const before = at === undefined ? null : view.state.doc.resolve(at).nodeBefore;
      if (at !== undefined && before !== null) settle(view, at - before.nodeSize, verb);
    };
    const line = make('div', 'conflict', { contenteditable: 'false' }, make('span', 'conflict-says', {}, says));
    if (view.editable)
      line.append(
        textButton('conflict-verb', accept, end('accept')),
        textButton('conflict-verb conflict-plain', reject, end('reject')),
      );
    return line;
  };

export const conflictPlugin = (host: EditorHost): Plugin =>
  blockDecorations('conflicts', (block, pos) =>
    isSuggestedBlock(block)
      ? Decoration.widget(pos + block.nodeSize, verbLine(host), {
          side: -1,
          key: 'conflict',
          ignoreSelection: true,
          stopEvent: () => true,
        })
      : null,
  );
