/** Research references: the list with its search, adding by hand or from a file, changing what one may. */
import { Router } from 'express';
import { type Actor, type CslItem, reach, type Reference } from '@samsyn/domain';
import { referenceBody, referenceImportBody, searchListQuery } from '@samsyn/domain/schemas';
import { isDuplicate, type ReferenceRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { visibleIds } from '../evidence/cited.ts';
import { mayChange } from '../evidence/evidence.ts';
import { pagedById } from '../http/paging.ts';
import { forbidden, notFound, lacks } from '../http/problems.ts';
import { signedIn } from '../http/session.ts';
import { idOf, noQuery, validBody, validQuery } from '../http/validate.ts';
import { wordsFilter } from '../http/words.ts';
import { catalogue, languageOf } from '../text/index.ts';
import { addReference, fieldsOf } from './add.ts';
import { importReferences } from './import.ts';

/** A schema's `undefined` members are the same as absent ones. */
const asCsl = (csl: Record<string, unknown> & { type: string; title: string }): CslItem =>
  JSON.parse(JSON.stringify(csl)) as CslItem;

const importBytes = 8 * 1024 * 1024;

/** @throws ProblemError 404 when it is not there, or not for this account */
export const findReference = async (context: Context, actor: Actor, id: string): Promise<ReferenceRecord> => {
  const visible = await visibleIds(context, actor, 'references');
  const row = visible === null || visible.has(id) ? await context.models.references.findById(id).lean() : null;
  if (!row) throw notFound();
  return row;
};

const presentRows = async (context: Context, actor: Actor, rows: readonly ReferenceRecord[]): Promise<Reference[]> => {
  const names = await context.accounts.names(rows.map(({ addedBy }) => addedBy));
  return rows.map((row) => ({
    id: row._id,
    csl: row.csl,
    label: row.label,
    citation: row.citation,
    finding: row.finding,
    contextNote: row.contextNote,
    addedBy: { id: row.addedBy, name: names.get(row.addedBy) ?? '' },
    addedAt: row.addedAt.toISOString(),
    mayChange: mayChange(actor, row),
  }));
};

/** References that the account may see, newest first. */
export const listReferences = async (
  context: Context,
  actor: Actor,
  words: string | undefined,
  after: string | null,
  count: number,
): Promise<ReferenceRecord[]> => {
  const visible = await visibleIds(context, actor, 'references');
  const place = { ...(visible !== null && { $in: [...visible] }), ...(after !== null && { $lt: after }) };
  const filter = { ...wordsFilter(words), ...(Object.keys(place).length > 0 && { _id: place }) };
  return context.models.references.find(filter).sort({ _id: -1 }).limit(count).lean();
};

const addingRoutes = (context: Context, router: Router): void => {
  router.post('/api/references', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    if (reach(who, 'addEvidence') === 'none') throw forbidden();
    const body = await validBody(referenceBody, request);
    const { id, merged } = await addReference(context.models, { ...body, csl: asCsl(body.csl) }, who.id);
    response
      .status(merged ? 200 : 201)
      .location(`/api/references/${id}`)
      .json({ id });
  });

  router.post('/api/references/import', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    if (reach(who, 'addEvidence') === 'none') throw forbidden();
    const { format, text } = await validBody(referenceImportBody, request, importBytes);
    const { imports } = catalogue(languageOf(request));
    response.json(await importReferences(context.models, format, text, who.id, imports));
  });
};

const changes = referenceBody.partial();

export const referenceRoutes = (context: Context): Router => {
  const router = Router();

  router.get('/api/references', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(searchListQuery, request);
    const list = await pagedById(
      query,
      (after, count) => listReferences(context, who, query.q, after, count),
      (rows) => presentRows(context, who, rows),
    );
    response.json(list);
  });

  addingRoutes(context, router);

  router.get('/api/references/:id', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const [shown] = await presentRows(context, who, [await findReference(context, who, idOf(request))]);
    response.json(shown);
  });

  router.patch('/api/references/:id', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const row = await findReference(context, who, idOf(request));
    if (!mayChange(who, row)) throw forbidden();
    const { csl, finding = row.finding, contextNote = row.contextNote } = await validBody(changes, request);
    const fields = await fieldsOf({ csl: csl === undefined ? row.csl : asCsl(csl), finding, contextNote });
    const taken = await context.models.references.exists({ key: fields.key, _id: { $ne: row._id } });
    if (taken) throw lacks('referenceTaken');
    const after = await context.models.references
      .findOneAndUpdate({ _id: row._id }, { $set: fields }, { returnDocument: 'after' })
      .lean()
      .catch((error: unknown) => {
        // Somebody added the same one meanwhile.
        throw isDuplicate(error) ? lacks('referenceTaken') : error;
      });
    if (!after) throw notFound();
    const [shown] = await presentRows(context, who, [after]);
    response.json(shown);
  });

  return router;
};
