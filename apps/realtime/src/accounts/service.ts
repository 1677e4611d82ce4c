/** Accounts as the rest of the product asks for them: the sign-in library's users with the product's roles and groups. */
import { colorOf } from '@samsyn/domain';
import type { Models } from '@samsyn/models';
import { lacks } from '../http/problems.ts';
import { Remembered } from '../remembered.ts';
import type { AccountInfo, Accounts, NewAccount, SignedIn } from './accounts.ts';
import type { Auth } from './auth.ts';
import { type SessionCookie, sessionReader } from './session.ts';

type User = { id: string; name: string; email: string };

/** @param remembered how long who a session belongs to is remembered. Milliseconds. */
export const makeAccounts = (auth: Auth, cookie: SessionCookie, models: Models, remembered: number): Accounts => {
  const sessions = new Remembered<SignedIn>(remembered);
  const withRights = async (user: User): Promise<AccountInfo | null> => {
    const member = await models.memberships.findById(user.id).lean();
    if (!member || member.disabled) return null;
    const { id, name, email } = user;
    return { id, name, email, color: colorOf(id), roles: member.roles, groups: member.groups };
  };

  const create = async (account: NewAccount): Promise<string> => {
    const { internalAdapter, password } = await auth.$context;
    const email = account.email.toLowerCase();
    const isTaken = async (): Promise<boolean> => (await internalAdapter.findUserByEmail(email)) !== null;
    if (await isTaken()) throw lacks('emailTaken');
    const user = await internalAdapter
      .createUser({ email, name: account.name, emailVerified: true }, { method: 'email-password' })
      .catch(async (error: unknown) => {
        // Somebody made the same one meanwhile: the database keeps addresses apart.
        throw (await isTaken()) ? lacks('emailTaken') : error;
      });
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: await password.hash(account.password),
    });
    // Last: without this row the account has no rights and cannot sign in.
    await models.memberships.create({ _id: user.id, roles: account.roles, groups: account.groups, disabled: false });
    return user.id;
  };

  return {
    sessionOf: sessionReader(auth, cookie, models, sessions),
    forget: () => sessions.forget(),
    create,
    find: async (accountId) => {
      const user = await models.users.findById(accountId).lean();
      return user && withRights({ id: accountId, name: user.name, email: user.email });
    },
    names: async (accountIds) => {
      const users = await models.users.find({ _id: { $in: [...new Set(accountIds)] } }).lean();
      return new Map(users.map((user) => [user._id.toHexString(), user.name]));
    },
    groups: async () => {
      const rows = await models.leadershipGroups.find().sort({ order: 1 }).lean();
      return new Map(rows.map(({ slug, name, shortName }) => [slug, { slug, name, shortName }]));
    },
    endSessions: async (accountId) => {
      await models.sessions.deleteMany({ userId: accountId });
    },
  };
};
