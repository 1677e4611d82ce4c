import { Router } from 'express';
import { searchQuery } from '@samsyn/domain/schemas';
import type { Context } from '../context.ts';
import { signedIn } from '../http/session.ts';
import { validQuery } from '../http/validate.ts';
import { catalogue, languageOf } from '../text/index.ts';
import { search } from './search.ts';

export const searchRoutes = (context: Context): Router => {
  const router = Router();
  router.get('/api/search', async (request, response) => {
    const who = signedIn(request);
    const { q, limit } = validQuery(searchQuery, request);
    const text = catalogue(languageOf(request));
    response.json({ items: await search({ context, actor: who, words: q, limit, text }) });
  });
  return router;
};
