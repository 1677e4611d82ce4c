/** The steps of what was written at one editor, and what of them may be taken back beside others who write. */
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { isMove } from './moves.ts';

type Step = Y.UndoManager['undoStack'][number];
type Standing = {
  /** elements and texts that were made in the step, and in which something stands that was not */
  staying: ReadonlySet<unknown>;
  /** somebody took away or changed what the step made */
  isChanged: boolean;
};

/** What stands for an item now: it may have been taken back and put there anew, more than once. */
const lastOf = (transaction: Y.Transaction, item: Y.Item): Y.Item => {
  let last = item;
  while (last.redone !== null) last = Y.getItemCleanStart(transaction, last.redone);
  return last;
};

const typeIn = ({ content }: Y.Item): Y.AbstractType<unknown> | null =>
  content instanceof Y.ContentType ? content.type : null;

/** Whether something is left in an element when all that is one's own has gone. */
const holdsOther = (type: Y.AbstractType<unknown>, own: ReadonlySet<Y.Item>): boolean => {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const inner = typeIn(item);
    if (!own.has(item) || (inner !== null && holdsOther(inner, own))) return true;
  }
  return false;
};

/**
 * Takes back what was written here, never what others wrote. What was made here and holds a colleague's words stays, with
 * its attributes: a claim is never left without its kind. A step that moved words (a paragraph that became a claim) is one
 * by itself, and is taken back as a whole or, when a colleague has been at it since, not at all: the words would go back to
 * where they were, and the colleague's stay behind.
 */
export class OwnSteps extends Y.UndoManager {
  readonly #moves = new WeakSet<Step>();
  #isMoving = false;
  #staying: ReadonlySet<unknown> = new Set();

  constructor(body: Y.XmlFragment) {
    super(body, { trackedOrigins: new Set<unknown>([ySyncPluginKey]) });
    this.captureTransaction = (transaction) => this.#captures(transaction);
    this.deleteFilter = (item) =>
      !this.#staying.has(typeIn(item)) && (item.parentSub === null || !this.#staying.has(item.parent));
    this.on('stack-item-added', ({ stackItem }) => {
      if (!this.#isMoving) return;
      this.#moves.add(stackItem);
      this.stopCapturing();
    });
  }

  override undo(): Step | null {
    return this.#take(this.undoStack, () => super.undo());
  }

  override redo(): Step | null {
    return this.#take(this.redoStack, () => super.redo());
  }

  #captures(transaction: Y.Transaction): boolean {
    if (transaction.meta.get('addToHistory') === false) return false;
    this.#isMoving = this.trackedOrigins.has(transaction.origin) && isMove(transaction);
    if (this.#isMoving) this.stopCapturing();
    return true;
  }

  #take(stack: Step[], take: () => Step | null): Step | null {
    for (let step = stack.at(-1); step !== undefined; step = stack.at(-1)) {
      const { staying, isChanged } = this.#look(step);
      if (this.#moves.has(step) && (isChanged || staying.size > 0)) {
        stack.pop();
        return null;
      }
      this.#staying = staying;
      // Yjs goes on by itself when a step changes nothing any more; each has to be looked at before.
      const older = stack.splice(0, stack.length - 1);
      const taken = take();
      stack.unshift(...older);
      if (taken !== null) return taken;
    }
    return null;
  }

  #look(step: Step): Standing {
    const own = new Set<Y.Item>();
    let isChanged = false;
    this.doc.transact((transaction) => {
      Y.iterateDeletedStructs(transaction, step.insertions, (struct) => {
        const item = struct instanceof Y.Item ? lastOf(transaction, struct) : null;
        if (item !== null && !item.deleted) own.add(item);
        else if (item === null || item.countable) isChanged = true;
      });
    });
    const made = [...own].map(typeIn).filter((type) => type !== null);
    return { staying: new Set(made.filter((type) => holdsOther(type, own))), isChanged };
  }
}
