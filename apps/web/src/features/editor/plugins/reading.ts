/** The keyboard in a text that is only read: F6 leads into it, in a report arrows go from block to block. */
import { announce } from '@samsyn/ui';
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

const attributes = { tabindex: '0', 'aria-readonly': 'true', 'data-region-focus': '' };

/** A browser gives focus to a text that can be written in; to others only when they say so. */
const mark = (view: EditorView): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (view.editable) view.dom.removeAttribute(name);
    else if (!view.dom.hasAttribute(name)) view.dom.setAttribute(name, value);
  }
};

/** @returns where the next block with words begins, from the one that the selection stands in. */
const nextBlock = (view: EditorView, step: 1 | -1): number | null => {
  const { doc, selection } = view.state;
  const starts: number[] = [];
  doc.forEach((node, offset) => {
    if (node.textContent.trim() !== '') starts.push(offset);
  });
  const here = selection.$from.depth === 0 ? selection.from : selection.$from.before(1);
  return (step === 1 ? starts.find((at) => at > here) : starts.findLast((at) => at < here)) ?? null;
};

const goOn = (view: EditorView, step: 1 | -1): void => {
  const at = nextBlock(view, step);
  const block = at === null ? null : view.state.doc.nodeAt(at);
  if (at === null || block === null) return;
  // From a chip too: the text itself is where one goes on.
  view.dom.focus({ preventScroll: true });
  view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at + 1))));
  const dom = view.nodeDOM(at);
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: 'nearest' });
  announce(block.textContent.trim());
};

const steps: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 };

export const readingPlugin = (isReport: boolean): Plugin =>
  new Plugin({
    key: new PluginKey('reading'),
    view: (view) => {
      mark(view);
      return { update: mark };
    },
    props: {
      handleDOMEvents: {
        keydown: (view, event) => {
          const step = steps[event.key];
          if (view.editable || !isReport || step === undefined) return false;
          if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
          event.preventDefault();
          goOn(view, step);
          return true;
        },
      },
    },
  });
