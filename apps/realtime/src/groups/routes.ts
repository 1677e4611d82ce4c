/** The leadership groups of the authority: data, the same for everybody who has signed in. */
import { Router } from 'express';
import type { LeadershipGroup, List } from '@samsyn/domain';
import { listQuery } from '@samsyn/domain/schemas';
import type { Context } from '../context.ts';
import { paged } from '../http/paging.ts';
import { signedIn } from '../http/session.ts';
import { validQuery } from '../http/validate.ts';

export const groupRoutes = (context: Context): Router => {
  const router = Router();
  router.get('/api/groups', async (request, response) => {
    signedIn(request);
    const query = validQuery(listQuery, request);
    const groups = await context.accounts.groups();
    const list: List<LeadershipGroup> = paged([...groups.values()], query);
    response.json(list);
  });
  return router;
};
