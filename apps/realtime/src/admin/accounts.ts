/** Accounts as the administrator sees and changes them. */
import { Router } from 'express';
import type { Account, GroupRef } from '@samsyn/domain';
import { accountBody, accountPatchBody, searchListQuery } from '@samsyn/domain/schemas';
import type { MembershipRecord, UserRecord } from '@samsyn/models';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { paged } from '../http/paging.ts';
import { invalid, notFound, lacks } from '../http/problems.ts';
import { idOf, noQuery, validBody, validQuery } from '../http/validate.ts';
import { holdsWords } from '../http/words.ts';
import { groupRef } from '../seminars/present.ts';
import { administrator } from './administrator.ts';

type Groups = ReadonlyMap<string, GroupRef>;

const present = (user: UserRecord, member: MembershipRecord | undefined, groups: Groups): Account => ({
  id: user._id.toHexString(),
  name: user.name,
  email: user.email,
  roles: member?.roles ?? [],
  groups: (member?.groups ?? []).map((slug) => groupRef(groups, slug)),
  disabled: member?.disabled ?? true,
  createdAt: user.createdAt.toISOString(),
});

const listAccounts = async ({ models, accounts }: Context): Promise<Account[]> => {
  const [groups, users, members] = await Promise.all([
    accounts.groups(),
    models.users.find().sort({ email: 1 }).lean(),
    models.memberships.find().lean(),
  ]);
  const byId = new Map(members.map((member) => [member._id, member]));
  return users.map((user) => present(user, byId.get(user._id.toHexString()), groups));
};

const findAccount = async ({ models, accounts }: Context, id: string): Promise<Account> => {
  const [groups, user, member] = await Promise.all([
    accounts.groups(),
    models.users.findById(id).lean(),
    models.memberships.findById(id).lean(),
  ]);
  if (!user) throw notFound();
  return present(user, member ?? undefined, groups);
};

const checkGroups = async (context: Context, slugs: readonly string[] = []): Promise<void> => {
  const groups = await context.accounts.groups();
  const unknown = slugs.findIndex((slug) => !groups.has(slug));
  if (unknown >= 0) throw invalid([{ path: `groups.${unknown}`, message: '' }], 'unknownGroup');
};

type Changes = z.output<typeof accountPatchBody>;

/** The house is never left without a key. @throws ProblemError 409 lastAdmin */
const keepAnAdmin = async (context: Context, id: string, { roles, disabled }: Changes): Promise<void> => {
  const stays = (roles === undefined || roles.includes('admin')) && disabled !== true;
  if (stays) return;
  const admins = await context.models.memberships.find({ roles: 'admin', disabled: false }).lean();
  if (admins.length === 1 && admins[0]?._id === id) throw lacks('lastAdmin');
};

const noRights = { roles: [], groups: [], disabled: false };
const without = (fields: object, others: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !Object.hasOwn(others, name)));

/** Stores the changes and makes them felt on what the account has open. */
const change = async (context: Context, id: string, { name, ...rights }: Changes, by: string): Promise<void> => {
  const { models, accounts } = context;
  const set = Object.fromEntries(Object.entries(rights).filter(([, value]) => value !== undefined));
  await context.lowering({ accountId: id }, async () => {
    if (name !== undefined) await models.users.updateOne({ _id: id }, { $set: { name } });
    if (Object.keys(set).length > 0)
      await models.memberships.updateOne(
        { _id: id },
        { $set: set, $setOnInsert: without(noRights, set) },
        { upsert: true },
      );
    if (rights.disabled === true) await accounts.endSessions(id);
  });
  await context.audit('account:change', id, JSON.stringify({ name, ...rights }), by);
};

export const accountRoutes = (context: Context): Router => {
  const router = Router();

  router.get('/api/admin/accounts', async (request, response) => {
    administrator(request);
    const query = validQuery(searchListQuery, request);
    const all = await listAccounts(context);
    const found = all.filter(({ name, email }) => holdsWords(`${name} ${email}`, query.q ?? ''));
    response.json(paged(found, query));
  });

  router.post('/api/admin/accounts', async (request, response) => {
    const who = administrator(request);
    validQuery(noQuery, request);
    const body = await validBody(accountBody, request);
    await checkGroups(context, body.groups);
    const id = await context.accounts.create(body);
    await context.audit('account:make', id, body.email, who.id);
    response.status(201).json(await findAccount(context, id));
  });

  router.get('/api/admin/accounts/:id', async (request, response) => {
    administrator(request);
    validQuery(noQuery, request);
    response.json(await findAccount(context, idOf(request)));
  });

  router.patch('/api/admin/accounts/:id', async (request, response) => {
    const who = administrator(request);
    validQuery(noQuery, request);
    const { id } = await findAccount(context, idOf(request));
    const changes = await validBody(accountPatchBody, request);
    await checkGroups(context, changes.groups);
    await keepAnAdmin(context, id, changes);
    await change(context, id, changes, who.id);
    response.json(await findAccount(context, id));
  });

  return router;
};
