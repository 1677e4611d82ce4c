/**
 * Whose session a request's cookie carries: the sign-in library's cookie and rows, read without it. Its own way costs
 * milliseconds each time, which a school pays hundreds of times at once when everybody comes back; what it writes (once a
 * day it moves a session's end on) is left to it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { fromNodeHeaders } from 'better-auth/node';
import { colorOf } from '@samsyn/domain';
import { type MembershipRecord, type Models, rowsIn, type SessionRecord, type UserRecord } from '@samsyn/models';
import type { Remembered } from '../remembered.ts';
import type { SignedIn } from './accounts.ts';
import { type Auth, sessionLife } from './auth.ts';

export type SessionCookie = { name: string; secret: string };

const cookieIn = (header: string, name: string): string | null => {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
};

const decoded = (value: string): string | null => {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
};

/** @returns the session's token, or null when the cookie is not there or was not signed here: TOKEN.HMAC-SHA256 in base64. */
export const tokenIn = (header: string, { name, secret }: SessionCookie): string | null => {
  const value = decoded(cookieIn(header, name) ?? '');
  const dot = value?.lastIndexOf('.') ?? -1;
  if (!value || dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
};

type Found = Pick<SessionRecord, '_id' | 'userId' | 'expiresAt'>;

/** Whether the library moves the session's end on when it is asked. */
const isDue = ({ expiresAt }: Found): boolean =>
  expiresAt.getTime() - (sessionLife.expiresIn - sessionLife.updateAge) * 1000 <= Date.now();

/** @returns a function that finds whose valid session headers carry, or null. @param remembered by token */
export const sessionReader = (auth: Auth, cookie: SessionCookie, models: Models, remembered: Remembered<SignedIn>) => {
  const signedIn = async (session: Found): Promise<SignedIn | null> => {
    const [user, member] = await Promise.all([
      rowsIn<UserRecord>(models.users).findOne({ _id: session.userId }, { projection: { name: 1, email: 1 } }),
      rowsIn<MembershipRecord>(models.memberships).findOne({ _id: session.userId.toHexString() }),
    ]);
    if (!user || !member || member.disabled) return null;
    const id = member._id;
    return {
      id,
      name: user.name,
      email: user.email,
      color: colorOf(id),
      roles: member.roles,
      groups: member.groups,
      sessionId: session._id.toHexString(),
      expiresAt: session.expiresAt.getTime(),
    };
  };

  const find = async (token: string, headers: IncomingHttpHeaders): Promise<SignedIn | null> => {
    const projection = { userId: 1, expiresAt: 1 } as const;
    const session = await rowsIn<SessionRecord>(models.sessions).findOne({ token }, { projection });
    if (!session || session.expiresAt.getTime() < Date.now()) return null;
    if (!isDue(session)) return signedIn(session);
    const renewed = await auth.api.getSession({ headers: fromNodeHeaders({ cookie: headers.cookie }) });
    return renewed && signedIn({ ...session, expiresAt: renewed.session.expiresAt });
  };

  return async (headers: IncomingHttpHeaders): Promise<SignedIn | null> => {
    const token = headers.cookie === undefined ? null : tokenIn(headers.cookie, cookie);
    if (token === null) return null;
    const who = await remembered.ask(token, () => find(token, headers));
    return who && who.expiresAt >= Date.now() ? who : null;
  };
};
