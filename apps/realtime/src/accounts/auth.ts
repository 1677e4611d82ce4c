/** The sign-in library: passwords and sessions in the same database, on the same connection. */
import { betterAuth } from 'better-auth';
import { mongodbAdapter } from 'better-auth/adapters/mongodb';
import type { Models } from '@samsyn/models';
import type { Settings } from '../settings/settings.ts';

const day = 24 * 60 * 60;
/** How long a session lasts, and how long after its beginning, or its last renewal, it is renewed. Seconds. */
export const sessionLife = { expiresIn: 7 * day, updateAge: day };

/**
 * Sign-up is closed: accounts are made by an administrator. The Origin rule and the limits of sign-ins are the
 * product's own (http/origin.ts, accounts/limits.ts), the same for all doors.
 */
export const makeAuth = (settings: Settings, secret: string, models: Models) => {
  const { db } = models.connection;
  if (!db) throw new Error('The database connection is not open');
  return betterAuth({
    appName: 'Samsyn',
    baseURL: settings.publicUrl,
    basePath: '/api/auth',
    secret,
    database: mongodbAdapter(db),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 256 },
    user: { modelName: 'users' },
    session: { modelName: 'sessions', ...sessionLife },
    account: { modelName: 'credentials' },
    verification: { modelName: 'verifications' },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'samsyn',
      useSecureCookies: settings.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const member = await models.memberships.findById(session.userId).lean();
            return member !== null && !member.disabled;
          },
        },
      },
    },
  });
};

/** @returns the name of the session cookie: the library marks one that goes over https only. */
export const cookieName = ({ publicUrl }: Pick<Settings, 'publicUrl'>): string =>
  `${publicUrl.startsWith('https:') ? '__Secure-' : ''}samsyn.session_token`;

export type Auth = ReturnType<typeof makeAuth>;
