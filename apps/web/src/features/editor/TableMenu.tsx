import { Menu, MenuItem, MenuTrigger, TableIcon, ToolbarButton } from '@samsyn/ui';
import type { Editor } from '@tiptap/core';
import { insertTable, inText } from './acts/acts.ts';
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
  const acts: [string, () => void][] = [
    [words.table.rowAfter, () => inText(editor, (chain) => chain.addRowAfter())],
    [words.table.rowDelete, () => inText(editor, (chain) => chain.deleteRow())],
    [words.table.columnAfter, () => inText(editor, (chain) => chain.addColumnAfter())],
    [words.table.columnDelete, () => inText(editor, (chain) => chain.deleteColumn())],
    [words.table.header, () => inText(editor, (chain) => chain.toggleHeaderRow())],
    [words.table.merge, () => inText(editor, (chain) => chain.mergeOrSplit())],
    [words.table.delete, () => inText(editor, (chain) => chain.deleteTable())],
  ];
  return (
    <MenuTrigger>
      <ToolbarButton aria-label={words.toolbar.table}>
        <TableIcon />
      </ToolbarButton>
      <Menu aria-label={words.toolbar.table}>
        {acts.map(([label, act]) => (
          <MenuItem key={label} onAction={act}>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
};
