/** /tillganglighet: the statement that the law asks for. */
import { page } from '../frame.ts';
import { html } from '../html.ts';
import { statement } from '../text/accessibility.sv.ts';

export const accessibilityPage = (authority: string): string =>
  page({
    title: statement.title,
    authority,
    main: html`<main id="text">
      <article class="paper">
        <h1>${statement.title}</h1>
        <p class="sub">${statement.lead(authority)}</p>
        ${statement.sections.map(
          ({ heading, paragraphs }) =>
            html`<h2>${heading}</h2>
              ${paragraphs.map((words) => html`<p>${words}</p>`)}`,
        )}
      </article>
    </main>`,
  });
