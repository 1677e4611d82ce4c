/** What people do to a document's structure, at random but repeatably. */
import { joinBackward, lift, setBlockType, splitBlock, toggleMark, wrapIn } from '@tiptap/pm/commands';
import type { Node } from '@tiptap/pm/model';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import { type Command, Selection, TextSelection } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  toggleHeaderRow,
} from '@tiptap/pm/tables';
import { withoutOrigin } from '../src/editor/index.ts';
import type { HeadlessEditor } from './headless.ts';

export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const words = ['resultat', 'orsak', 'slutsats', 'åtgärd', 'lärmiljö', 'sambedömning', 'närvaro'];

export const placeCaret = (editor: HeadlessEditor, random: () => number): void => {
  const { doc } = editor.state;
  const at = Math.floor(random() * (doc.content.size + 1));
  const to = random() < 0.3 ? Math.min(doc.content.size, at + Math.floor(random() * 40)) : at;
  const $at = doc.resolve(at);
  const selection =
    to === at ? Selection.near($at, random() < 0.5 ? 1 : -1) : TextSelection.between($at, doc.resolve(to));
  editor.dispatch(editor.state.tr.setSelection(selection));
};

const table = (node: (name: string, content?: Node[] | Node) => Node): Node => {
  const row = (): Node =>
    node('tableRow', [node('tableCell', node('paragraph')), node('tableCell', node('paragraph'))]);
  return node('table', [row(), row()]);
};

const insertNode =
  (name: string): Command =>
  (state, dispatch) => {
    const make = (type: string, content?: Node[] | Node): Node => state.schema.node(type, null, content);
    const node =
      name === 'table'
        ? table(make)
        : name === 'citation'
          ? state.schema.node('citation', { targetType: 'evidence', targetId: 'e1' })
          : make(name);
    dispatch?.(state.tr.replaceSelectionWith(node));
    return true;
  };

const selectAll: Command = (state, dispatch) => {
  dispatch?.(state.tr.delete(0, state.doc.content.size));
  return true;
};

const one = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('Not in the schema');
  return found;
};

const commands = (editor: HeadlessEditor): Command[] => {
  const { nodes, marks } = editor.state.schema;
  return [
    splitBlock,
    splitBlock,
    joinBackward,
    joinBackward,
    lift,
    wrapIn(one(nodes['blockquote'])),
    wrapIn(one(nodes['claim']), { kind: 'cause' }),
    wrapIn(one(nodes['claim']), { kind: 'action' }),
    wrapInList(one(nodes['bulletList'])),
    wrapInList(one(nodes['orderedList'])),
    splitListItem(one(nodes['listItem'])),
    sinkListItem(one(nodes['listItem'])),
    liftListItem(one(nodes['listItem'])),
    setBlockType(one(nodes['heading']), { level: 2 }),
    setBlockType(one(nodes['paragraph'])),
    insertNode('table'),
    insertNode('citation'),
    insertNode('horizontalRule'),
    addRowAfter,
    addColumnAfter,
    deleteRow,
    deleteColumn,
    deleteTable,
    mergeCells,
    toggleHeaderRow,
    toggleMark(one(marks['bold'])),
    toggleMark(one(marks['comment']), { id: 'c1' }),
    (state, dispatch) => {
      dispatch?.(state.tr.deleteSelection());
      return true;
    },
  ];
};

/** A piece of the text copied and pasted where the caret is. */
const paste = (editor: HeadlessEditor, random: () => number): void => {
  const { doc } = editor.state;
  const from = Math.floor(random() * doc.content.size);
  const slice = doc.slice(from, Math.min(doc.content.size, from + Math.floor(random() * 60)));
  editor.dispatch(editor.state.tr.replaceSelection(withoutOrigin(slice)));
};

/** One act of one person: half the time words, else a change of structure; seldom everything is deleted. */
export const actAtRandom = (
  editor: HeadlessEditor,
  random: () => number,
  written: () => string = () => `${words[Math.floor(random() * words.length)] ?? ''} `,
): void => {
  placeCaret(editor, random);
  const luck = random();
  if (luck < 0.5) editor.type(written());
  else if (luck < 0.51) editor.run(selectAll);
  else if (luck < 0.56) editor.undoManager.undo();
  else if (luck < 0.58) editor.undoManager.redo();
  else if (luck < 0.61) paste(editor, random);
  else {
    const all = commands(editor);
    const command = all[Math.floor(random() * all.length)];
    if (command !== undefined) editor.run(command);
  }
};
