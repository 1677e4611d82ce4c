import { announce, Button, CrossIcon, PlusIcon } from '@samsyn/ui';
import { type ClipboardEvent, useId } from 'react';
import styles from './TableGrid.module.css';
import { type Draft, readPaste, withPaste } from './tableText.ts';
import { useEvidenceText } from './text/index.ts';

const replaceAt = <T,>(list: readonly T[], at: number, value: T): T[] =>
  list.map((one, index) => (index === at ? value : one));
const removeAt = <T,>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);

const Heads = ({
  draft,
  onChange,
  isInvalid,
}: {
  draft: Draft;
  onChange: (draft: Draft) => void;
  isInvalid: boolean;
}) => {
  const words = useEvidenceText().grid;
  const field = (key: 'name' | 'unit') =>
    draft.columns.map((column, x) => (
      <th key={x} scope={key === 'name' ? 'col' : undefined}>
        <input
          aria-label={key === 'name' ? words.column(x + 1) : words.unit(x + 1)}
          placeholder={key === 'name' ? words.headingHint : x > 0 ? words.unitHint : undefined}
          aria-invalid={isInvalid && key === 'name' && column.name.trim() === ''}
          value={column[key]}
          onChange={(event) =>
            onChange({ ...draft, columns: replaceAt(draft.columns, x, { ...column, [key]: event.target.value }) })
          }
          data-row={-1}
          data-column={x}
        />
      </th>
    ));
  return (
    <thead>
      <tr>{field('name')}</tr>
      <tr>{field('unit')}</tr>
    </thead>
  );
};

const Rows = ({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) => {
  const words = useEvidenceText().grid;
  return (
    <tbody>
      {draft.rows.map((row, y) => (
        <tr key={y}>
          {draft.columns.map((column, x) => (
            <td key={x}>
              <input
                aria-label={words.cell(y + 1, column.name || words.nameless(x + 1))}
                value={row[x] ?? ''}
                onChange={(event) =>
                  onChange({ ...draft, rows: replaceAt(draft.rows, y, replaceAt(row, x, event.target.value)) })
                }
                data-row={y}
                data-column={x}
              />
            </td>
          ))}
          <td className={styles.bare}>
            {draft.rows.length > 1 && (
              <Button
                variant="plain"
                size="small"
                iconOnly
                icon={<CrossIcon />}
                aria-label={words.removeRow(y + 1)}
                onPress={() => onChange({ ...draft, rows: removeAt(draft.rows, y) })}
              />
            )}
          </td>
        </tr>
      ))}
    </tbody>
  );
};

/** A small table to write in; a table pasted from a spreadsheet fills it. */
export const TableGrid = ({
  draft,
  onChange,
  error,
}: {
  draft: Draft;
  onChange: (draft: Draft) => void;
  error?: string | undefined;
}) => {
  const words = useEvidenceText().grid;
  const id = useId();
  const paste = (event: ClipboardEvent): void => {
    const target = event.target instanceof HTMLElement ? event.target.dataset : {};
    const cells = readPaste(event.clipboardData.getData('text/plain'));
    if (cells === null || target.row === undefined) return;
    event.preventDefault();
    onChange(withPaste(draft, cells, Number(target.row), Number(target.column)));
    announce(words.pasted(cells.length, cells[0]?.length ?? 0));
  };
  const last = draft.columns.length - 1;
  const lastName = draft.columns[last]?.name;
  return (
    <fieldset className={styles.frame} aria-describedby={id}>
      <legend className={styles.label}>{words.label}</legend>
      <span id={id} className={error === undefined ? styles.hint : styles.error}>
        {error ?? words.hint}
      </span>
      <div className={styles.scroll} onPaste={paste}>
        <table className={styles.grid}>
          <Heads draft={draft} onChange={onChange} isInvalid={error !== undefined} />
          <Rows draft={draft} onChange={onChange} />
        </table>
      </div>
      <div className={styles.buttons}>
        <Button
          size="small"
          icon={<PlusIcon />}
          onPress={() => onChange({ ...draft, rows: [...draft.rows, draft.columns.map(() => '')] })}
        >
          {words.addRow}
        </Button>
        <Button
          size="small"
          icon={<PlusIcon />}
          onPress={() =>
            onChange({
              columns: [...draft.columns, { name: '', unit: '' }],
              rows: draft.rows.map((row) => [...row, '']),
            })
          }
        >
          {words.addColumn}
        </Button>
        {last > 1 && (
          <Button
            size="small"
            variant="plain"
            onPress={() =>
              onChange({ columns: removeAt(draft.columns, last), rows: draft.rows.map((row) => removeAt(row, last)) })
            }
          >
            {words.removeColumn(lastName || String(last + 1))}
          </Button>
        )}
      </div>
    </fieldset>
  );
};
