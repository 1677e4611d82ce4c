/**
 * Enter before the citations that end a line: they stay with the sentence that they belong to. Backspace at the start of a
 * claim: the mark goes first, and no other claim or quotation before it swallows the words.
 */
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorState } from '@tiptap/pm/state';
import { isAtStartOfClaim, unmarkClaim } from '../acts/claims.ts';

/** @returns where the line ends, when nothing but citations and blanks stand between the caret and there. */
const endPastCitations = (state: EditorState): number | null => {
  const { $from, empty } = state.selection;
  const { parent, parentOffset } = $from;
  if (!empty || !parent.isTextblock || parentOffset === 0 || parentOffset === parent.content.size) return null;
  let hasCitation = false;
  let isOnly = true;
  parent.nodesBetween(parentOffset, parent.content.size, (node, offset) => {
    if (node.type.name === 'citation') hasCitation = true;
    else if (!node.isText || (node.text ?? '').slice(Math.max(0, parentOffset - offset)).trim() !== '') isOnly = false;
    return false;
  });
  return hasCitation && isOnly ? $from.end() : null;
};

export const lineKeysPlugin = (): Plugin =>
  new Plugin({
    key: new PluginKey('lineKeys'),
    props: {
      handleKeyDown: (view, event) => {
        if (event.isComposing) return false;
        if (event.key === 'Backspace') return isAtStartOfClaim(view.state) && unmarkClaim(view);
        if (event.key !== 'Enter' || event.shiftKey) return false;
        const end = endPastCitations(view.state);
        if (end !== null) view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, end)));
        return false;
      },
    },
  });
