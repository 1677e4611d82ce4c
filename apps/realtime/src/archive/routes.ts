/** The public pages: no sign-in, no scripts, published things only. */
import { redactProtected } from '@samsyn/analysis';
import { citationsIn, readBody, rejectSuggestions, targetsOf } from '@samsyn/document';
import { id as idSchema } from '@samsyn/domain/schemas';
import type { PageRecord } from '@samsyn/models';
import { pageBody, type PageBody } from '@samsyn/reports';
import { type Request, type Response, Router } from 'express';
import { settingsOf } from '../authority.ts';
import type { Context } from '../context.ts';
import { notFound } from '../http/problems.ts';
import { noQuery, validQuery } from '../http/validate.ts';
import { accessibilityPath, archivePath, fontsAt } from './addresses.ts';
import { fontBytes, stylesheet } from './assets.ts';
import { accessibilityPage } from './pages/accessibilityPage.ts';
import { archivePage } from './pages/archivePage.ts';
import { documentPage } from './pages/documentPage.ts';
import { readArchive } from './read.ts';

/** Nothing runs here: the pages have a stylesheet, fonts and an icon, all our own. */
const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'none'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'";

const send = (response: Response, page: string): void => {
  response.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': policy }).type('html').send(page);
};

const readPage = async (context: Context, record: PageRecord): Promise<PageBody> => {
  const { models } = context;
  const [read, { smallGroupLimit }, year] = await Promise.all([
    context.documents.read(record.documentId, (doc) => rejectSuggestions(readBody(doc))),
    settingsOf(models),
    record.schoolYear === null ? null : models.schoolYears.findOne({ label: record.schoolYear }).lean(),
  ]);
  const body = redactProtected(read, { smallGroupLimit });
  const references = await models.references.find({ _id: { $in: targetsOf(citationsIn(body), 'reference') } }).lean();
  return pageBody({
    body,
    areas: year?.priorityAreas ?? [],
    references: references.map(({ _id, csl }) => ({ id: _id, csl })),
    evidence: [],
  });
};

const showPage =
  (context: Context, kind: PageRecord['kind']) =>
  async (request: Request, response: Response): Promise<void> => {
    validQuery(noQuery, request);
    const id = idSchema.safeParse(request.params['id']);
    const record = id.success
      ? await context.models.pages.findOne({ _id: id.data, kind, state: 'published' }).lean()
      : null;
    if (!record) throw notFound();
    const [{ authorityName }, groups, body] = await Promise.all([
      settingsOf(context.models),
      context.accounts.groups(),
      readPage(context, record),
    ]);
    const group = record.group === null ? null : (groups.get(record.group)?.name ?? null);
    send(response, documentPage(authorityName, record, group, body));
  };

const assetRoutes = (router: Router): void => {
  router.get(stylesheet.path, (_request, response) => {
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(stylesheet.css);
  });
  router.get(`${fontsAt}/:name`, async (request, response) => {
    const bytes = await fontBytes(request.params.name);
    if (bytes === null) throw notFound();
    response.set('Cache-Control', 'public, max-age=86400').type('font/woff2').send(bytes);
  });
};

export const archiveRoutes = (context: Context): Router => {
  const router = Router();
  router.get(archivePath, async (request, response) => {
    validQuery(noQuery, request);
    send(response, archivePage(await readArchive(context)));
  });
  router.get('/arkiv/planer/:id', showPage(context, 'plan'));
  router.get('/arkiv/handbocker/:id', showPage(context, 'handbook'));
  router.get(accessibilityPath, async (request, response) => {
    validQuery(noQuery, request);
    send(response, accessibilityPage((await settingsOf(context.models)).authorityName));
  });
  assetRoutes(router);
  return router;
};
