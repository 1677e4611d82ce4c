/** The public pages: open to all, readable without scripts, made on the server of what is published. */
import { readBody } from '@samsyn/document';
import type { PageRecord } from '@samsyn/models';
import { type NextFunction, type Request, type Response, Router } from 'express';
import type { Context } from '../context.ts';
import { archiveMain } from './archivePage.ts';
import { assets } from './assets.ts';
import { authorityName, readArchive } from './data.ts';
import { documentHtml } from './document.ts';
import { html } from './html.ts';
import { page } from './layout.ts';
import { text } from './text.ts';

const send = (response: Response, source: string): void => {
  response.set('Cache-Control', 'no-cache').type('html').send(source);
};

const accessibilityMain = html`<h1>${text.accessibility}</h1>
  ${text.accessibilityParts.map(
    ([title, words]) =>
      html`<h2>${title}</h2>
        <p>${words}</p>`,
  )}`;

/** A published plan or handbook; anything else goes on to the page that says it is not there. */
const documentPage =
  ({ models, documents }: Context, kind: PageRecord['kind']) =>
  async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const id = String(request.params['id']);
    const found = await models.pages.findOne({ _id: id, kind, state: 'published' }).lean();
    if (!found) return next();
    const [name, body] = await Promise.all([authorityName(models), documents.read(found.documentId, readBody)]);
    const main = html`<h1>${found.title}</h1>
      <article class="paper">${documentHtml(body)}</article>
      <p><a href="/arkiv">${text.backToArchive}</a></p>`;
    send(response, page(name, found.title, main));
  };

export const archiveRoutes = (context: Context): Router => {
  const { models } = context;
  const router = Router();
  router.get('/arkiv', async (_request, response) => {
    const archive = await readArchive(models);
    send(response, page(archive.authorityName, text.title, archiveMain(archive)));
  });
  router.get('/arkiv/planer/:id', documentPage(context, 'plan'));
  router.get('/arkiv/handbocker/:id', documentPage(context, 'handbook'));
  router.get('/tillganglighet', async (_request, response) => {
    send(response, page(await authorityName(models), text.accessibility, accessibilityMain));
  });
  router.get('/arkiv/filer/:name', (request, response, next) => {
    const asset = assets.get(request.path);
    if (!asset) return next();
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type(asset.contentType).send(asset.bytes);
  });
  return router;
};
