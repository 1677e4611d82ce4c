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
import { ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { BindingBrokenError, buildBody } from './build.ts';
import { relativePlace } from './places.ts';
import { ShownStep } from './shownStep.ts';
import { type Place, placeAt, settle } from './standing.ts';
import { bringAlong, strandedIn } from './stranded.ts';
import { OwnMoves, withoutTwins } from './twins.ts';
import { writeChange } from './write.ts';

export { BindingBrokenError } from './build.ts';

/** A selection in terms of the shared document. */
export type RelativeSelection = { type: string; anchor: Place; head: Place };

/**
 * What the stock binding does otherwise, and why it is not left so:
 * - it deletes from the shared document whatever the editor cannot build; here the editor stops instead;
 * - it rebuilds the whole document at each remote update; here nodes that did not change stay the same objects, and only
 *   the blocks that did are replaced, so that drawing, decorations and positions outside them are left alone;
 * - it walks through the whole document at each key, to write it and to remember the caret; here it looks at one block;
 * - it moves a caret by its old offset when a colleague writes in the same paragraph and the block has an id; here a
 *   caret is where Yjs says it is, and where that was taken away, among the words that it stood among;
 * - it scrolls the caret into view, and forgets a chosen mark (bold), whenever a colleague writes.
 */
export class CalmBinding extends ProsemirrorBinding {
  readonly onBroken: (error: BindingBrokenError) => void;
  isBroken = false;
  /** where the caret stood before the change that is being written; undo goes back there */
  selectionBefore: RelativeSelection | null = null;
  /** where the caret stood before a change from elsewhere */
  #standing: RelativeSelection | null = null;
  /** where the caret should be when that could not be found, and where it is until somebody moves it or writes here */
  #sought: { anchor: Place; head: Place; doc: Node; selection: Selection } | null = null;
  readonly #moves: OwnMoves;
  #isWriting = false;
  /** the editor's document when it last was the same as the shared one; null when that is not known */
  #same: Node | null = null;

  constructor(body: Y.XmlFragment, onBroken: (error: BindingBrokenError) => void = () => {}) {
    super(body);
    this.onBroken = onBroken;
    this.#moves = new OwnMoves(this.doc);
    this.beforeAllTransactions = () => {
      if (this.view !== null && !this.#isWriting) this.#standing ??= this.#relative(this.view.state);
    };
    this.afterAllTransactions = () => {
      this.#standing = null;
    };
  }

  get view(): EditorView | null {
    return this.prosemirrorView;
  }

  override destroy(): void {
    this.#moves.destroy();
    super.destroy();
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
    const selection = this.#standing;
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
    if (transaction.local) return;
    const stranded = strandedIn(transaction);
    if (stranded.length > 0) this.#change((state) => bringAlong(this, state, stranded));
    const twins = this.#moves.twinsIn(transaction);
    if (twins.length > 0) this.#change((state) => withoutTwins(state, this, twins));
  }

  /** A change of this editor's own that others' made necessary. */
  #change(make: (state: EditorState) => Transaction | null): void {
    const { view } = this;
    if (view === null || this.isBroken || !view.editable) return;
    const change = make(view.state);
    if (change === null) return;
    view.dispatch(change);
    // what else changes at the same moment finds the caret where it is now
    if (this.#standing !== null) this.#standing = this.#relative(view.state);
  }

  /** Writes what the editor holds into the shared document, as one step of this editor's. */
  write(doc: Node, addToHistory: boolean): void {
    if (this.isBroken) return;
    this.#isWriting = true;
    try {
      this.mux(() => {
        this.doc.transact((transaction) => {
          transaction.meta.set('addToHistory', addToHistory);
          writeChange(this, this.#same, doc);
        }, ySyncPluginKey);
        this.#same = doc;
      });
    } finally {
      this.#isWriting = false;
    }
  }

  /** Remembers where the caret stood in `state`, which is what the shared document still holds. */
  remember(state: EditorState): void {
    this.selectionBefore = this.#relative(state);
  }

  #relative({ doc, selection }: EditorState): RelativeSelection {
    const { anchor, head } = selection;
    const { type }: { type?: unknown } = selection.toJSON();
    const sought = this.#sought?.doc === doc && this.#sought.selection.eq(selection) ? this.#sought : null;
    const place = (position: number, before: Place | undefined): Place =>
      before?.isSought === true
        ? { ...before, relative: relativePlace(this, doc, position) }
        : placeAt(this, doc, position);
    const first = place(anchor, sought?.anchor);
    return { type: String(type), anchor: first, head: head === anchor ? first : place(head, sought?.head) };
  }

  /** Sets the selection that was remembered in terms of the shared document, where that still stands. */
  restore(transaction: Transaction, selection: RelativeSelection | null): void {
    if (selection === null) return;
    if (selection.type === 'all') {
      // Who stood in an empty document has chosen nothing of what came.
      const hadText = transaction.before.content.size > 0;
      transaction.setSelection(hadText ? new AllSelection(transaction.doc) : Selection.atStart(transaction.doc));
      return;
    }
    if (selection.type !== 'text' && selection.type !== 'node') return;
    const anchor = settle(this, selection.anchor, transaction);
    const head = selection.head === selection.anchor ? anchor : settle(this, selection.head, transaction);
    const at = head.position ?? anchor.position;
    if (at === null) return;
    const $anchor = transaction.doc.resolve(anchor.position ?? at);
    const $head = transaction.doc.resolve(at);
    if (selection.type === 'node' && $anchor.nodeAfter !== null && NodeSelection.isSelectable($anchor.nodeAfter))
      transaction.setSelection(NodeSelection.create(transaction.doc, $anchor.pos));
    else if ($anchor.parent.inlineContent && $head.parent.inlineContent)
      transaction.setSelection(TextSelection.between($anchor, $head));
    else transaction.setSelection(Selection.near($head));
    this.#sought = null;
    if (anchor.place.isSought || head.place.isSought)
      this.#sought = {
        anchor: anchor.place,
        head: head.place,
        doc: transaction.doc,
        selection: transaction.selection,
      };
  }

  #show(finish: (transaction: Transaction) => Transaction): void {
    const view = this.view;
    if (view === null || this.isBroken) return;
    try {
      const content = buildBody(this.type, view.state.schema, this.mapping);
      // a colleague's address becomes a link at the colleague's editor
      const transaction = view.state.tr.setMeta('addToHistory', false).setMeta('preventAutolink', true);
      const step = ShownStep.between(view.state.doc, content);
      if (step !== null) transaction.step(step);
      const shown = finish(transaction);
      if (view.state.storedMarks !== null) shown.setStoredMarks(view.state.storedMarks);
      view.dispatch(shown);
      this.#same = view.state.doc === shown.doc ? shown.doc : null;
    } catch (error) {
      if (!(error instanceof BindingBrokenError)) throw error;
      this.isBroken = true;
      this.onBroken(error);
    }
  }
}
