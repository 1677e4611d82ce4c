/** Analyses: the list of a year, one with what its draft found out, the draft, where its words come from, moving it on. */
import { type Request, Router } from 'express';
import { type Actor, may, mayRead } from '@samsyn/domain';
import { analysisPatchBody, analysisTransitionBody, wholeListQuery, yearListQuery } from '@samsyn/domain/schemas';
import type { AnalysisRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { paged } from '../http/paging.ts';
import { forbidden, notFound } from '../http/problems.ts';
import { signedIn } from '../http/session.ts';
import { idOf, noQuery, validBody, validQuery } from '../http/validate.ts';
import { makeDraft } from './draft.ts';
import { findReadable, findSeen, listSeen, seenBy } from './find.ts';
import { listsFor } from './lists.ts';
import { presentAnalysis, presentEntry } from './present.ts';
import { provenanceFor } from './provenance.ts';
import { setRegistryNumber } from './registryNumber.ts';
import { moveAnalysis } from './transition.ts';

const isPresent = (slug: string | null): slug is string => slug !== null;

/** Seen, but is the act allowed? @returns the id of the analysis. @throws ProblemError 404, 403 */
const idFor = async (
  context: Context,
  actor: Actor,
  act: 'makeDrafts' | 'moveAnalyses' | 'setRegistryNumber',
  request: Request,
): Promise<string> => {
  const { analysis } = await findSeen(context, actor, idOf(request));
  if (!may(actor, act)) throw forbidden();
  return analysis._id;
};

const entryOf = (actor: Actor, analysis: AnalysisRecord) => {
  const seen = seenBy(actor, analysis);
  if (!seen) throw notFound();
  return presentEntry(seen);
};

export const analysesRoutes = (context: Context): Router => {
  const router = Router();

  router.get('/api/analyses', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(yearListQuery, request);
    const seen = await listSeen(context, who, query.schoolYear);
    response.json(paged(seen.map(presentEntry), query));
  });

  router.get('/api/analyses/:id', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const seen = await findSeen(context, who, idOf(request));
    const [lists, names] = await Promise.all([
      mayRead(seen.access) ? listsFor(context, who, seen) : null,
      context.accounts.names(seen.analysis.transitions.map(({ by }) => by).filter(isPresent)),
    ]);
    response.json(presentAnalysis(who, seen, lists, names));
  });

  router.patch('/api/analyses/:id', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const id = await idFor(context, who, 'setRegistryNumber', request);
    const { registryNumber } = await validBody(analysisPatchBody, request);
    response.json(entryOf(who, await setRegistryNumber(context, id, registryNumber, who.id)));
  });

  router.post('/api/analyses/:id/draft', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const id = await idFor(context, who, 'makeDrafts', request);
    response.json(await makeDraft(context, id, who.id));
  });

  router.get('/api/analyses/:id/provenance', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(wholeListQuery, request);
    const seen = await findReadable(context, who, idOf(request));
    response.json(paged(await provenanceFor(context, who, seen), query));
  });

  router.post('/api/analyses/:id/transitions', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const id = await idFor(context, who, 'moveAnalyses', request);
    const { to, reason } = await validBody(analysisTransitionBody, request);
    const moved = await moveAnalysis(context, id, { to, reason: reason?.trim() ?? '', by: who.id });
    response.json(entryOf(who, moved));
  });

  return router;
};
