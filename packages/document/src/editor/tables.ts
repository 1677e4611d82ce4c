/** Tables, which a merge may leave with rows of different lengths: they are evened out after local changes only. */
import type { Extensions } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Plugin } from '@tiptap/pm/state';
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

const LocalTable = Table.extend({
  content: 'tableRow*',
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
