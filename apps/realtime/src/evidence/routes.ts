/** Evidence: the list with its search, adding by hand, changing what one may. */
import { Router } from 'express';
import { z } from 'zod';
import { type Actor, reach } from '@samsyn/domain';
import { evidenceBody, evidenceListQuery } from '@samsyn/domain/schemas';
import type { EvidenceRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { pagedById } from '../http/paging.ts';
import { badRequest, forbidden, invalid, notFound } from '../http/problems.ts';
import { signedIn } from '../http/session.ts';
import { idOf, noQuery, parsed, validBody, validQuery } from '../http/validate.ts';
import { wordsFilter } from '../http/words.ts';
import { visibleIds } from './cited.ts';
import { bodyOf, type EvidenceBody, fieldsOf, mayChange, presentEvidence, recordOf } from './evidence.ts';
import { following, type Order, orders, swedish } from './order.ts';

/** Tables may be large: 5,000 rows. */
const bodyBytes = 16 * 1024 * 1024;

/** @throws ProblemError 404 when it is not there, or not for this account */
export const findEvidence = async (context: Context, actor: Actor, id: string): Promise<EvidenceRecord> => {
  const visible = await visibleIds(context, actor, 'evidence');
  const row = visible === null || visible.has(id) ? await context.models.evidence.findById(id).lean() : null;
  if (!row) throw notFound();
  return row;
};

const checkGroup = async (context: Context, { leadershipGroup }: EvidenceBody): Promise<void> => {
  if (leadershipGroup && !(await context.accounts.groups()).has(leadershipGroup))
    throw invalid([{ path: 'leadershipGroup', message: '' }], 'unknownGroup');
};

const presentRows = async (context: Context, actor: Actor, rows: readonly EvidenceRecord[]) => {
  const [groups, names] = await Promise.all([
    context.accounts.groups(),
    context.accounts.names(rows.map(({ addedBy }) => addedBy)),
  ]);
  return rows.map((row) => presentEvidence(actor, row, groups, names));
};

export type EvidenceWanted = Pick<
  z.output<typeof evidenceListQuery>,
  'q' | 'kind' | 'priorityArea' | 'leadershipGroup' | 'sort'
>;

/** What follows `after` in the list. @throws ProblemError 400 for a place in an order that the account does not see */
const placeFilter = async (
  context: Context,
  order: Order | null,
  after: string | null,
  visible: ReadonlySet<string> | null,
): Promise<Record<string, unknown>> => {
  const seen = visible !== null && { $in: [...visible] };
  if (order === null) return seen || after !== null ? { _id: { ...seen, ...(after !== null && { $lt: after }) } } : {};
  const only = seen && { _id: seen };
  if (after === null) return { ...only };
  const place = visible === null || visible.has(after) ? await following(context.models, order, after) : null;
  if (place === null) throw badRequest('badQuery');
  return { ...only, ...place };
};

/** Evidence that the account may see, newest first or in the order that is wanted. */
export const listEvidence = async (
  context: Context,
  actor: Actor,
  { q, kind, priorityArea, leadershipGroup, sort }: EvidenceWanted,
  after: string | null,
  count: number,
): Promise<EvidenceRecord[]> => {
  const order = sort === undefined ? null : orders[sort];
  const filter = {
    ...wordsFilter(q),
    ...(kind !== undefined && { kind }),
    ...(priorityArea !== undefined && { priorityArea }),
    ...(leadershipGroup !== undefined && { group: leadershipGroup }),
    ...(await placeFilter(context, order, after, await visibleIds(context, actor, 'evidence'))),
  };
  const rows = context.models.evidence.find(filter).limit(count).lean();
  if (order === null) return rows.sort({ _id: -1 });
  return rows.sort({ [order.field]: order.direction, _id: order.direction }).collation(swedish);
};

export const evidenceRoutes = (context: Context): Router => {
  const router = Router();

  router.get('/api/evidence', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(evidenceListQuery, request);
    const list = await pagedById(
      query,
      (after, count) => listEvidence(context, who, query, after, count),
      (rows) => presentRows(context, who, rows),
    );
    response.json(list);
  });

  router.post('/api/evidence', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    if (reach(who, 'addEvidence') === 'none') throw forbidden();
    const body = await validBody(evidenceBody, request, bodyBytes);
    await checkGroup(context, body);
    const row = recordOf(body, who.id);
    await context.models.evidence.create(row);
    response.status(201).location(`/api/evidence/${row._id}`).json({ id: row._id });
  });

  router.get('/api/evidence/:id', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const [shown] = await presentRows(context, who, [await findEvidence(context, who, idOf(request))]);
    response.json(shown);
  });

  router.patch('/api/evidence/:id', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const row = await findEvidence(context, who, idOf(request));
    if (!mayChange(who, row)) throw forbidden();
    const changes = await validBody(z.record(z.string(), z.unknown()), request, bodyBytes);
    // Another kind would be another piece of evidence: what cites it says what it saw.
    if (changes['kind'] !== undefined && changes['kind'] !== row.kind) throw invalid([{ path: 'kind', message: '' }]);
    const body = parsed(evidenceBody, { ...bodyOf(row), ...changes });
    await checkGroup(context, body);
    const after = await context.models.evidence
      .findOneAndUpdate({ _id: row._id }, { $set: fieldsOf(body) }, { returnDocument: 'after' })
      .lean();
    if (!after) throw notFound();
    const [shown] = await presentRows(context, who, [after]);
    response.json(shown);
  });

  return router;
};
