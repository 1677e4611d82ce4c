/** For operators: alive, ready, measured. */
import { Router } from 'express';
import { may } from '@samsyn/domain';
import type { Context } from '../context.ts';
import { within } from '../within.ts';
import { notFound, unavailable } from './problems.ts';
import { isDirectLoopback } from './proxies.ts';
import { actorOf } from './session.ts';
import { noQuery, validQuery } from './validate.ts';

export type Health = () => { ok: boolean; why?: string };

const pingMilliseconds = 2000;

/** @returns why the product is not ready, null when it is. */
const whyNotReady = async (context: Context, journal: Health): Promise<string | null> => {
  try {
    // The driver's own limit does not hold for a database that takes connections and says nothing.
    await within(pingMilliseconds, context.models.ping(pingMilliseconds));
  } catch {
    return 'database';
  }
  const { ok, why } = journal();
  return ok ? null : (why ?? 'journal');
};

/** Outside /api and before any session is looked up: they answer when little else does. */
export const healthRoutes = (context: Context, journal: Health): Router => {
  const router = Router();
  router.get('/healthz', (request, response) => {
    validQuery(noQuery, request);
    response.set('Cache-Control', 'no-store').json({ ok: true });
  });
  router.get('/readyz', async (request, response) => {
    validQuery(noQuery, request);
    const why = await whyNotReady(context, journal);
    if (why !== null) throw unavailable(why);
    response.set('Cache-Control', 'no-store').json({ ok: true });
  });
  return router;
};

export const metricsRoutes = (context: Context): Router => {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    if (!isDirectLoopback(request) && !may(actorOf(request), 'administer')) throw notFound();
    validQuery(noQuery, request);
    response
      .set('Cache-Control', 'no-store')
      .type(context.metrics.contentType)
      .send(await context.metrics.metrics());
  });
  return router;
};
