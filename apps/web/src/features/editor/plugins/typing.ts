/**
 * Letters go into the text by way of the editor's state. The browser's own way writes them into the page, where the editor
 * reads them back, and both go through much of a long text at each key. Input methods, dictation and corrections still
 * take the browser's way.
 */
import { afterFrame } from '../../../sync/afterFrame.ts';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** Half of a character cannot be written. */
const isHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

const awaiting = new WeakSet<EditorView>();

/** Whether the caret is nowhere near the window's edges. */
const isWellInSight = (view: EditorView): boolean => {
  const { top, bottom } = view.coordsAtPos(view.state.selection.head);
  return top > innerHeight / 4 && bottom < (innerHeight * 3) / 4;
};

/** Scrolls to the caret where it left the window, when the letter has been shown: to look where it is takes its time. */
const revealLater = (view: EditorView): void => {
  if (awaiting.has(view)) return;
  awaiting.add(view);
  afterFrame(() => {
    awaiting.delete(view);
    if (view.isDestroyed || isWellInSight(view)) return;
    view.dispatch(view.state.tr.scrollIntoView());
  });
};

const write = (view: EditorView, letter: string): boolean => {
  const { selection } = view.state;
  if (!(selection instanceof TextSelection)) return false;
  const inserted = (): Transaction => view.state.tr.insertText(letter);
  const { from, to } = selection;
  const isTaken = view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, inserted));
  if (isTaken !== true) view.dispatch(inserted());
  revealLater(view);
  return true;
};

export const typingPlugin = (): Plugin =>
  new Plugin({
    key: new PluginKey('typing'),
    props: {
      handleKeyPress: (view, { charCode, isComposing }) =>
        view.editable &&
        !isComposing &&
        !view.composing &&
        charCode >= 32 &&
        !isHalf(charCode) &&
        write(view, String.fromCharCode(charCode)),
    },
  });
