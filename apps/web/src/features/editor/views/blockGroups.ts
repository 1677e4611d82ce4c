/**
 * Blocks of a long text stand in the page in groups of about half a screen. What a browser does at each key and each frame
 * it does for each child of the text (is it in sight? where is it? what are its words?): for a hundred groups, not for
 * thousands of blocks. Groups are a matter of the page alone: neither the editor's document nor the shared one knows them.
 */
import { type Mark, type Node, Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { make } from './dom.ts';

/** From this many blocks on they are grouped, and the browser skips what is out of sight. */
const longFrom = 150;
/** A text that was long is so until it has fewer than these. */
const shortBelow = 75;
/** One of so many blocks begins a group. */
const perGroup = 8;
/** About how high a block is that has not been drawn yet: letters on a line, and rem for a line and for what is between. */
const guess = { letters: 60, line: 1.75, block: 0.75 };

/** A schema of its own: no document can hold the mark. `reparseInView`: what is typed inside is read as if it were not there. */
const { marks } = new Schema({
  nodes: { doc: { content: 'text*' }, text: {} },
  marks: { blocks: { attrs: { first: {} }, reparseInView: true } },
});

/** A block begins a group, or does not, for life: who writes a new one moves no other into another group. */
const begins = (id: string): boolean => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0 < 2 ** 32 / perGroup;
};

const heightOf = (block: Node): number =>
  Math.ceil(block.content.size / guess.letters) * guess.line + guess.block * Math.max(1, block.childCount / 4);

class BlockGroups {
  #isLong = false;
  #doc: Node | null = null;
  #measured: Node | null = null;
  readonly #heights = new Map<Mark, number>();
  /** what begins with a block of that id; null: nothing does */
  readonly #begun = new Map<string, readonly Mark[] | null>();
  readonly #first = [marks.blocks.create({ first: '' })];

  of(doc: Node): (readonly Mark[])[] | null {
    this.#doc = doc;
    this.#isLong = doc.childCount > (this.#isLong ? shortBelow : longFrom);
    if (!this.#isLong) return null;
    let current: readonly Mark[] = this.#first;
    return doc.children.map((block) => (current = this.#beginning(block) ?? current));
  }

  /** @returns about how high a group is, in rem */
  height(mark: Mark): number {
    if (this.#measured !== this.#doc) this.#measure();
    return this.#heights.get(mark) ?? 0;
  }

  #measure(): void {
    this.#measured = this.#doc;
    this.#heights.clear();
    let [current] = this.#first;
    for (const block of this.#doc?.children ?? []) {
      current = this.#beginning(block)?.[0] ?? current;
      if (current !== undefined) this.#heights.set(current, (this.#heights.get(current) ?? 0) + heightOf(block));
    }
  }

  #beginning(block: Node): readonly Mark[] | null {
    const id: unknown = block.attrs['id'];
    if (typeof id !== 'string') return null;
    const before = this.#begun.get(id);
    if (before !== undefined) return before;
    const found = begins(id) ? [marks.blocks.create({ first: id })] : null;
    this.#begun.set(id, found);
    return found;
  }
}

export const blockGroupsPlugin = (): Plugin => {
  const groups = new BlockGroups();
  return new Plugin({
    key: new PluginKey('blockGroups'),
    props: {
      blockGroups: (doc) => groups.of(doc),
      markViews: {
        blocks: (mark) => {
          const dom = make('div', 'blocks');
          dom.style.containIntrinsicHeight = `auto ${Math.ceil(groups.height(mark))}rem`;
          return { dom, contentDOM: dom, ignoreMutation: ({ type }) => type === 'attributes' };
        },
      },
    },
  });
};
