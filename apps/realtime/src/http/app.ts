/** Every door of the HTTP interface, in the order in which a request passes them. */
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { authRoutes, meRoutes } from '../accounts/routes.ts';
import { type Auth, cookieName } from '../accounts/auth.ts';
import { adminRoutes } from '../admin/routes.ts';
import { analysesRoutes } from '../analyses/routes.ts';
import { archiveRoutes } from '../archive/routes.ts';
import { claimRoutes } from '../claims/routes.ts';
import type { Context } from '../context.ts';
import { documentRoutes } from '../documents/routes.ts';
import { evidenceRoutes } from '../evidence/routes.ts';
import { groupRoutes } from '../groups/routes.ts';
import { overviewRoutes } from '../overview/routes.ts';
import { pageRoutes } from '../pages/routes.ts';
import { planningRoutes } from '../planning/routes.ts';
import { referenceRoutes } from '../references/routes.ts';
import { reportRoutes } from '../reports/routes.ts';
import { schoolYearRoutes } from '../school-years/routes.ts';
import { searchRoutes } from '../search/routes.ts';
import { seminarRoutes } from '../seminars/routes.ts';
import { handleErrors } from './errors.ts';
import { type Health, healthRoutes, metricsRoutes } from './health.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { originsOf, refuseForeignOrigins } from './origin.ts';
import { badRequest, notFound, ProblemError } from './problems.ts';
import { plainTextOf, trustOf } from './proxies.ts';
import { requireHttps, securityHeaders } from './security.ts';
import { findSession, signedIn } from './session.ts';
import { timeRequests } from './timing.ts';

/** What the interface answers is for this account, now. */
const neverStore = (_request: Request, response: Response, next: NextFunction): void => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/** HTTP/1.1 asks for a Host; who still speaks 1.0 may leave it out. */
const requireHost = (request: Request, _response: Response, next: NextFunction): void => {
  if (request.httpVersion === '1.1' && request.headers.host === undefined) throw badRequest();
  next();
};

/** Behind this, there is always an account: a visitor is told to sign in, whatever the address. */
const requireSession = (request: Request, _response: Response, next: NextFunction): void => {
  signedIn(request);
  next();
};

const readMethods = ['GET', 'HEAD'];

/** An address that leads nowhere. */
const nowhere = (request: Request): never => {
  if (!readMethods.includes(request.method) && !request.path.startsWith('/api/'))
    throw new ProblemError(405, 'methodNotAllowed');
  throw notFound();
};

/** The features whose routes all need an account. */
const features = [
  groupRoutes,
  schoolYearRoutes,
  seminarRoutes,
  analysesRoutes,
  documentRoutes,
  evidenceRoutes,
  referenceRoutes,
  claimRoutes,
  overviewRoutes,
  planningRoutes,
  searchRoutes,
  adminRoutes,
];

export const makeApp = (context: Context, auth: Auth, journal: Health): Express => {
  const { settings, accounts, log } = context;
  const { publicUrl } = settings;
  const origins = originsOf(publicUrl);
  const trust = trustOf(settings.trustedProxies);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trust);
  app.set('query parser', false);
  app.use(timeRequests(context.metrics));
  app.use(securityHeaders(origins, publicUrl.startsWith('https:')));
  app.use(requireHost);
  app.use(refuseForeignOrigins(origins));
  app.use(compression({ threshold: 1000 }));
  app.use(healthRoutes(context, journal));
  app.use(requireHttps(publicUrl, plainTextOf(publicUrl, trust)));
  app.use('/api', neverStore);
  app.use(['/api', '/metrics'], findSession(accounts));
  app.use(metricsRoutes(context));
  app.use(openApiRoutes(app, cookieName(settings)));
  app.use(authRoutes(context, auth));
  app.use(reportRoutes(context));
  app.use('/api', requireSession);
  app.use(meRoutes(context, auth));
  for (const routes of features) app.use(routes(context));
  app.use(archiveRoutes(context));
  app.use(pageRoutes(context));
  app.use(nowhere);
  app.use(handleErrors(log));
  return app;
};
