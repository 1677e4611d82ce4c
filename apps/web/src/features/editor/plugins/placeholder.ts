/** Says what can be written on the empty line where the caret stands. */
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { EditorHost } from '../host.ts';

export const placeholderPlugin = (host: EditorHost): Plugin =>
  new Plugin({
    key: new PluginKey('placeholder'),
    props: {
      decorations: (state) => {
        const { $from, empty } = state.selection;
        const { parent } = $from;
        if (!empty || parent.type.name !== 'paragraph' || parent.content.size > 0 || $from.depth !== 1) return null;
        const at = $from.before();
        return DecorationSet.create(state.doc, [
          Decoration.node(at, at + parent.nodeSize, { class: 'is-empty', 'data-placeholder': host.words.placeholder }),
        ]);
      },
    },
  });
