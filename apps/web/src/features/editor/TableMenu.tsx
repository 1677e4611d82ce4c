import { Menu, MenuItem, MenuTrigger, TableIcon, ToolbarButton } from '@samsyn/ui';
import type { Editor } from '@tiptap/core';
import { insertTable } from './acts/acts.ts';
import { useEditorText } from './text/index.ts';

/** Inserts a table; in one, what can be done with it. */
export const TableMenu = ({ editor }: { editor: Editor }) => {
  const words = useEditorText();
  const chain = () => editor.chain().focus();
  if (!editor.isActive('table'))
    return (
      <ToolbarButton aria-label={words.table.insert} onPress={() => insertTable(editor)}>
        <TableIcon />
      </ToolbarButton>
    );
  const acts: [string, () => void][] = [
    [words.table.rowAfter, () => void chain().addRowAfter().run()],
    [words.table.rowDelete, () => void chain().deleteRow().run()],
    [words.table.columnAfter, () => void chain().addColumnAfter().run()],
    [words.table.columnDelete, () => void chain().deleteColumn().run()],
    [words.table.header, () => void chain().toggleHeaderRow().run()],
    [words.table.merge, () => void chain().mergeOrSplit().run()],
    [words.table.delete, () => void chain().deleteTable().run()],
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
