/** The keyboard's ways out of the text: Alt+F10 to the toolbar; Escape, then Tab, leaves. */
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** @param toToolbar puts focus in the toolbar; @param act does the first act of the claim that the caret stands in */
export const leavePlugin = (toToolbar: () => void, act: (view: EditorView) => boolean): Plugin => {
  let isLeaving = false;
  return new Plugin({
    key: new PluginKey('leave'),
    props: {
      handleDOMEvents: {
        keydown: (view, event) => {
          if (event.key === 'F10' && event.altKey) {
            event.preventDefault();
            toToolbar();
            return true;
          }
          if (event.key === 'Enter' && event.altKey && act(view)) {
            event.preventDefault();
            return true;
          }
          if (event.key === 'Tab' && isLeaving) return true; // the browser's own Tab, past lists and tables
          isLeaving = event.key === 'Escape' || (isLeaving && event.key === 'Shift');
          return false;
        },
        blur: () => {
          isLeaving = false;
          return false;
        },
        mousedown: () => {
          isLeaving = false;
          return false;
        },
      },
    },
  });
};
