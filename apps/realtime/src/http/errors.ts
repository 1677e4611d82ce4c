/** The last stop of every request that failed. */
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { isAway } from '@samsyn/models';
import { HistoryMissing } from '../sync/index.ts';
import { TooLate } from '../within.ts';
import { badRequest, notFound, ProblemError, sendProblem, tooLarge, unavailable } from './problems.ts';
import { sendErrorPage, wantsPage } from './pages.ts';

const statusOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : undefined;

/** What other code throws, as a problem: Express's own client errors, a document without a history, no database. */
const problemFor = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  if (error instanceof HistoryMissing) return notFound();
  if (error instanceof TooLate || isAway(error)) return unavailable('database');
  const status = statusOf(error);
  if (status === 413) return tooLarge();
  if (status !== undefined && status >= 400 && status < 500) return badRequest();
  return new ProblemError(500, 'internal');
};

export const handleErrors =
  (log: Logger) =>
  (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const problem = problemFor(error);
    if (problem.status >= 500)
      log.error({ err: error, method: request.method, path: request.path }, 'a request failed');
    if (response.headersSent) return next(error);
    if (wantsPage(request)) sendErrorPage(response, problem);
    else sendProblem(request, response, problem);
  };
