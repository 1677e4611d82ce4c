import { TableIcon, ToolbarButton } from '@samsyn/ui';
import type { Editor } from '@tiptap/core';
import { insertTable, inText } from './acts/acts.ts';
import { ActMenu, type MenuAct } from './ActMenu.tsx';
import { useEditorText } from './text/index.ts';

/** Inserts a table; in one, what can be done with it. */
export const TableMenu = ({ editor }: { editor: Editor }) => {
  const words = useEditorText();
  if (!editor.isActive('table'))
    return (
      <ToolbarButton aria-label={words.table.insert} onPress={() => insertTable(editor)}>
        <TableIcon />
      </ToolbarButton>
    );
  const acts: MenuAct[] = [
    { id: 'rowAfter', label: words.table.rowAfter, run: () => inText(editor, (chain) => chain.addRowAfter()) },
    { id: 'rowDelete', label: words.table.rowDelete, run: () => inText(editor, (chain) => chain.deleteRow()) },
    { id: 'columnAfter', label: words.table.columnAfter, run: () => inText(editor, (chain) => chain.addColumnAfter()) },
    { id: 'columnDelete', label: words.table.columnDelete, run: () => inText(editor, (chain) => chain.deleteColumn()) },
    { id: 'header', label: words.table.header, run: () => inText(editor, (chain) => chain.toggleHeaderRow()) },
    { id: 'merge', label: words.table.merge, run: () => inText(editor, (chain) => chain.mergeOrSplit()) },
    { id: 'delete', label: words.table.delete, run: () => inText(editor, (chain) => chain.deleteTable()) },
  ];
  return (
    <ActMenu
      label={words.toolbar.table}
      acts={acts}
      button={
        <ToolbarButton aria-label={words.toolbar.table}>
          <TableIcon />
        </ToolbarButton>
      }
    />
  );
};
