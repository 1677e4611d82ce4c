import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { findBlock } from './acts/claims.ts';

const markedFor = 2400;

/** Scrolls what stands at this place to the middle of the window and marks it for a moment. @returns whether it is drawn */
export const showAt = (view: EditorView, pos: number): boolean => {
  const dom = view.nodeDOM(pos);
  if (!(dom instanceof HTMLElement)) return false;
  dom.scrollIntoView({ block: 'center' });
  dom.classList.add('block-found');
  setTimeout(() => dom.classList.remove('block-found'), markedFor);
  return true;
};

/**
 * Scrolls a block into view, marks it for a moment, and puts the caret in it. A heading goes to the top, with its section
 * below it, and needs no mark. @returns whether it stands in the text
 */
export const goToBlock = (editor: Editor, id: string): boolean => {
  const found = findBlock(editor.state.doc, id);
  if (found === null) return false;
  const dom = editor.view.nodeDOM(found.pos);
  if (!(dom instanceof HTMLElement)) return false;
  if (found.node.type.name === 'heading') dom.scrollIntoView({ block: 'start' });
  else showAt(editor.view, found.pos);
  const $inside = editor.state.doc.resolve(Math.min(found.pos + 1, editor.state.doc.content.size));
  const selection = TextSelection.near($inside);
  editor.view.dispatch(editor.state.tr.setSelection(selection));
  // The editor itself takes focus only to write.
  if (editor.isEditable) editor.view.focus();
  else editor.view.dom.focus({ preventScroll: true });
  return true;
};
