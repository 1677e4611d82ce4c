/** Seminars: the list of a year, one with what its page needs, moving it on, and what the round before decided. */
import { Router } from 'express';
import { type Actor, may } from '@samsyn/domain';
import { seminarTransitionBody, wholeListQuery, yearListQuery } from '@samsyn/domain/schemas';
import type { SeminarRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { paged } from '../http/paging.ts';
import { forbidden, notFound } from '../http/problems.ts';
import { signedIn } from '../http/session.ts';
import { idOf, noQuery, validBody, validQuery } from '../http/validate.ts';
import { mayMoveSeminar, presentEntry, presentSeminar } from './present.ts';
import { previousActions } from './previous.ts';
import { moveSeminar } from './transition.ts';

const isPresent = (slug: string | null): slug is string => slug !== null;

/** Seminars of a school year (of all, without one) in the order of rounds and groups. */
export const listSeminars = async (
  context: Context,
  actor: Actor,
  schoolYear: string | undefined,
): Promise<SeminarRecord[]> => {
  if (!may(actor, 'readSeminars')) return [];
  const [groups, rows] = await Promise.all([
    context.accounts.groups(),
    context.models.seminars
      .find(schoolYear === undefined ? {} : { schoolYear })
      .sort({ schoolYear: 1, round: 1 })
      .lean(),
  ]);
  const order = [...groups.keys()];
  return rows.toSorted(
    (a, b) =>
      a.schoolYear.localeCompare(b.schoolYear) || a.round - b.round || order.indexOf(a.group) - order.indexOf(b.group),
  );
};

/** @throws ProblemError 404 when there is no such seminar, or none for this account */
export const findSeminar = async (context: Context, actor: Actor, id: string): Promise<SeminarRecord> => {
  const seminar = may(actor, 'readSeminars') && (await context.models.seminars.findById(id).lean());
  if (!seminar) throw notFound();
  return seminar;
};

export const seminarRoutes = (context: Context): Router => {
  const router = Router();

  router.get('/api/seminars', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(yearListQuery, request);
    const groups = await context.accounts.groups();
    const seminars = await listSeminars(context, who, query.schoolYear);
    response.json(
      paged(
        seminars.map((seminar) => presentEntry(seminar, groups)),
        query,
      ),
    );
  });

  router.get('/api/seminars/:id', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const seminar = await findSeminar(context, who, idOf(request));
    const [year, groups, names] = await Promise.all([
      context.models.schoolYears.findOne({ label: seminar.schoolYear }).lean(),
      context.accounts.groups(),
      context.accounts.names(seminar.transitions.map(({ by }) => by).filter(isPresent)),
    ]);
    response.json(presentSeminar(who, seminar, year, groups, names));
  });

  router.post('/api/seminars/:id/transitions', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const seminar = await findSeminar(context, who, idOf(request));
    if (!mayMoveSeminar(who, seminar)) throw forbidden();
    const { to, reason } = await validBody(seminarTransitionBody, request);
    const moved = await moveSeminar(context, seminar, to, reason?.trim() ?? '', who.id);
    response.json(presentEntry(moved, await context.accounts.groups()));
  });

  router.get('/api/seminars/:id/previous-actions', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(wholeListQuery, request);
    const seminar = await findSeminar(context, who, idOf(request));
    response.json(paged(await previousActions(context, who, seminar), query));
  });

  return router;
};
