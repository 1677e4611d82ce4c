/** Tables, which a merge may leave with rows of different lengths: they are evened out after local changes only. */
import type { Extensions } from '@tiptap/core';
import { createTable, Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { isLocalChange } from './origin.ts';

/** Mending after a colleague's change would be done by everybody at once, each adding cells of their own, without end. */
const onLocalChanges = (plugin: Plugin): Plugin => {
  const append = plugin.spec.appendTransaction;
  if (append === undefined) return plugin;
  return new Plugin({
    ...plugin.spec,
    appendTransaction(transactions, before, after) {
      const isForHere = transactions.some((one) => isLocalChange(one) || (one.selectionSet && !one.docChanged));
      return isForHere ? append.call(plugin, transactions, before, after) : null;
    },
  });
};

/** A cell may be without a line after a merge, so none is made with one by itself; a caret stands in lines only. */
const LocalTable = Table.extend({
  content: 'tableRow*',
  addCommands() {
    return {
      ...this.parent?.(),
      insertTable:
        ({ rows = 3, cols = 3, withHeaderRow = true } = {}) =>
        ({ tr, dispatch, editor: { schema } }) => {
          const { paragraph } = schema.nodes;
          if (dispatch === undefined || paragraph === undefined) return paragraph !== undefined;
          const before = tr.selection.from;
          tr.replaceSelectionWith(createTable(schema, rows, cols, withHeaderRow, paragraph.create()));
          tr.setSelection(TextSelection.near(tr.doc.resolve(before + 1))).scrollIntoView();
          return true;
        },
    };
  },
  addKeyboardShortcuts() {
    return {
      ...this.parent?.(),
      // One after the other: a new row has lines when it stands there.
      Tab: ({ editor }) =>
        editor.commands.goToNextCell() || (editor.commands.addRowAfter() && editor.commands.goToNextCell()),
    };
  },
  addProseMirrorPlugins() {
    return (this.parent?.() ?? []).map(onLocalChanges);
  },
});

export const tableExtensions = (): Extensions => [
  LocalTable.configure({ resizable: false, allowTableNodeSelection: true }),
  TableRow.extend({ content: '(tableCell | tableHeader)*' }),
  TableCell.extend({ content: 'block*' }),
  TableHeader.extend({ content: 'block*' }),
];
