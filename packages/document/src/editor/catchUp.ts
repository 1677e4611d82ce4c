import type { EditorView } from '@tiptap/pm/view';

type Observer = { flush: () => void };
const isObserver = (value: unknown): value is Observer =>
  typeof value === 'object' && value !== null && 'flush' in value && typeof value.flush === 'function';

/**
 * Hears from the browser what it has not told yet: where the caret is since the last click or arrow, and letters that are
 * on their way. Browsers tell it a moment later; who draws in between would put the caret back where it was, and the
 * next key would replace what was chosen there. To be called before a key counts, before a change that nobody made at this editor is drawn, and
 * before a transaction of Yjs: what is heard is written to the shared document.
 */
export const catchUp = (view: EditorView): void => {
  if (view.isDestroyed || view.composing) return;
  // not among the view's types; without it nothing is worse than before
  const observer: unknown = 'domObserver' in view ? view.domObserver : null;
  if (isObserver(observer)) observer.flush();
};
