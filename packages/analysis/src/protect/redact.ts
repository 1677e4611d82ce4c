/** The last gate: what is protected is blacked out, whatever way it came into the text. */
import { childrenOf, type DocNode } from '@samsyn/document';
import type { EvidenceTable } from '@samsyn/domain';
import { words } from '../text/sv.ts';
import { findProtected, type ProtectOptions } from './find.ts';
import { type Cell, smallCells, tableOf } from './tables.ts';

/** @returns the text with what is protected replaced by a word that says so. */
export const redactText = (text: string, options: ProtectOptions): string => {
  let result = '';
  let at = 0;
  for (const { start, end } of findProtected(text, options)) {
    result += text.slice(at, start) + words.redacted;
    at = end;
  }
  return result + text.slice(at);
};

const isTextBlock = (node: DocNode): boolean => node.type === 'paragraph' || node.type === 'heading';

/** Texts of one block are read as one, so that a number whose halves are set in bold is found too. */
const redactBlock = (node: DocNode, options: ProtectOptions): DocNode => {
  const children = childrenOf(node);
  const whole = children.map((child) => (child.type === 'hardBreak' ? '\n' : (child.text ?? ''))).join('');
  const spans = findProtected(whole, options);
  if (spans.length === 0) return node;
  let at = 0;
  const content = children.flatMap((child): DocNode[] => {
    const text = child.text ?? '';
    const from = at;
    at += child.type === 'hardBreak' ? 1 : text.length;
    if (child.type !== 'text') return [child];
    let kept = '';
    for (let index = 0; index < text.length; index += 1) {
      const span = spans.find(({ start, end }) => start <= from + index && from + index < end);
      if (!span) kept += text[index] ?? '';
      else if (span.start === from + index) kept += words.redacted;
    }
    return kept === '' ? [] : [{ ...child, text: kept }];
  });
  return { ...node, content };
};

const redactAttributes = (attrs: Record<string, unknown>, options: ProtectOptions): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(attrs).map(([name, value]) =>
      typeof value === 'string' && ['owner', 'expectedEffect', 'alt', 'title', 'href'].includes(name)
        ? [name, redactText(value, options)]
        : [name, value],
    ),
  );

const redactCells = (table: DocNode, cells: readonly Cell[]): DocNode => ({
  ...table,
  content: childrenOf(table).map((row, rowIndex) => ({
    ...row,
    content: childrenOf(row).map((cell, column) => {
      if (!cells.some((one) => one.row === rowIndex - 1 && one.column === column)) return cell;
      return { ...cell, content: [{ type: 'paragraph', content: [{ type: 'text', text: words.redacted }] }] };
    }),
  })),
});

/** Again until nothing follows from what is left: a blacked-out cell can be a total's only unknown part. */
const redactNodeTable = (table: DocNode, options: ProtectOptions): DocNode => {
  const cells = smallCells(tableOf(table), options.smallGroupLimit);
  return cells.length === 0 ? table : redactNodeTable(redactCells(table, cells), options);
};

/** @returns a copy of the tree without anything protected: in texts, tables, alternative texts and commitments. */
export const redactProtected = (body: DocNode, options: ProtectOptions): DocNode => {
  const own =
    body.type === 'table' ? redactNodeTable(body, options) : isTextBlock(body) ? redactBlock(body, options) : body;
  return {
    ...own,
    ...(own.attrs && { attrs: redactAttributes(own.attrs, options) }),
    ...(own.marks && {
      marks: own.marks.map((mark) => (mark.attrs ? { ...mark, attrs: redactAttributes(mark.attrs, options) } : mark)),
    }),
    ...(own.content && { content: own.content.map((child) => redactProtected(child, options)) }),
  };
};

/**
 * @returns an evidence table as it may be shown: cells of small groups are empty (null). What is taken away may follow
 * from what is left, so it is looked at again until nothing does.
 */
export const redactTable = (table: EvidenceTable, options: ProtectOptions): EvidenceTable => {
  const once = redactTableOnce(table, options);
  return JSON.stringify(once) === JSON.stringify(table) ? table : redactTable(once, options);
};

const redactTableOnce = (table: EvidenceTable, options: ProtectOptions): EvidenceTable => {
  const cells = smallCells(table, options.smallGroupLimit);
  return {
    columns: table.columns,
    rows: table.rows.map((row, rowIndex) =>
      row.map((cell, column) => {
        if (cells.some((one) => one.row === rowIndex && one.column === column)) return null;
        if (typeof cell === 'string') return redactText(cell, options);
        return typeof cell === 'number' && findProtected(String(cell), options).length > 0 ? null : cell;
      }),
    ),
  };
};
