/**
 * A browser that is busy hands on a key, or the next click, before it tells where the last click put the caret: Enter would
 * go there where the caret was, and what a tool does too, for who clicks beside the text takes focus from it. And who lets the
 * button go late would get no caret at all where the page was chosen before.
 */
import { catchUp } from '@samsyn/document/editor';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** An input method's key: what it means comes later. */
const isOfInputMethod = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/**
 * Who has chosen text of the page beyond the editor's, and clicks in it, gets the caret when the button is let go. ProseMirror,
 * which knows of no such choice, has put the caret back where it was by then, and the browser leaves it there. Where nothing
 * is chosen the caret comes with the press.
 */
const letGo = (view: EditorView): void => {
  const chosen = view.dom.ownerDocument.getSelection();
  const isElsewhere = (node: Node | null): boolean => node !== null && !view.dom.contains(node);
  if (chosen?.isCollapsed === false && (isElsewhere(chosen.anchorNode) || isElsewhere(chosen.focusNode)))
    chosen.removeAllRanges();
};

export const overtakenPlugin = (): Plugin =>
  new Plugin({
    key: new PluginKey('overtaken'),
    props: {
      handleDOMEvents: {
        // ProseMirror puts the caret where it thinks that it is, 20 ms after the text got focus.
        focusin: (view) => {
          setTimeout(() => catchUp(view), 0);
          return false;
        },
        mousedown: (view, event) => {
          if (event.button === 0 && !event.shiftKey) letGo(view);
          return false;
        },
        keydown: (view, event) => {
          if (!isOfInputMethod(event)) catchUp(view);
          return false;
        },
      },
    },
    view: (view) => {
      const hear = (): void => catchUp(view);
      addEventListener('pointerdown', hear, { capture: true, passive: true });
      return { destroy: () => removeEventListener('pointerdown', hear, { capture: true }) };
    },
  });
