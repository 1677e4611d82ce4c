/** Undo and redo of what was written at this editor, never of what others wrote. */
import { type EditorState, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { elements } from '../schema.ts';
import type { CalmBinding, RelativeSelection } from './binding.ts';

const selectionKey = 'selection';

/** An element that was made here stays when something still stands in it: somebody else's words. */
const mayTakeBack = (item: Y.Item): boolean => {
  if (!(item.content instanceof Y.ContentType)) return true;
  const { type } = item.content;
  const isKept = type instanceof Y.XmlText || (type instanceof Y.XmlElement && Object.hasOwn(elements, type.nodeName));
  return !isKept || type._length === 0;
};

export const makeUndoManager = (body: Y.XmlFragment): Y.UndoManager =>
  new Y.UndoManager(body, {
    trackedOrigins: new Set<unknown>([ySyncPluginKey]),
    deleteFilter: (item) => mayTakeBack(item),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  });

type UndoState = { undoManager: Y.UndoManager };

/** @returns the editor's undo manager, or null in an editor without collaboration. */
export const undoManagerOf = (state: EditorState): Y.UndoManager | null => {
  const held: UndoState | undefined = yUndoPluginKey.getState(state);
  return held?.undoManager ?? null;
};

export const canUndo = (state: EditorState): boolean => (undoManagerOf(state)?.undoStack.length ?? 0) > 0;
export const canRedo = (state: EditorState): boolean => (undoManagerOf(state)?.redoStack.length ?? 0) > 0;

/** Each step remembers the selection before it, in terms of the shared document. */
export const undoPlugin = (binding: CalmBinding, undoManager: Y.UndoManager): Plugin<UndoState> => {
  const remember = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }): void => {
    if (!stackItem.meta.has(selectionKey)) stackItem.meta.set(selectionKey, binding.selectionBefore);
  };
  return new Plugin<UndoState>({
    key: yUndoPluginKey,
    state: { init: () => ({ undoManager }), apply: (_transaction, state) => state },
    view: () => {
      undoManager.on('stack-item-added', remember);
      return {
        destroy: () => {
          undoManager.off('stack-item-added', remember);
          undoManager.destroy();
        },
      };
    },
  });
};

/** Takes a step back (or forth) and puts the caret where it was. @returns whether there was one */
export const takeStep = (view: EditorView, binding: CalmBinding, which: 'undo' | 'redo'): boolean => {
  const undoManager = undoManagerOf(view.state);
  binding.remember(view.state);
  const item = which === 'undo' ? undoManager?.undo() : undoManager?.redo();
  if (item === undefined || item === null) return false;
  const selection: RelativeSelection | null | undefined = item.meta.get(selectionKey);
  const transaction = view.state.tr;
  binding.restore(transaction, selection ?? null);
  view.dispatch(transaction.setMeta('addToHistory', false).scrollIntoView());
  return true;
};
