/** Året at a glance: the year, its seminars and analyses, what waits for the account, and the thread of each area. */
import { Router } from 'express';
import { type Actor, may, type Overview } from '@samsyn/domain';
import { overviewQuery } from '@samsyn/domain/schemas';
import type { SchoolYearRecord } from '@samsyn/models';
import { visibleAnalyses } from './visible.ts';
import { readableNotes } from '../claims/notes.ts';
import type { Context } from '../context.ts';
import { notFound } from '../http/problems.ts';
import { signedIn } from '../http/session.ts';
import { validQuery } from '../http/validate.ts';
import { presentSchoolYear } from '../school-years/routes.ts';
import { presentEntry } from '../seminars/present.ts';
import { listSeminars } from '../seminars/routes.ts';
import { areasOf } from './areas.ts';
import { dueOf } from './due.ts';

/** The year that is asked for, else the one that today is in, else the latest. */
const findYear = async (context: Context, label: string | undefined): Promise<SchoolYearRecord | null> => {
  const { schoolYears } = context.models;
  if (label !== undefined) return schoolYears.findOne({ label }).lean();
  const today = new Date().toISOString().slice(0, 10);
  const now = await schoolYears.findOne({ startsOn: { $lte: today }, endsOn: { $gte: today } }).lean();
  return now ?? schoolYears.findOne().sort({ label: -1 }).lean();
};

const overviewOf = async (context: Context, actor: Actor, year: SchoolYearRecord): Promise<Overview> => {
  const [groups, seminars, analyses, notes] = await Promise.all([
    context.accounts.groups(),
    listSeminars(context, actor, year.label),
    visibleAnalyses(context.models, actor, year.label),
    readableNotes(context, actor, year.label),
  ]);
  const claims = await Promise.all(notes.map((note) => context.claims.of(note._id)));
  return {
    schoolYear: presentSchoolYear(year),
    groups: [...groups.values()],
    seminars: seminars.map((seminar) => presentEntry(seminar, groups)),
    analyses: analyses.map(({ analysis, version }) => ({
      id: analysis._id,
      number: analysis.number,
      state: version.state,
      documentId: version.documentId,
      boardMeetingOn: version.boardMeetingOn,
    })),
    due: await dueOf(
      context,
      actor,
      seminars,
      analyses.map(({ analysis }) => analysis),
    ),
    areas: areasOf(year.priorityAreas, claims.flat()),
  };
};

export const overviewRoutes = (context: Context): Router => {
  const router = Router();
  router.get('/api/overview', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(overviewQuery, request);
    const year = may(who, 'readYears') ? await findYear(context, query.schoolYear) : null;
    if (!year) throw notFound();
    response.json(await overviewOf(context, who, year));
  });
  return router;
};
