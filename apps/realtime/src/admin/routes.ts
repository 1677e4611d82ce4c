/** Administration: accounts and roles, the audit log, the authority's settings. */
import { Router } from 'express';
import type { AuditEntry } from '@samsyn/domain';
import { listQuery } from '@samsyn/domain/schemas';
import type { AuditRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { pagedById } from '../http/paging.ts';
import { validQuery } from '../http/validate.ts';
import { accountRoutes } from './accounts.ts';
import { administrator } from './administrator.ts';
import { settingsRoutes } from './settings.ts';

/** A page of the log, newest first. */
const fetchEntries = ({ models }: Context, after: string | null, count: number): Promise<AuditRecord[]> =>
  models.auditLog
    .find(after === null ? {} : { _id: { $lt: after } })
    .sort({ _id: -1 })
    .limit(count)
    .lean();

const presentEntries = async ({ accounts }: Context, rows: AuditRecord[]): Promise<AuditEntry[]> => {
  const names = await accounts.names(rows.flatMap(({ by }) => by ?? []));
  return rows.map(({ _id, at, by, act, target, detail }) => ({
    id: _id,
    at: at.toISOString(),
    by: by === null ? null : (names.get(by) ?? by),
    act,
    target,
    detail,
  }));
};

const auditRoutes = (context: Context): Router => {
  const router = Router();
  router.get('/api/admin/audit', async (request, response) => {
    administrator(request);
    const query = validQuery(listQuery, request);
    const list = await pagedById(
      query,
      (after, count) => fetchEntries(context, after, count),
      (rows) => presentEntries(context, rows),
    );
    response.json(list);
  });
  return router;
};

export const adminRoutes = (context: Context): Router => {
  const router = Router();
  router.use(accountRoutes(context), settingsRoutes(context), auditRoutes(context));
  return router;
};
