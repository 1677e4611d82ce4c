/** The tie between the shared document and one editor: y-tiptap's, with another way in. */
import {
  AllSelection,
  type EditorState,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import {
  getRelativeSelection,
  ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { BindingBrokenError, buildBody } from './build.ts';
import { changedChildren } from './changedRange.ts';

export { BindingBrokenError } from './build.ts';

export type RelativeSelection = ReturnType<typeof getRelativeSelection>;

/**
 * What the stock binding does otherwise, and why it is not left so:
 * - it deletes from the shared document whatever the editor cannot build; here the editor stops instead;
 * - it rebuilds the whole document at each remote update; here nodes that did not change stay the same objects, and only
 *   the run of blocks that did is replaced, so that drawing, decorations and positions outside it are left alone;
 * - it moves a caret by its old offset when a colleague writes in the same paragraph and the block has an id; here a
 *   caret is where Yjs says it is;
 * - it scrolls the caret into view, and forgets a chosen mark (bold), whenever a colleague writes.
 */
export class CalmBinding extends ProsemirrorBinding {
  readonly onBroken: (error: BindingBrokenError) => void;
  isBroken = false;
  /** where the caret stood before the change that is being written; undo goes back there */
  selectionBefore: RelativeSelection | null = null;

  constructor(body: Y.XmlFragment, onBroken: (error: BindingBrokenError) => void = () => {}) {
    super(body);
    this.onBroken = onBroken;
  }

  get view(): EditorView | null {
    return this.prosemirrorView;
  }

  /** Draws the whole document: once, when the editor is made. The caret stands at its start: nothing is chosen. */
  draw(): void {
    this.mapping.clear();
    this.mux(() =>
      this.#show((transaction) =>
        transaction.setSelection(Selection.atStart(transaction.doc)).setMeta(ySyncPluginKey, { isChangeOrigin: true }),
      ),
    );
  }

  override _typeChanged(events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void {
    if (this.view === null || events.length === 0) return;
    const selection: RelativeSelection | null = this.beforeTransactionSelection;
    this.mux(() => {
      Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
        if (struct instanceof Y.Item && struct.content instanceof Y.ContentType)
          this.mapping.delete(struct.content.type);
      });
      for (const type of transaction.changed.keys()) this.mapping.delete(type);
      for (const type of transaction.changedParentTypes.keys()) this.mapping.delete(type);
      this.#show((change) => {
        this.restore(change, selection);
        return change.setMeta(ySyncPluginKey, {
          isChangeOrigin: true,
          isUndoRedoOperation: transaction.origin instanceof Y.UndoManager,
        });
      });
    });
  }

  override _prosemirrorChanged(doc: Node): void {
    if (!this.isBroken) super._prosemirrorChanged(doc);
  }

  /** Remembers where the caret stood in `state`, which is what the shared document still holds. */
  remember(state: EditorState): void {
    this.selectionBefore = getRelativeSelection(this, state);
  }

  /** Sets the selection that was remembered in terms of the shared document, where that still stands. */
  restore(transaction: Transaction, selection: RelativeSelection | null): void {
    if (selection === null || selection.anchor === null || selection.head === null) return;
    if (selection.type === 'all') {
      // Who stood in an empty document has chosen nothing of what came.
      const hadText = transaction.before.content.size > 0;
      transaction.setSelection(hadText ? new AllSelection(transaction.doc) : Selection.atStart(transaction.doc));
      return;
    }
    if (selection.type !== 'text' && selection.type !== 'node') return;
    const anchor = this.#absolute(selection.anchor, transaction);
    const head = this.#absolute(selection.head, transaction);
    if (anchor === null && head === null) return;
    const $anchor = transaction.doc.resolve(anchor ?? head ?? 0);
    const $head = transaction.doc.resolve(head ?? anchor ?? 0);
    if (selection.type === 'node' && $anchor.nodeAfter !== null && NodeSelection.isSelectable($anchor.nodeAfter))
      transaction.setSelection(NodeSelection.create(transaction.doc, $anchor.pos));
    else if ($anchor.parent.inlineContent && $head.parent.inlineContent)
      transaction.setSelection(TextSelection.between($anchor, $head));
    else transaction.setSelection(Selection.near($head));
  }

  #absolute(position: Y.RelativePosition, transaction: Transaction): number | null {
    const absolute = relativePositionToAbsolutePosition(this.doc, this.type, position, this.mapping);
    if (absolute === null) return null;
    return Math.min(Math.max(absolute, 0), transaction.doc.content.size);
  }

  #show(finish: (transaction: Transaction) => Transaction): void {
    const view = this.view;
    if (view === null || this.isBroken) return;
    try {
      const content = buildBody(this.type, view.state.schema, this.mapping);
      const change = changedChildren(view.state.doc, content);
      const transaction = view.state.tr.setMeta('addToHistory', false);
      if (change !== null)
        transaction.replaceWith(change.from, change.toOld, content.slice(change.firstIndex, change.endNew));
      const shown = finish(transaction);
      if (view.state.storedMarks !== null) shown.setStoredMarks(view.state.storedMarks);
      view.dispatch(shown);
    } catch (error) {
      if (!(error instanceof BindingBrokenError)) throw error;
      this.isBroken = true;
      this.onBroken(error);
    }
  }
}
