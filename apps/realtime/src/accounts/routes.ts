/** Sign-in, sign-out, what the sign-in page offers, and who I am. */
import { type Request, type Response, Router } from 'express';
import { fromNodeHeaders } from 'better-auth/node';
import { demo } from '@samsyn/demo';
import type { Me, SignInOptions } from '@samsyn/domain';
import { signInBody } from '@samsyn/domain/schemas';
import { givenName } from '../authority.ts';
import type { Context } from '../context.ts';
import { notFound, ProblemError, tooMany, unavailable } from '../http/problems.ts';
import { signedIn } from '../http/session.ts';
import { noQuery, validBody, validQuery } from '../http/validate.ts';
import type { AccountInfo } from './accounts.ts';
import { within } from '../within.ts';
import type { Auth } from './auth.ts';

const present = async (context: Context, account: AccountInfo): Promise<Me> => {
  const groups = await context.accounts.groups();
  const { id, name, email, color, roles } = account;
  return {
    id,
    name,
    email,
    color,
    roles: [...roles],
    groups: account.groups.map((slug) => ({ slug, name: groups.get(slug)?.name ?? slug })),
  };
};

const passCookies = (from: { headers: Headers }, to: Response): void => {
  const cookies = from.headers.getSetCookie();
  if (cookies.length > 0) to.setHeader('Set-Cookie', cookies);
};

const signIn = (context: Context, auth: Auth) => {
  /** @returns the library's answer, or null when the password is wrong */
  const attempt = async (email: string, password: string, address: string) => {
    const answer = await auth.api.signInEmail({
      body: { email, password },
      headers: fromNodeHeaders({}),
      asResponse: true,
    });
    if (answer.status === 200) return answer;
    context.log.info({ address }, 'a sign-in failed');
    return null;
  };

  return async (request: Request, response: Response): Promise<void> => {
    validQuery(noQuery, request);
    const body = await validBody(signInBody, request, 16 * 1024);
    const email = body.email.toLowerCase();
    const address = request.ip ?? '';
    const attempted = await context.signIns.spend(address, email, () => attempt(email, body.password, address));
    if ('wait' in attempted)
      throw attempted.wait > 0 ? tooMany(attempted.wait) : new ProblemError(401, 'wrongPassword');
    passCookies(attempted.result, response);
    const user = await context.models.users.findOne({ email }).lean();
    const account = user && (await context.accounts.find(user._id.toHexString()));
    if (!account) throw new ProblemError(401, 'wrongPassword');
    response.json(await present(context, account));
  };
};

const signOut =
  (context: Context, auth: Auth) =>
  async (request: Request, response: Response): Promise<void> => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    await context.lowering({ accountId: who.id }, async () => {
      const answer = await auth.api.signOut({
        headers: fromNodeHeaders({ cookie: request.headers.cookie }),
        asResponse: true,
      });
      passCookies(answer, response);
    });
    response.json({ ok: true });
  };

const options = async (context: Context): Promise<SignInOptions> => {
  const isDemo =
    context.settings.demo &&
    (await context.models.users.exists({ email: { $in: demo.accounts.map((account) => account.email) } })) !== null;
  return {
    authority: await givenName(context.models),
    demo: isDemo,
    demoAccounts: isDemo ? demo.accounts.map(({ email, name, roles }) => ({ email, name, roles })) : [],
    oidc: false,
  };
};

/** The only doors under /api/auth: everything else that the sign-in library could do is closed. */
export const authRoutes = (context: Context, auth: Auth): Router => {
  const router = Router();
  router.post('/api/auth/sign-in/email', signIn(context, auth));
  router.post('/api/auth/sign-out', signOut(context, auth));
  router.get('/api/auth/options', async (request, response) => {
    validQuery(noQuery, request);
    response.json(await options(context));
  });
  router.all('/api/auth/{*rest}', (request) => {
    signedIn(request);
    throw notFound();
  });
  return router;
};

export const meRoutes = (context: Context, auth: Auth): Router => {
  const router = Router();
  router.get('/api/me', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    // The library lengthens a session that is in use: the browser's cookie follows here, where every page begins.
    const asked = auth.api.getSession({
      headers: fromNodeHeaders({ cookie: request.headers.cookie }),
      returnHeaders: true,
    });
    const { headers } = await within(5000, asked).catch((error: unknown) => {
      // The session was there a moment ago: what the library hides is the database.
      throw Object.assign(unavailable('database'), { cause: error });
    });
    passCookies({ headers }, response);
    response.json(await present(context, who));
  });
  return router;
};
