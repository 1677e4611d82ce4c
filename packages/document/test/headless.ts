/** An editor without a browser: the real state, plugins and binding; only drawing is left out. */
import { Editor } from '@tiptap/core';
import { type Command, EditorState, type Plugin, type PluginView, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { type CalmBinding, editorExtensions, type Tie, undoManagerOf } from '../src/editor/index.ts';
import { takeStep } from '../src/editor/undo.ts';
import { bodyOf } from '../src/index.ts';

export class HeadlessEditor {
  state: EditorState;
  readonly doc: Y.Doc;
  broken: Error | null = null;
  readonly composing = false;
  readonly editable = true;
  readonly #views: PluginView[] = [];
  readonly #storage: { binding: CalmBinding | null };

  constructor(doc: Y.Doc) {
    this.doc = doc;
    const editor = new Editor({
      element: null,
      content: { type: 'doc', content: [] },
      extensions: editorExtensions({ body: bodyOf(doc), onBroken: (error) => (this.broken = error) }),
    });
    this.#storage = editor.storage.collaboration;
    const plugins: Plugin[] = editor.extensionManager.plugins;
    this.state = EditorState.create({ schema: editor.schema, plugins });
    const tied = new Set<unknown>([ySyncPluginKey, yUndoPluginKey]);
    for (const plugin of plugins) {
      // The view that plugins get is this one: state and dispatch are all that these two use.
      const view = tied.has(plugin.spec.key) ? Reflect.apply(plugin.spec.view ?? (() => ({})), plugin, [this]) : null;
      if (view !== null) this.#views.push(view);
    }
  }

  readonly dispatch = (transaction: Transaction): void => {
    const before = this.state;
    this.state = before.apply(transaction);
    for (const view of this.#views) Reflect.apply(view.update ?? (() => {}), view, [this, before]);
  };

  hasFocus(): boolean {
    return false;
  }

  run(command: Command): boolean {
    return command(this.state, this.dispatch);
  }

  type(text: string): void {
    this.dispatch(this.state.tr.insertText(text));
  }

  get undoManager(): Y.UndoManager {
    const manager = undoManagerOf(this.state);
    if (manager === null) throw new Error('No undo manager');
    return manager;
  }

  get tie(): Tie {
    const { binding } = this.#storage;
    if (binding === null) throw new Error('No binding');
    return binding;
  }

  /** As the editor's own command does it: the caret goes along. */
  undo(): boolean {
    const { binding } = this.#storage;
    return binding !== null && Reflect.apply(takeStep, undefined, [this, binding, 'undo']);
  }

  close(): void {
    for (const view of this.#views) view.destroy?.();
  }
}
