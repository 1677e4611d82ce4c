/** A published plan or handbook as a page. */
import type { PageRecord } from '@samsyn/models';
import { formatYears, type PageBody } from '@samsyn/reports';
import { page } from '../frame.ts';
import { html, trusted } from '../html.ts';
import { sv } from '../text/sv.ts';

/** Shorter texts need no list of what stands in them. */
const fewestHeadings = 4;

export const documentPage = (
  authority: string,
  record: PageRecord,
  groupName: string | null,
  body: PageBody,
): string => {
  const about = [groupName, record.schoolYear === null ? null : formatYears(record.schoolYear)].filter(Boolean);
  const heads = body.contents.filter(({ level }) => level === 1);
  const contents =
    heads.length >= fewestHeadings &&
    html`<nav class="contents" aria-labelledby="innehall">
      <h2 id="innehall">${sv.contents}</h2>
      <ol>
        ${heads.map(({ text, anchor }) => html`<li><a href="#${anchor}">${text}</a></li>`)}
      </ol>
    </nav>`;
  return page({
    title: record.title,
    authority,
    main: html`<main id="text">
      <article class="paper">
        <header>
          <h1>${record.title}</h1>
          ${about.length > 0 && html`<p class="sub">${about.join(' · ')}</p>`}
        </header>
        ${contents} ${body.html === '' ? html`<p>${sv.emptyPage}</p>` : trusted(body.html)}
      </article>
    </main>`,
  });
};
