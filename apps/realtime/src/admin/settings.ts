/** The authority's own settings: its names, and what counts as a small group. */
import { Router } from 'express';
import { defaultHistoryMonths, type Settings } from '@samsyn/domain';
import { settingsPatchBody } from '@samsyn/domain/schemas';
import type { Models } from '@samsyn/models';
import type { Context } from '../context.ts';
import { noQuery, validBody, validQuery } from '../http/validate.ts';
import { administrator } from './administrator.ts';

const key = 'authority';
/** Until the authority has said otherwise. Groups smaller than ten are protected (assumed). */
const defaults: Settings = {
  authorityName: 'Samsyn',
  boardName: 'Nämnden',
  smallGroupLimit: 10,
  historyMonths: defaultHistoryMonths,
};

export const settingsOf = async (models: Models): Promise<Settings> => {
  const row = await models.settings.findById(key).lean();
  if (!row) return { ...defaults };
  const { authorityName, boardName, smallGroupLimit } = row;
  // A row of before there was a retention has none.
  return {
    authorityName,
    boardName,
    smallGroupLimit,
    historyMonths: { ...defaultHistoryMonths, ...row.historyMonths },
  };
};

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
    await context.models.settings.replaceOne({ _id: key }, after, { upsert: true });
    await context.audit('settings:change', key, JSON.stringify(changes), who.id);
    response.json(after);
  });

  return router;
};
