/** Undo and redo of what was written at this editor, never of what others wrote. */
import { type EditorState, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import type { CalmBinding, RelativeSelection } from './binding.ts';

const selectionKey = 'selection';

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

/** Takes a step back (or forth) and puts the caret where it was. @returns whether it was for this editor to do */
export const takeStep = (view: EditorView, binding: CalmBinding, which: 'undo' | 'redo'): boolean => {
  const undoManager = undoManagerOf(view.state);
  if (undoManager === null) return false;
  binding.remember(view.state);
  const item = which === 'undo' ? undoManager.undo() : undoManager.redo();
  if (item === null) return true;
  const selection: RelativeSelection | null | undefined = item.meta.get(selectionKey);
  const transaction = view.state.tr;
  binding.restore(transaction, selection ?? null);
  view.dispatch(transaction.setMeta('addToHistory', false).scrollIntoView());
  return true;
};
