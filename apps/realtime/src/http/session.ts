/** Who sent a request: found once for each request, asked for by the routes. */
import type { NextFunction, Request, Response } from 'express';
import { type Actor, visitor } from '@samsyn/domain';
import type { Accounts, SignedIn } from '../accounts/accounts.ts';
import { notSignedIn } from './problems.ts';

const found = new WeakMap<Request, SignedIn | null>();

/** Middleware: finds the request's session. */
export const findSession =
  (accounts: Accounts) =>
  async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    found.set(request, await accounts.sessionOf(request.headers));
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
