/**
 * A conflict of a draft: the source's new words stand beside a person's as a paragraph whose text is marked as an
 * insertion. Two verbs end it: "Ta in" puts the new words in place of the old, "Behåll mitt" takes the suggestion away.
 */
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { claimAround } from '../acts/claims.ts';
import type { EditorHost } from '../host.ts';
import { make, textButton } from '../views/dom.ts';

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

const withoutInsertion = (node: Node): Node => {
  const children: Node[] = [];
  node.forEach((child) => children.push(child.mark(child.marks.filter((mark) => mark.type.name !== 'insertion'))));
  return node.type.create(node.attrs, children);
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
    const claim = claimAround(state.doc.resolve(pos + 1));
    transaction.replaceWith(pos, pos + node.nodeSize, withoutInsertion(node));
    // In a claim the new words replace the person's: its other paragraphs go, from the last so that places hold.
    claim?.node.forEach((child, offset) => {
      const at = claim.pos + 1 + offset;
      if (at !== pos && child.isTextblock && !isSuggestedBlock(child)) {
        const from = transaction.mapping.map(at, 1);
        transaction.delete(from, transaction.mapping.map(at + child.nodeSize, -1));
      }
    });
  }
  view.dispatch(transaction);
  view.focus();
};

const decorate = (doc: Node, host: EditorHost): DecorationSet => {
  const decorations: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    if (!isSuggestedBlock(node)) return false;
    const verbs = (view: EditorView, getPos: () => number | undefined): HTMLElement => {
      const end = (verb: Verb) => (): void => {
        const at = getPos();
        if (at !== undefined) settle(view, view.state.doc.resolve(at).before(), verb);
      };
      const { says, accept, reject } = host.words.conflict;
      return make(
        'span',
        'conflict',
        { contenteditable: 'false' },
        make('span', 'conflict-says', {}, says),
        ...(view.editable
          ? [
              textButton('conflict-verb', accept, end('accept')),
              textButton('conflict-verb conflict-plain', reject, end('reject')),
            ]
          : []),
      );
    };
    decorations.push(
      Decoration.widget(pos + node.nodeSize - 1, verbs, {
        side: 15,
        key: 'conflict',
        ignoreSelection: true,
        stopEvent: () => true,
      }),
    );
    return false;
  });
  return DecorationSet.create(doc, decorations);
};

/** Only documents with an insertion somewhere need looking through after a change. */
export const conflictPlugin = (host: EditorHost): Plugin<DecorationSet> => {
  const key = new PluginKey<DecorationSet>('conflicts');
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => decorate(state.doc, host),
      apply: (transaction, before) => (transaction.docChanged ? decorate(transaction.doc, host) : before),
    },
    props: { decorations: (state) => key.getState(state) },
  });
};
