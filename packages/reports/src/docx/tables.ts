/** Tables: head rows repeat over pages, rows do not break, widths are set so that every reader lays them out alike. */
import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, WidthType } from 'docx';
import { colors, hex } from '../look.ts';
import type { Block, DataTable, TableGrid } from '../model.ts';
import { plainChildren } from './runs.ts';
import { textWidth } from './styles.ts';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const hair = { style: BorderStyle.SINGLE, size: 4, color: hex(colors.line) };
const strong = { style: BorderStyle.SINGLE, size: 8, color: hex(colors.quiet) };
const borders = { top: none, left: none, right: none, bottom: hair, insideVertical: none, insideHorizontal: hair };
const margins = { top: 60, bottom: 60, left: 80, right: 80, marginUnitType: WidthType.DXA };

const widthsOf = (columns: number, first: number, room: number): number[] => {
  const rest = Math.floor(room / (columns - 1 + first));
  return Array.from({ length: columns }, (_, index) => (index === 0 ? room - rest * (columns - 1) : rest));
};

const styleFor = (columns: number): string => (columns > 6 ? 'TableSmall' : 'TableText');

export const dataTable = (part: DataTable): Table => {
  const style = styleFor(part.columns.length);
  const widths = widthsOf(part.columns.length, part.columns.length > 1 ? 1.6 : 1, textWidth);
  const cell = (text: string, index: number, isHead: boolean): TableCell =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      ...(isHead && { borders: { bottom: strong } }),
      children: [
        new Paragraph({
          style,
          alignment: part.columns[index]?.numeric ? AlignmentType.RIGHT : AlignmentType.LEFT,
          ...(isHead && { keepNext: true }),
          children: plainChildren(text, isHead),
        }),
      ],
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders,
    margins,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: part.columns.map((column, index) => cell(column.name, index, true)),
      }),
      ...part.rows.map(
        (cells, row) =>
          new TableRow({
            cantSplit: true,
            ...(part.rows.length <= 14 && row < part.rows.length - 1 && { keepNext: true }),
            children: cells.map((text, index) => cell(text, index, false)),
          }),
      ),
    ],
  });
};

type CellContent = (blocks: readonly Block[], style: string, bold: boolean) => (Paragraph | Table)[];

/** A table that people made; `room` is the width it has, in twips. */
export const gridTable = (grid: TableGrid, content: CellContent, room: number): Table => {
  const style = styleFor(grid.columns);
  const widths = widthsOf(grid.columns, 1, room);
  return new Table({
    width: { size: room, type: WidthType.DXA },
    columnWidths: widths,
    borders,
    margins,
    rows: grid.rows.map(
      (cells, row) =>
        new TableRow({
          cantSplit: false,
          tableHeader: row < grid.headerRows,
          children: cells.map(
            (cell) =>
              new TableCell({
                columnSpan: cell.columns,
                rowSpan: cell.rows,
                ...(row < grid.headerRows && { borders: { bottom: strong } }),
                children: content(cell.blocks, style, cell.header),
              }),
          ),
        }),
    ),
  });
};
