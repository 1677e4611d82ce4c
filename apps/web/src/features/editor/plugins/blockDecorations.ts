/** Decorations that say something of single blocks: after a change only the blocks that changed are looked at. */
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { type Decoration, DecorationSet } from '@tiptap/pm/view';
import { changedRuns } from '../documentEditor.ts';

/** @returns what is drawn after the text block that begins at `pos`, null for most */
export type SayOfBlock = (block: Node, pos: number) => Decoration | null;

const said = (node: Node, pos: number, say: SayOfBlock): Decoration[] => {
  if (node.isTextblock) {
    const found = say(node, pos);
    return found === null ? [] : [found];
  }
  const all: Decoration[] = [];
  node.forEach((child, offset) => all.push(...said(child, pos + 1 + offset, say)));
  return all;
};

const afterChange = (set: DecorationSet, before: Node, after: Node, say: SayOfBlock): DecorationSet => {
  let next = set;
  for (const run of changedRuns(before, after.children)) {
    let pos = run.newFrom;
    const fresh: Decoration[] = [];
    for (const node of run.after) {
      fresh.push(...said(node, pos, say));
      pos += node.nodeSize;
    }
    // what stands right at its beginning is the block's before it
    const stale = next === DecorationSet.empty ? [] : next.find(run.newFrom + 1, pos);
    if (stale.length > 0) next = next.remove(stale);
    if (fresh.length > 0) next = next.add(after, fresh);
  }
  return next;
};

export const blockDecorations = (name: string, say: SayOfBlock): Plugin<DecorationSet> => {
  const key = new PluginKey<DecorationSet>(name);
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, { doc }) => DecorationSet.create(doc, said(doc, -1, say)),
      apply: ({ before, doc, docChanged, mapping }, set) =>
        docChanged ? afterChange(set.map(mapping, doc), before, doc, say) : set,
    },
    props: { decorations: (state) => key.getState(state) },
  });
};
