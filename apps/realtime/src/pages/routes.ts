/** The built pages of apps/web: which addresses they have, and which of those lead somewhere for who asks. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { type Actor, administrationPaths, planPaths } from '@samsyn/domain';
import { id as idSchema } from '@samsyn/domain/schemas';
import { findSeen } from '../analyses/find.ts';
import type { Context } from '../context.ts';
import { findDocument } from '../documents/routes.ts';
import { findEvidence } from '../evidence/routes.ts';
import { wantsPage } from '../http/pages.ts';
import { notFound, ProblemError } from '../http/problems.ts';
import { findReference } from '../references/routes.ts';
import { findSeminar } from '../seminars/routes.ts';
import { catalogue } from '../text/index.ts';
import { within } from '../within.ts';

const dist = resolve(import.meta.dirname, '../../../web/dist');
const index = join(dist, 'index.html');
const hashed = `${sep}assets${sep}`;

/** The database is asked so long whether a page is there; then the app says itself what is wrong. Milliseconds. */
const patience = 2000;

/** The addresses of the browser's own routes (apps/web/src/app/Routes.tsx). */
const partsOf = (path: string, parts: Readonly<Record<string, string>>): string[] =>
  Object.values(parts).map((part) => (part === '' ? path : `${path}/${part}`));
const paths = [
  '/',
  '/seminarier',
  '/analyser',
  '/underlag',
  '/underlag/nytt',
  '/referenser',
  '/referenser/ny',
  '/referenser/importera',
  ...partsOf('/planer', planPaths),
  ...partsOf('/administration', administrationPaths),
  '/sok',
];

type Find = (context: Context, actor: Actor, id: string) => Promise<unknown>;

/** What a page of one thing is of. */
const things: Record<string, Find> = {
  '/seminarier': findSeminar,
  '/analyser': findSeen,
  '/dokument': findDocument,
  '/underlag': findEvidence,
  '/referenser': findReference,
};

const isNotFound = (error: unknown): boolean => error instanceof ProblemError && error.status === 404;

const setCacheControl = (response: Response, path: string): void => {
  response.setHeader('Cache-Control', path.includes(hashed) ? 'public, max-age=31536000, immutable' : 'no-cache');
};

const sendApp = (_request: Request, response: Response): void => {
  if (!existsSync(index)) throw notFound();
  response.sendFile(index, { headers: { 'Cache-Control': 'no-cache' } });
};

/** The app, which says that there is no such page; so does what stands in its place without scripts. */
const sendMissing = async (response: Response): Promise<void> => {
  const { notFoundTitle, notFoundHeading, notFoundText } = catalogue('sv').pages;
  const app = await readFile(index, 'utf8');
  const page = app
    .replace(/<title>[^<]*<\/title>/, `<title>${notFoundTitle}</title>`)
    .replace('<noscript>', `<noscript><h1>${notFoundHeading}</h1><p>${notFoundText}</p>`);
  response.status(404).set('Cache-Control', 'no-store').type('html').send(page);
};

/**
 * Whether who asks is told that there is no such page. A visitor never is: the way in is at every address, so that nobody
 * learns what is there. Nor is anybody while the database does not answer: the app tells of that.
 */
const isMissing = async (context: Context, request: Request, look: (actor: Actor) => Promise<unknown>) => {
  const ask = async (): Promise<boolean> => {
    const who = await context.accounts.sessionOf(request.headers);
    if (who === null) return false;
    return look(who).then(
      () => false,
      (error: unknown) => {
        if (isNotFound(error)) return true;
        throw error;
      },
    );
  };
  try {
    return await within(patience, ask());
  } catch (error) {
    context.log.warn({ err: error, path: request.path }, 'it could not be told whether a page is there');
    return false;
  }
};

const nothing = (): Promise<never> => Promise.reject(notFound());

export const pageRoutes = (context: Context): Router => {
  const router = Router();
  const files = express.static(dist, { index: false, redirect: false, setHeaders: setCacheControl });
  // The app's own file is no address of a page.
  router.use((request, response, next) => (request.path === '/index.html' ? next() : files(request, response, next)));
  router.get(paths, sendApp);
  for (const [path, find] of Object.entries(things)) {
    router.get(`${path}/:id`, async (request: Request, response: Response, next: NextFunction) => {
      const id = idSchema.safeParse(request.params['id']);
      if (!id.success || (await isMissing(context, request, (actor) => find(context, actor, id.data)))) next();
      else sendApp(request, response);
    });
  }
  // The public pages carry no scripts, those that are not there neither.
  router.get('/{*rest}', async (request: Request, response: Response, next: NextFunction) => {
    const isApps = wantsPage(request) && !request.path.startsWith('/arkiv');
    if (isApps && (await isMissing(context, request, nothing))) await sendMissing(response);
    else next();
  });
  return router;
};
