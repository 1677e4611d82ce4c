/** What a year rests on: plans, handbooks, annual cycles, förstelärare's assignments, initiatives. */
import { Router } from 'express';
import {
  type Actor,
  type AnnualCycle,
  type Assignment,
  type Initiative,
  may,
  mayRead,
  type Page,
  pageAccess,
} from '@samsyn/domain';
import { initiativeBody, listQuery, yearListQuery } from '@samsyn/domain/schemas';
import { type InitiativeRecord, isDuplicate, newObjectId, type PageRecord } from '@samsyn/models';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { paged } from '../http/paging.ts';
import { forbidden, notFound, lacks } from '../http/problems.ts';
import { signedIn } from '../http/session.ts';
import { idOf, noQuery, validBody, validQuery } from '../http/validate.ts';
import { groupRef } from '../seminars/present.ts';

/** Plans or handbooks that the account may read. */
export const listPages = async (
  context: Context,
  actor: Actor,
  kind: PageRecord['kind'],
  schoolYear: string | undefined,
): Promise<Page[]> => {
  const [groups, rows] = await Promise.all([
    context.accounts.groups(),
    context.models.pages
      .find({ kind, ...(schoolYear !== undefined && { schoolYear }) })
      .sort({ schoolYear: 1, _id: 1 })
      .lean(),
  ]);
  return rows
    .map((row) => ({
      id: row._id,
      title: row.title,
      state: row.state,
      documentId: row.documentId,
      schoolYear: row.schoolYear,
      leadershipGroup: row.group === null ? null : groupRef(groups, row.group),
      access: pageAccess(actor, { group: row.group ?? undefined, published: row.state === 'published' }),
    }))
    .filter(({ access }) => mayRead(access));
};

const pageRoutes = (context: Context, router: Router): void => {
  router.get('/api/plans', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(yearListQuery, request);
    response.json(paged(await listPages(context, who, 'plan', query.schoolYear), query));
  });
  router.get('/api/handbooks', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(listQuery, request);
    response.json(paged(await listPages(context, who, 'handbook', undefined), query));
  });
};

/** Cycles and assignments stand on the public page: everybody with an account reads them. */
const frameRoutes = (context: Context, router: Router): void => {
  router.get('/api/annual-cycles', async (request, response) => {
    signedIn(request);
    const query = validQuery(listQuery, request);
    const [groups, rows] = await Promise.all([
      context.accounts.groups(),
      context.models.annualCycles.find().sort({ group: 1 }).lean(),
    ]);
    const cycles: AnnualCycle[] = rows.map(({ _id, group, months }) => ({
      id: _id,
      leadershipGroup: groupRef(groups, group),
      months: months.map(({ month, title, items }) => ({ month, title, items })),
    }));
    response.json(paged(cycles, query));
  });

  router.get('/api/assignments', async (request, response) => {
    signedIn(request);
    const query = validQuery(listQuery, request);
    const [groups, units, rows] = await Promise.all([
      context.accounts.groups(),
      context.models.schoolUnits.find().lean(),
      context.models.assignments.find().sort({ group: 1, _id: 1 }).lean(),
    ]);
    const unitNames = new Map(units.map(({ slug, name }) => [slug, name]));
    const assignments: Assignment[] = rows.map((row) => ({
      id: row._id,
      leadTeacher: row.leadTeacher,
      assignment: row.assignment,
      leadershipGroup: groupRef(groups, row.group),
      schoolUnit: unitNames.get(row.schoolUnit) ?? row.schoolUnit,
      priorityArea: row.priorityArea,
    }));
    response.json(paged(assignments, query));
  });
};

const presentInitiative = ({ _id, ...row }: InitiativeRecord): Initiative => ({ id: _id, ...row });

const fieldsOf = (body: z.output<typeof initiativeBody>): Omit<InitiativeRecord, '_id'> => ({
  ...body,
  endsOn: body.endsOn ?? null,
});

const initiativeRoutes = (context: Context, router: Router): void => {
  const { initiatives } = context.models;

  router.get('/api/initiatives', async (request, response) => {
    signedIn(request);
    const query = validQuery(listQuery, request);
    const rows = await initiatives.find().sort({ startsOn: 1, slug: 1 }).lean();
    response.json(paged(rows.map(presentInitiative), query));
  });

  router.post('/api/initiatives', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    if (!may(who, 'writePages')) throw forbidden();
    const row: InitiativeRecord = { _id: newObjectId(), ...fieldsOf(await validBody(initiativeBody, request)) };
    try {
      await initiatives.create(row);
    } catch (error) {
      throw isDuplicate(error) ? lacks('slugTaken') : error;
    }
    response.status(201).json(presentInitiative(row));
  });

  router.patch('/api/initiatives/:id', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const id = idOf(request);
    if (!(await initiatives.exists({ _id: id }))) throw notFound();
    if (!may(who, 'writePages')) throw forbidden();
    const changes = await validBody(initiativeBody.omit({ slug: true }).partial(), request);
    const row = await initiatives.findOneAndUpdate({ _id: id }, { $set: changes }, { returnDocument: 'after' }).lean();
    if (!row) throw notFound();
    response.json(presentInitiative(row));
  });
};

export const planningRoutes = (context: Context): Router => {
  const router = Router();
  pageRoutes(context, router);
  frameRoutes(context, router);
  initiativeRoutes(context, router);
  return router;
};
