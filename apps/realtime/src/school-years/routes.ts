/** School years: listed for everybody with a role, made by the quality coordinator. */
import { Router } from 'express';
import { may, type SchoolYear } from '@samsyn/domain';
import { listQuery, schoolYearBody } from '@samsyn/domain/schemas';
import type { SchoolYearRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { paged } from '../http/paging.ts';
import { forbidden } from '../http/problems.ts';
import { signedIn } from '../http/session.ts';
import { noQuery, validBody, validQuery } from '../http/validate.ts';
import { makeSchoolYear } from './make.ts';

export const presentSchoolYear = ({ _id, label, startsOn, endsOn, priorityAreas }: SchoolYearRecord): SchoolYear => ({
  id: _id,
  label,
  startsOn,
  endsOn,
  priorityAreas: priorityAreas.map(({ slug, name }) => ({ slug, name })),
});

export const schoolYearRoutes = (context: Context): Router => {
  const router = Router();

  router.get('/api/school-years', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(listQuery, request);
    const years = may(who, 'readYears') ? await context.models.schoolYears.find().sort({ label: 1 }).lean() : [];
    response.json(paged(years.map(presentSchoolYear), query));
  });

  router.post('/api/school-years', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    if (!may(who, 'makeSchoolYears')) throw forbidden();
    const body = await validBody(schoolYearBody, request);
    const year = await makeSchoolYear(context, body, who.id);
    response.status(201).json(presentSchoolYear(year));
  });

  return router;
};
