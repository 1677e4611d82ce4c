/** The report's blocks as HTML. */
import { chartSvg } from '../chart/svg.ts';
import type { Block, ClaimBlock, DataTable, Fact, FigureBlock, ReportModel } from '../model.ts';
import { sv } from '../text/sv.ts';
import { escapeHtml, gridHtml, runsHtml } from './write.ts';

const look = {
  ink: 'var(--ink)',
  quiet: 'var(--quiet)',
  line: 'var(--line)',
  series: ['var(--c1)', 'var(--c2)', 'var(--c3)', 'var(--c4)'],
  font: "'Source Sans 3', system-ui, sans-serif",
};

export const factsHtml = (facts: readonly Fact[]): string =>
  facts.length === 0
    ? ''
    : `<dl class="facts">${facts
        .map((fact) => `<dt>${escapeHtml(fact.name)}</dt><dd dir="auto">${escapeHtml(fact.value)}</dd>`)
        .join('')}</dl>`;

/** What scrolls must be reachable by keyboard and have a name. */
const scrolling = (table: string): string =>
  `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(sv.html.tableScrolls)}">${table}</div>`;

const dataTable = (table: DataTable, caption: string): string => {
  const number = (index: number): string => (table.columns[index]?.numeric ? ' class="n"' : '');
  const head = table.columns
    .map((column, index) => `<th scope="col"${number(index)}>${escapeHtml(column.name)}</th>`)
    .join('');
  const rows = table.rows.map(
    (cells) =>
      `<tr>${cells
        .map((cell, index) =>
          index === 0 ? `<th scope="row">${escapeHtml(cell)}</th>` : `<td${number(index)}>${escapeHtml(cell)}</td>`,
        )
        .join('')}</tr>`,
  );
  return scrolling(
    `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
  );
};

export const figureHtml = (figure: FigureBlock): string => {
  const { caption, parts } = figure.table;
  const chart = figure.chart
    ? `<figure><figcaption>${escapeHtml(figure.chart.caption)}</figcaption>${chartSvg(figure.chart.chart, look, {
        id: `${figure.anchor}-beskrivning`,
        description: figure.chart.description,
      })}</figure>`
    : '';
  const tables = parts.map((part, index) =>
    dataTable(part, parts.length > 1 ? sv.tablePart(caption, index + 1, parts.length) : caption),
  );
  return `<div id="${figure.anchor}">${chart}${tables.join('')}<p class="origin">${escapeHtml(figure.origin)}</p></div>`;
};

const claimHtml = (claim: ClaimBlock, inner: (blocks: readonly Block[]) => string): string => {
  const label = claim.area === null ? claim.label : `${claim.label} · ${claim.area}`;
  return `<div class="claim" id="${claim.anchor}"><p class="kind">${escapeHtml(label)}</p>${inner(claim.blocks)}${factsHtml(claim.facts)}</div>`;
};

const sourcesHtml = (model: ReportModel): string =>
  `<ol class="entries sources">${model.sources
    .map((source) => {
      const title = source.url
        ? `<a href="${escapeHtml(source.url)}" rel="noopener">${escapeHtml(source.title)}</a>`
        : escapeHtml(source.title);
      const url = source.url ? ` <span class="url">${escapeHtml(source.url)}</span>` : '';
      const text = source.text === null ? '' : `<p dir="auto">${escapeHtml(source.text)}</p>`;
      const origin = source.origin ? ` ${escapeHtml(source.origin)}.` : '';
      return `<li id="${source.anchor}"><span class="no">${escapeHtml(sv.mention(source.number))}</span><div><p dir="auto">${title}.${origin}${url}</p>${text}</div></li>`;
    })
    .join('')}</ol>`;

const referencesHtml = (model: ReportModel): string =>
  `<ul class="entries refs">${model.references
    .map(
      (reference) =>
        `<li id="${reference.anchor}" dir="auto">${reference.entry
          .map((run) => (run.italic ? `<em>${escapeHtml(run.text)}</em>` : escapeHtml(run.text)))
          .join('')}</li>`,
    )
    .join('')}</ul>`;

export const blocksHtml = (blocks: readonly Block[], model: ReportModel): string => {
  const inner = (some: readonly Block[]): string => blocksHtml(some, model);
  return blocks
    .map((block): string => {
      switch (block.type) {
        case 'heading':
          return `<h${block.level + 1} id="${block.anchor}" dir="auto">${runsHtml(block.runs)}</h${block.level + 1}>`;
        case 'paragraph':
          return `<p dir="auto">${runsHtml(block.runs)}</p>`;
        case 'list': {
          const tag = block.ordered ? 'ol' : 'ul';
          const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : '';
          return `<${tag}${start}>${block.items.map((item) => `<li dir="auto">${inner(item)}</li>`).join('')}</${tag}>`;
        }
        case 'quote':
          return `<blockquote>${inner(block.blocks)}</blockquote>`;
        case 'table':
          return scrolling(gridHtml(block.grid, inner));
        case 'image':
          return `<p class="picture">${escapeHtml([sv.image, block.alt || sv.imageWithoutAlt, block.title].filter(Boolean).join(': '))}</p>`;
        case 'rule':
          return '<hr>';
        case 'claim':
          return claimHtml(block, inner);
        case 'figure':
          return figureHtml(block);
        case 'sources':
          return sourcesHtml(model);
        case 'references':
          return referencesHtml(model);
      }
    })
    .join('\n');
};
