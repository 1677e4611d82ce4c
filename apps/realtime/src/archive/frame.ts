/** What every public page has: the head, the bar with the thread, the way back, the foot. No scripts. */
import { accessibilityPath, archivePath } from './addresses.ts';
import { stylesheet } from './assets.ts';
import { html, type Markup } from './html.ts';
import { sv } from './text/sv.ts';

const thread = html`<svg width="14" height="26" viewBox="0 0 14 26" aria-hidden="true">
  <path d="M7 0v7c0 6-5 5-5 9s5 4 5-1 5-5 5-1-5 4-5 9v3" fill="none" stroke-width="2.4" stroke-linecap="round" />
</svg>`;

export type Frame = {
  title: string;
  authority: string;
  /** links within the page, on the public page itself */
  nav?: { href: string; words: string }[];
  main: Markup;
};

export const page = ({ title, authority, nav, main }: Frame): string => {
  const links = (nav ?? [{ href: archivePath, words: sv.back }]).map(
    ({ href, words }) => html`<a href="${href}">${words}</a>`,
  );
  return html`<!doctype html>
    <html lang="sv">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – ${authority}</title>
        <link rel="stylesheet" href="${stylesheet.path}" />
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#text">${sv.skip}</a>
        <header class="bar">
          <a class="mark" href="${archivePath}">${thread}${authority}</a>
          <nav aria-label="${sv.nav}">${links}</nav>
          <a class="in" href="/">${sv.signIn}</a>
        </header>
        ${main}
        <footer class="foot">
          <div><a href="${archivePath}">${sv.start}</a><a href="${accessibilityPath}">${sv.accessibility}</a></div>
        </footer>
      </body>
    </html> `.text;
};
