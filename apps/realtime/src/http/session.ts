/** Who sent a request: found once for each request, asked for by the routes. */
import type { NextFunction, Request, Response } from 'express';
import { type Actor, visitor } from '@samsyn/domain';
import type { Accounts, SignedIn } from '../accounts/accounts.ts';
import { within } from '../within.ts';
import { notSignedIn, unavailable } from './problems.ts';

/** How long the database is asked for a session: every request begins with that. Milliseconds. */
const patience = 5000;

const found = new WeakMap<Request, SignedIn | null>();

/** Middleware: finds the request's session. @throws ProblemError 503 when the database does not answer */
export const findSession =
  (accounts: Accounts) =>
  async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    const asked = within(patience, accounts.sessionOf(request.headers)).catch((error: unknown) => {
      // The sign-in library hides what went wrong below it: nothing but the database can.
      throw Object.assign(unavailable('database'), { cause: error });
    });
    found.set(request, await asked);
    next();
  };

/** @returns the account behind the request. @throws ProblemError 401 without a valid session. */
export const signedIn = (request: Request): SignedIn => {
  const who = found.get(request);
  if (!who) throw notSignedIn();
  return who;
};

/** @returns the account behind the request; a visitor without a session (for what is open to all). */
export const actorOf = (request: Request): Actor => found.get(request) ?? visitor;
