/** What may come along with copied text: its words and shape, not its identity, comments or suggestions. */
import { Fragment, type Node, Slice } from '@tiptap/pm/model';

const dropped = new Set(['insertion', 'deletion', 'modification', 'comment']);

const clean = (node: Node, keepId: (id: string) => boolean): Node => {
  const marks = node.marks.filter((mark) => !dropped.has(mark.type.name));
  if (node.isText) return node.mark(marks);
  const id: unknown = node.attrs['id'];
  const kept = typeof id === 'string' && keepId(id);
  const attrs = {
    ...node.attrs,
    ...('id' in node.attrs && !kept && { id: null }),
    ...('key' in node.attrs && { key: null }),
  };
  return node.type.create(attrs, cleanAll(node.content, keepId), marks);
};

const cleanAll = (content: Fragment, keepId: (id: string) => boolean): Fragment => {
  const nodes: Node[] = [];
  content.forEach((node) => nodes.push(clean(node, keepId)));
  return Fragment.fromArray(nodes);
};

/** @returns the slice without ids, keys, comments and suggestions; blocks whose id `keepId` accepts keep it (a move). */
export const withoutOrigin = (slice: Slice, keepId: (id: string) => boolean = () => false): Slice =>
  new Slice(cleanAll(slice.content, keepId), slice.openStart, slice.openEnd);

/** @returns whether ids may come along: blocks that were cut out of this document and stand nowhere in it now. */
export const pasteKeepsIds = (doc: Node, cut: ReadonlySet<string>): ((id: string) => boolean) => {
  if (cut.size === 0) return () => false;
  const present = new Set<unknown>();
  doc.descendants((node) => {
    if (node.isInline) return false;
    present.add(node.attrs['id']);
    return true;
  });
  return (id) => cut.has(id) && !present.has(id);
};
