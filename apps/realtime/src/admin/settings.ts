/** What an administrator reads and changes of the authority's own settings. */
import { Router } from 'express';
import { settingsPatchBody } from '@samsyn/domain/schemas';
import { authorityKey, settingsOf } from '../authority.ts';
import type { Context } from '../context.ts';
import { noQuery, validBody, validQuery } from '../http/validate.ts';
import { administrator } from './administrator.ts';

export const settingsRoutes = (context: Context): Router => {
  const router = Router();

  router.get('/api/admin/settings', async (request, response) => {
    administrator(request);
    validQuery(noQuery, request);
    response.json(await settingsOf(context.models));
  });

  router.patch('/api/admin/settings', async (request, response) => {
    const who = administrator(request);
    validQuery(noQuery, request);
    const changes = await validBody(settingsPatchBody, request);
    const before = await settingsOf(context.models);
    const historyMonths = { ...before.historyMonths, ...changes.historyMonths };
    const after = { ...before, ...changes, historyMonths };
    await context.models.settings.replaceOne({ _id: authorityKey }, after, { upsert: true });
    await context.audit('settings:change', authorityKey, JSON.stringify(changes), who.id);
    response.json(after);
  });

  return router;
};
