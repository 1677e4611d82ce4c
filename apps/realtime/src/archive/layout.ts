/** The frame of every public page. */
import { stylesheet } from './assets.ts';
import { type Html, html } from './html.ts';
import { text } from './text.ts';

const mark = html`<svg width="14" height="26" viewBox="0 0 14 26" aria-hidden="true">
  <path d="M7 0v7c0 6-5 5-5 9s5 4 5-1 5-5 5-1-5 4-5 9v3" />
</svg>`;

/** @returns a whole page; `authority` is the name in the bar. */
export const page = (authority: string, title: string, main: Html): string =>
  `<!doctype html>\n${
    html`<html lang="sv">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${authority}</title>
        <link rel="stylesheet" href="${stylesheet.path}" />
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#innehall">${text.skip}</a>
        <header>
          <div class="bar">
            <a class="mark" href="/arkiv">${mark}${authority}</a>
            <nav aria-label="${text.navLabel}">
              <a href="/arkiv#planer">${text.plansNav}</a>
              <a href="/arkiv#handbocker">${text.handbooksNav}</a>
              <a href="/arkiv#utveckling">${text.initiativesNav}</a>
            </nav>
            <a class="signin" href="/">${text.signIn}</a>
          </div>
        </header>
        <main id="innehall" tabindex="-1">${main}</main>
        <footer>
          <div><a href="/arkiv">${text.home}</a><a href="/tillganglighet">${text.accessibility}</a></div>
        </footer>
      </body>
    </html>`.source
  }`;
