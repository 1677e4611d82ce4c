/** Reports and presentations: published ones for everybody, drafts for who may read the analysis. */
import { type Request, type Response, Router } from 'express';
import { isAtLeast } from '@samsyn/domain';
import { id as idSchema, versionQuery } from '@samsyn/domain/schemas';
import { type FaceName, faceNames, faceTypes, fileNameOf } from '@samsyn/reports';
import type { Context } from '../context.ts';
import { notFound } from '../http/problems.ts';
import { actorOf } from '../http/session.ts';
import { validQuery } from '../http/validate.ts';
import { contentDisposition, pagePolicy } from './headers.ts';
import { getFile } from './files.ts';
import { findWanted, type Wanted } from './find.ts';
import { gatherReport } from './gather.ts';
import { makeFaces } from './maker.ts';
import { htmlOptions, storeReports } from './store.ts';

const bytesOf = async (context: Context, { analysis, version }: Wanted, face: FaceName): Promise<Buffer> => {
  if (!isAtLeast(version.state, 'finalised')) {
    const [made] = await makeFaces(await gatherReport(context, analysis, version), [face], htmlOptions(null));
    if (!made) throw notFound();
    return Buffer.from(made.bytes);
  }
  const files = await storeReports(context, analysis._id, version.version);
  const file = files.find(({ name }) => name === face);
  if (!file) throw notFound();
  return getFile(context.models, file);
};

/** Opened in the browser; the others are saved. */
const shown: readonly FaceName[] = ['report.html', 'report.pdf'];

const serve =
  (context: Context, face: FaceName) =>
  async (request: Request, response: Response): Promise<void> => {
    const actor = actorOf(request);
    const id = idSchema.safeParse(request.params['id']);
    const known = id.success ? id.data : null;
    // Who and may they come before what is in the query: a visitor without anything published is told to sign in first.
    if (actor.id === '') await findWanted(context, actor, known, undefined);
    const { version: number } = validQuery(versionQuery, request);
    const wanted = await findWanted(context, actor, known, number);
    const bytes = await bytesOf(context, wanted, face);
    const isDraft = !isAtLeast(wanted.version.state, 'finalised');
    const { number: round, schoolYear } = wanted.analysis;
    response.setHeader('Content-Type', faceTypes[face]);
    response.setHeader(
      'Content-Disposition',
      contentDisposition(fileNameOf({ number: round, schoolYear, isDraft }, face), shown.includes(face)),
    );
    response.setHeader('Cache-Control', isDraft ? 'no-store' : 'no-cache');
    if (face === 'report.html') response.setHeader('Content-Security-Policy', pagePolicy(bytes));
    response.send(bytes);
  };

export const reportRoutes = (context: Context): Router => {
  const router = Router();
  for (const face of faceNames) router.get(`/api/analyses/:id/${face}`, serve(context, face));
  return router;
};
