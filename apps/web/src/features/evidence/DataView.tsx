import type { EvidenceTable, TableCell } from '@samsyn/domain';
import { type Column, DataTable } from '@samsyn/ui';
import { useFormat } from '../../text/index.ts';

/** A table's figures as they are, scrolled sideways where they do not fit so that columns stay comparable. */
export const DataView = ({ table, caption }: { table: EvidenceTable; caption: string }) => {
  const format = useFormat();
  const columns: Column<TableCell[]>[] = table.columns.map((column, index) => ({
    key: String(index),
    header: column.unit ? `${column.name} (${column.unit})` : column.name,
    isRowHeader: index === 0,
    align: index > 0 && table.rows.some((row) => typeof row[index] === 'number') ? 'end' : 'start',
    render: (row) => {
      const value = row[index];
      if (value === null || value === undefined) return '–';
      return typeof value === 'number' && index > 0 ? format.number(value) : String(value);
    },
  }));
  return (
    <DataTable
      narrow="scroll"
      caption={caption}
      columns={columns}
      rows={table.rows}
      rowKey={(_, index) => String(index)}
    />
  );
};
