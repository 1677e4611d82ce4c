/** What is put right after a change made at this editor: new blocks get ids, empty containers a line to write on. */
import { Extension } from '@tiptap/core';
import type { Node, NodeType } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { newId } from '../ids.ts';
import { elements, identified } from '../schema.ts';
import { changedChildren } from './changedRange.ts';
import { isLocalChange } from './origin.ts';

type Empty = { pos: number; child: NodeType };
type Found = { bare: { pos: number; node: Node }[]; empty: Empty[]; marked: { pos: number; node: Node }[] };

const childFor = (node: Node): NodeType | null => {
  const { nodes } = node.type.schema;
  if (node.childCount > 0) return null;
  if (elements[node.type.name]?.holds === 'blocks') return nodes['paragraph'] ?? null;
  if (node.type.name === 'bulletList' || node.type.name === 'orderedList') return nodes['listItem'] ?? null;
  if (node.type.name === 'tableRow') return nodes['tableCell'] ?? null;
  return node.type.name === 'table' ? (nodes['tableRow'] ?? null) : null;
};

const look = (node: Node, pos: number, taken: Set<string>, found: Found): void => {
  if (identified.includes(node.type.name)) {
    const id: unknown = node.attrs['id'];
    if (typeof id !== 'string' || id === '' || taken.has(id)) found.bare.push({ pos, node });
    else taken.add(id);
  }
  // the shared document keeps marks on text only: a bold citation would be bold here and nowhere else
  if (node.isInline && !node.isText && node.marks.length > 0) found.marked.push({ pos, node });
  const child = childFor(node);
  if (child !== null) found.empty.push({ pos: pos + 1, child });
  node.forEach((inner, offset) => look(inner, pos + 1 + offset, taken, found));
};

/** A new container with what it needs to be written in, down to a paragraph. */
const filled = (type: NodeType): Node => {
  const { nodes } = type.schema;
  if (type.name === 'paragraph') return type.create({ id: newId() });
  const inner = type.name === 'tableRow' ? nodes['tableCell'] : nodes['paragraph'];
  return type.create(null, inner === undefined ? null : filled(inner));
};

const mend = (transaction: Transaction, before: Node): Transaction | null => {
  const after = transaction.doc;
  const { children } = after;
  const change = changedChildren(before, children);
  const found: Found = { bare: [], empty: [], marked: [] };
  if (change !== null) {
    let pos = change.from;
    const taken = new Set<string>();
    for (const child of children.slice(change.firstIndex, change.endNew)) {
      look(child, pos, taken, found);
      pos += child.nodeSize;
    }
  }
  for (const { pos, node } of found.bare) {
    transaction.setNodeAttribute(pos, 'id', newId());
    if (node.attrs['key'] !== null && 'key' in node.attrs) transaction.setNodeAttribute(pos, 'key', null);
  }
  for (const { pos, node } of found.marked) transaction.setNodeMarkup(pos, null, node.attrs, []);
  // from the end, so that the positions before it still hold
  for (const { pos, child } of found.empty.toReversed()) transaction.insert(pos, filled(child));
  const { paragraph } = after.type.schema.nodes;
  const last = transaction.doc.lastChild;
  // below a claim or a table there is always a line to go on writing on
  if (paragraph !== undefined && (last === null || !last.isTextblock))
    transaction.insert(transaction.doc.content.size, filled(paragraph));
  // Tiptap takes the ids of empty lines away when all was chosen: it and this would go on for ever, each after the other.
  return transaction.docChanged ? transaction.setMeta('preventClearDocument', true) : null;
};

export const LocalChanges = Extension.create({
  name: 'localChanges',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('localChanges'),
      appendTransaction: (transactions, before, after) =>
        transactions.some(isLocalChange) ? mend(after.tr, before.doc) : null,
    }),
  ],
});
