/** The extension that ties an editor to a shared document. */
import { type CommandProps, Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { CalmBinding, type BindingBrokenError } from './binding.ts';
import { OwnSteps } from './ownSteps.ts';
import { takeStep, undoManagerOf, undoPlugin } from './undo.ts';

export type CollaborationOptions = {
  body: Y.XmlFragment | null;
  /** The shared document holds what this editor cannot show; nothing more is taken in or sent. */
  onBroken: (error: BindingBrokenError) => void;
};

type SyncState = {
  type: Y.XmlFragment;
  doc: Y.Doc | null;
  binding: CalmBinding;
  snapshot: null;
  prevSnapshot: null;
  isChangeOrigin: boolean;
  isUndoRedoOperation: boolean;
  addToHistory: boolean;
};

declare module '@tiptap/core' {
  interface Storage {
    collaboration: { binding: CalmBinding | null };
  }
  interface Commands<ReturnType> {
    collaboration: {
      undo: () => ReturnType;
      redo: () => ReturnType;
    };
  }
}

/** The state has the shape of y-tiptap's own plugin, whose helpers read it. */
const syncPlugin = (binding: CalmBinding, body: Y.XmlFragment): Plugin<SyncState> =>
  new Plugin<SyncState>({
    key: ySyncPluginKey,
    state: {
      init: () => ({
        type: body,
        doc: body.doc,
        binding,
        snapshot: null,
        prevSnapshot: null,
        isChangeOrigin: false,
        isUndoRedoOperation: false,
        addToHistory: true,
      }),
      apply: (transaction, state) => {
        const change: Partial<SyncState> | undefined = transaction.getMeta(ySyncPluginKey);
        return {
          ...state,
          isChangeOrigin: change?.isChangeOrigin === true,
          isUndoRedoOperation: change?.isUndoRedoOperation === true,
          addToHistory: transaction.docChanged ? transaction.getMeta('addToHistory') !== false : state.addToHistory,
        };
      },
    },
    view: (view) => {
      binding.initView(view);
      binding.draw();
      return {
        update: (current, previous) => {
          if (current.state.doc === previous.doc) return;
          const state: SyncState = ySyncPluginKey.getState(current.state);
          if (!state.isChangeOrigin) binding.remember(previous);
          const addToHistory = state.addToHistory || state.isChangeOrigin;
          if (!addToHistory) undoManagerOf(current.state)?.stopCapturing();
          binding.write(current.state.doc, addToHistory);
        },
        destroy: () => binding.destroy(),
      };
    },
  });

export const Collaboration = Extension.create<CollaborationOptions, { binding: CalmBinding | null }>({
  name: 'collaboration',
  priority: 1000,
  addOptions: () => ({ body: null, onBroken: () => {} }),
  addStorage: () => ({ binding: null }),
  addCommands() {
    const { storage } = this;
    const step =
      (which: 'undo' | 'redo') =>
      () =>
      ({ editor, tr, dispatch }: CommandProps) => {
        tr.setMeta('preventDispatch', true);
        const manager = undoManagerOf(editor.state);
        const stack = which === 'undo' ? manager?.undoStack : manager?.redoStack;
        if (stack === undefined || stack.length === 0 || storage.binding === null) return false;
        return dispatch === undefined ? true : takeStep(editor.view, storage.binding, which);
      };
    return { undo: step('undo'), redo: step('redo') };
  },
  addKeyboardShortcuts() {
    return {
      'Mod-z': () => this.editor.commands.undo(),
      'Mod-y': () => this.editor.commands.redo(),
      'Shift-Mod-z': () => this.editor.commands.redo(),
    };
  },
  addProseMirrorPlugins() {
    const { body } = this.options;
    if (body === null) return [];
    const binding = new CalmBinding(body, this.options.onBroken);
    this.storage.binding = binding;
    return [syncPlugin(binding, body), undoPlugin(binding, new OwnSteps(body))];
  },
});
