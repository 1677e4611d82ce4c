/** Marks the block where the caret stands, in a report: the panel beside says where it comes from. */
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export const currentBlockPlugin = (): Plugin =>
  new Plugin({
    key: new PluginKey('currentBlock'),
    props: {
      decorations: (state) => {
        const { $from } = state.selection;
        if ($from.depth === 0 || $from.parent.content.size === 0) return null;
        const block = $from.node(1);
        if (block.type.name === 'heading') return null;
        const at = $from.before(1);
        return DecorationSet.create(state.doc, [Decoration.node(at, at + block.nodeSize, { class: 'block-current' })]);
      },
    },
  });
