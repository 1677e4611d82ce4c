import type { Request } from 'express';
import { may } from '@samsyn/domain';
import type { SignedIn } from '../accounts/accounts.ts';
import { forbidden } from '../http/problems.ts';
import { signedIn } from '../http/session.ts';

/** @returns the administrator behind the request. @throws ProblemError 401, 403 */
export const administrator = (request: Request): SignedIn => {
  const who = signedIn(request);
  if (!may(who, 'administer')) throw forbidden();
  return who;
};
