/** Who sent a request: found once for each request, asked for by the routes. */
import type { NextFunction, Request, Response } from 'express';
import { type Actor, visitor } from '@samsyn/domain';
import type { Accounts, SignedIn } from '../accounts/accounts.ts';
import { within } from '../within.ts';
import { notSignedIn } from './problems.ts';

/** How long the database is asked for a session: every request begins with that. Milliseconds. */
const patience = 5000;

const found = new WeakMap<Request, SignedIn | null>();

/** Middleware: finds the request's session. @throws TooLate when the database does not answer */
export const findSession =
  (accounts: Accounts) =>
  async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    found.set(request, await within(patience, accounts.sessionOf(request.headers)));
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
