/** Tables as people left them: cells may lack, spans may overlap. A grid covers every position exactly once. */
import type { Block, TableCell, TableGrid } from '../model.ts';

export type LooseCell = { blocks: Block[]; header: boolean; columns: number; rows: number };

const emptyCell = (): TableCell => ({ blocks: [], header: false, columns: 1, rows: 1 });

/** How many positions from (row, column) are free to the right, at most `wanted`. */
const freeColumns = (taken: readonly boolean[][], row: number, column: number, wanted: number): number => {
  let free = 1;
  while (free < wanted && !taken[row]?.[column + free]) free += 1;
  return free;
};

const mostColumns = 60;

type Placed = { row: number; column: number; cell: TableCell };

const place = (rows: readonly LooseCell[][]): { placed: Placed[]; columns: number } => {
  const taken: boolean[][] = rows.map(() => []);
  const placed: Placed[] = [];
  let columns = 0;
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (taken[row]?.[column]) column += 1;
      const width = freeColumns(taken, row, column, Math.max(1, Math.min(cell.columns, mostColumns)));
      const height = Math.max(1, Math.min(cell.rows, rows.length - row));
      for (let down = 0; down < height; down += 1)
        for (let right = 0; right < width; right += 1) (taken[row + down] ??= [])[column + right] = true;
      placed.push({ row, column, cell: { ...cell, columns: width, rows: height } });
      column += width;
      columns = Math.max(columns, column);
    }
  });
  return { placed, columns };
};

/** @returns the grid, or null for a table without cells. */
export const gridOf = (loose: readonly LooseCell[][]): TableGrid | null => {
  const { placed, columns } = place(loose);
  if (columns === 0) return null;
  const covered = loose.map(() => Array.from({ length: columns }, () => false));
  for (const { row, column, cell } of placed)
    for (let down = 0; down < cell.rows; down += 1) covered[row + down]?.fill(true, column, column + cell.columns);
  const holes = covered.flatMap((positions, row) =>
    positions.flatMap((isCovered, column) => (isCovered ? [] : [{ row, column, cell: emptyCell() }])),
  );
  const rows = loose.map((_, row) =>
    [...placed, ...holes]
      .filter((one) => one.row === row)
      .toSorted((one, other) => one.column - other.column)
      .map((one) => one.cell),
  );
  return { columns, headerRows: headerRowsOf(rows), rows };
};

/** Head rows are the first ones that hold nothing but head cells, as long as no cell reaches out of them. */
const headerRowsOf = (rows: readonly TableCell[][]): number => {
  const [first] = rows;
  const isHead = first !== undefined && first.length > 0 && first.every((cell) => cell.header && cell.rows === 1);
  return isHead && rows.length > 1 ? 1 : 0;
};
