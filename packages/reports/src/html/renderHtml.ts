/** The report as a page for visitors: whole in itself, without scripts, readable in ten years. */
import type { ReportModel } from '../model.ts';
import { sv } from '../text/sv.ts';
import { blocksHtml, factsHtml } from './blocks.ts';
import { pageStyle } from './style.ts';
import { escapeHtml } from './write.ts';

export type HtmlOptions = {
  /** the address of the page that links here, for the way back */
  home?: string;
  /** the folder that serves the three font files; without it the reader's own fonts stand in */
  fontsAt?: string;
  /** addresses of the other faces, relative to the page */
  files?: { pdf: string; docx: string; pptx: string; json: string };
};

const thread =
  '<svg width="14" height="26" viewBox="0 0 14 26" aria-hidden="true"><path d="M7 0v7c0 6-5 5-5 9s5 4 5-1 5-5 5-1-5 4-5 9v3" fill="none" stroke-width="2.4" stroke-linecap="round"/></svg>';

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-6 0 26 26"><path d="M7 0v7c0 6-5 5-5 9s5 4 5-1 5-5 5-1-5 4-5 9v3" fill="none" stroke="#B4232C" stroke-width="2.4" stroke-linecap="round"/></svg>',
)}`;

type Entry = ReportModel['contents'][number];

const contents = (model: ReportModel): string => {
  const groups: { head: Entry; under: Entry[] }[] = [];
  for (const entry of model.contents) {
    const last = groups.at(-1);
    if (entry.level === 1 || !last) groups.push({ head: entry, under: [] });
    else last.under.push(entry);
  }
  if (groups.length < 2) return '';
  const link = (entry: Entry): string => `<a href="#${entry.anchor}">${escapeHtml(entry.text)}</a>`;
  const items = groups.map(
    ({ head, under }) =>
      `<li>${link(head)}${under.length > 0 ? `<ol>${under.map((entry) => `<li>${link(entry)}</li>`).join('')}</ol>` : ''}</li>`,
  );
  return `<nav class="contents" aria-labelledby="innehall"><h2 id="innehall">${sv.contents}</h2><ol>${items.join('')}</ol></nav>`;
};

const files = (options: HtmlOptions): string => {
  if (!options.files) return '';
  const { pdf, docx, pptx, json } = options.files;
  const links = [
    [pdf, sv.html.pdf],
    [docx, sv.html.docx],
    [pptx, sv.html.pptx],
    [json, sv.html.json],
  ].map(([href = '', words = '']) => `<li><a href="${escapeHtml(href)}">${escapeHtml(words)}</a></li>`);
  return `<nav class="files" aria-labelledby="hamta"><h2 id="hamta">${sv.html.files}</h2><ul>${links.join('')}</ul></nav>`;
};

export const renderHtml = (model: ReportModel, options: HtmlOptions = {}): Uint8Array => {
  const name = `${model.title}, ${model.subtitle.toLowerCase()}`;
  const authority = escapeHtml(model.input.authority.name);
  const mark = `${thread}${authority}`;
  const body = model.blocks.length > 0 ? blocksHtml(model.blocks, model) : `<p>${escapeHtml(sv.empty)}</p>`;
  const page = `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(model.isDraft ? `${sv.draft}: ${name}` : name)} – ${authority}</title>
<link rel="icon" href="${icon}">
<meta name="description" content="${escapeHtml(sv.description(model.title, model.subtitle, model.input.authority.name))}">
<style>${pageStyle(options.fontsAt ?? null)}</style>
</head>
<body>
<a class="skip" href="#text">${sv.html.skip}</a>
<header class="bar">${options.home === undefined ? `<span class="mark">${mark}</span>` : `<a class="mark" href="${escapeHtml(options.home)}">${mark}</a>`}</header>
<main id="text"><article class="paper">
<header>${model.isDraft ? `<p class="draft">${sv.draft}</p>` : ''}
<h1>${escapeHtml(model.title)}</h1>
<p class="sub">${escapeHtml(model.subtitle)}</p>
${model.isDraft ? `<p class="notice">${sv.draftNotice}</p>` : ''}
${factsHtml(model.facts)}
</header>
${contents(model)}
${body}
${files(options)}
</article></main>
</body>
</html>
`;
  return new TextEncoder().encode(page);
};
