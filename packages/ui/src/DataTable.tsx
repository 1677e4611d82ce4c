// The roles below are the elements' own: a table loses them when it is laid out as blocks, so they are written out.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { type ReactNode, useState } from 'react';
import { cx } from './cx.ts';
import styles from './DataTable.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type Column<T> = {
  key: string;
  header: string;
  render: (row: T) => ReactNode;
  /** makes the column sortable */
  sortValue?: (row: T) => string | number;
  /** sortable by whoever holds the rows (`onOrder`) */
  isSortable?: boolean;
  isRowHeader?: boolean;
  align?: 'start' | 'end';
  /** the heading is for screen readers only (a column of acts) */
  hideHeader?: boolean;
};
export type TableOrder = { key: string; descending: boolean };

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'sv');

const sorted = <T,>(rows: readonly T[], columns: readonly Column<T>[], order: TableOrder | undefined): readonly T[] => {
  const value = columns.find((column) => column.key === order?.key)?.sortValue;
  if (value === undefined || order === undefined) return rows;
  const factor = order.descending ? -1 : 1;
  return rows.toSorted((a, b) => factor * compare(value(a), value(b)));
};

const Heading = <T,>({
  column,
  order,
  onOrder,
}: {
  column: Column<T>;
  order: TableOrder | undefined;
  onOrder: (order: TableOrder) => void;
}) => {
  const active = order?.key === column.key ? order : undefined;
  const words = column.hideHeader === true ? <VisuallyHidden>{column.header}</VisuallyHidden> : column.header;
  return (
    <th
      scope="col"
      role="columnheader"
      className={column.align === 'end' ? styles.end : undefined}
      {...(active === undefined ? {} : { 'aria-sort': active.descending ? 'descending' : 'ascending' })}
    >
      {column.sortValue === undefined && column.isSortable !== true ? (
        words
      ) : (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onOrder({ key: column.key, descending: active !== undefined && !active.descending })}
        >
          {words}
          <span aria-hidden="true">{active === undefined ? '' : active.descending ? '↓' : '↑'}</span>
        </button>
      )}
    </th>
  );
};

/**
 * A real table that keeps its head and sorts; where its box is narrow (560 px) it becomes a list, each value after its
 * heading.
 */
export const DataTable = <T,>({
  caption,
  hideCaption = false,
  hideHead = false,
  columns,
  rows,
  rowKey,
  order: given,
  onOrder,
  narrow = 'list',
}: {
  caption: string;
  hideCaption?: boolean;
  /** the headings are for screen readers only: the values speak for themselves */
  hideHead?: boolean;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T, index: number) => string;
  /** with `onOrder`: the rows stand in this order already, where there are more than are shown */
  order?: TableOrder | undefined;
  onOrder?: (order: TableOrder) => void;
  /** scroll: for figures that are compared across columns */
  narrow?: 'list' | 'scroll';
}) => {
  const [own, setOwn] = useState<TableOrder | undefined>();
  const order = onOrder === undefined ? own : given;
  const focusable = narrow === 'scroll' ? { tabIndex: 0, role: 'region', 'aria-label': caption } : {};
  return (
    <div className={cx(styles.wrap, narrow === 'scroll' && styles.scroll)} {...focusable}>
      <table role="table" className={cx(styles.table, narrow === 'list' && styles.listed, hideHead && styles.headless)}>
        <caption>{hideCaption ? <VisuallyHidden>{caption}</VisuallyHidden> : caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Heading key={column.key} column={column} order={order} onOrder={onOrder ?? setOwn} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {sorted(rows, columns, own).map((row, index) => (
            <tr key={rowKey(row, index)} role="row">
              {columns.map((column) =>
                column.isRowHeader === true ? (
                  <th key={column.key} scope="row" role="rowheader">
                    {column.render(row)}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    role="cell"
                    data-label={column.hideHeader === true ? '' : column.header}
                    className={column.align === 'end' ? styles.end : undefined}
                  >
                    {column.render(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
