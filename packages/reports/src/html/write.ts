/** Writing HTML: text is always escaped, markup only ever comes from here. */
import type { Block, Run, TableGrid } from '../model.ts';

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

const tags = [
  ['bold', 'strong'],
  ['italic', 'em'],
  ['underline', 'u'],
  ['strike', 's'],
  ['code', 'code'],
] as const;

const runHtml = (run: Run): string => {
  if (run.type === 'break') return '<br>';
  if (run.type === 'mention')
    return run.anchor === ''
      ? `<span class="m">${escapeHtml(run.text)}</span>`
      : `<a class="m" href="#${run.anchor}">${escapeHtml(run.text)}</a>`;
  const styled = tags
    .filter(([style]) => run[style])
    .reduce((inner, [, tag]) => `<${tag}>${inner}</${tag}>`, escapeHtml(run.text));
  return run.href === undefined ? styled : `<a href="${escapeHtml(run.href)}" rel="noopener">${styled}</a>`;
};

export const runsHtml = (runs: readonly Run[]): string => runs.map(runHtml).join('');

const span = (name: string, count: number): string => (count > 1 ? ` ${name}="${count}"` : '');

export const gridHtml = (grid: TableGrid, inner: (blocks: readonly Block[]) => string): string => {
  const row = (cells: TableGrid['rows'][number], isHead: boolean): string =>
    `<tr>${cells
      .map((cell) => {
        const tag = cell.header ? 'th' : 'td';
        const scope = cell.header ? ` scope="${isHead ? 'col' : 'row'}"` : '';
        return `<${tag}${scope}${span('colspan', cell.columns)}${span('rowspan', cell.rows)}>${inner(cell.blocks)}</${tag}>`;
      })
      .join('')}</tr>`;
  const head = grid.rows.slice(0, grid.headerRows).map((cells) => row(cells, true));
  const body = grid.rows.slice(grid.headerRows).map((cells) => row(cells, false));
  return `<table>${head.length > 0 ? `<thead>${head.join('')}</thead>` : ''}<tbody>${body.join('')}</tbody></table>`;
};
