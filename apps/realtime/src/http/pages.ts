/** The few pages that the server writes itself, for failures. */
import type { Request, Response } from 'express';
import { catalogue } from '../text/index.ts';
import type { ProblemError } from './problems.ts';

const escape = (words: string): string => words.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** A page without scripts, for when there is nothing else to show. Pages for people are in Swedish. */
const plainPage = (title: string, heading: string, text: string): string => {
  const { home, archive } = catalogue('sv').pages;
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>
html { color-scheme: light dark; background: light-dark(#f6f4ef, #14181d); color: light-dark(#1d2530, #e9e6df); }
body { font: 1.125rem/1.6 'Source Sans 3', system-ui, sans-serif; margin: 0 auto; max-width: 40rem; padding: 4rem 1.25rem; }
h1 { font: 600 2rem/1.2 'Source Serif 4', Georgia, serif; margin: 0; padding-left: 1rem; border-left: 2px solid light-dark(#b4232c, #ff8a86); }
a { color: light-dark(#1f5c4a, #7cc7ac); }
</style>
</head>
<body>
<main>
<h1>${escape(heading)}</h1>
<p>${escape(text)}</p>
<p><a href="/">${escape(home)}</a> · <a href="/arkiv">${escape(archive)}</a></p>
</main>
</body>
</html>
`;
};

/** A page for a failure, to those who asked for a page. */
export const sendErrorPage = (response: Response, error: ProblemError): void => {
  const { notFoundTitle, notFoundHeading, notFoundText, errorTitle, errorHeading, errorText } = catalogue('sv').pages;
  const isMissing = error.status === 404;
  response
    .status(error.status)
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(
      isMissing
        ? plainPage(notFoundTitle, notFoundHeading, notFoundText)
        : plainPage(errorTitle, errorHeading, errorText),
    );
};

/** Whether a person's browser asks for a page here, not a program for data. */
export const wantsPage = (request: Request): boolean =>
  !request.path.startsWith('/api/') && request.accepts(['application/json', 'text/html']) === 'text/html';
