/** Documents: free notes of a group, what is known of a document, its versions, and sync without websockets. */
import { Router } from 'express';
import { z } from 'zod';
import { emptyTemplate } from '@samsyn/document';
import {
  type Access,
  type Actor,
  type DocumentEntry,
  type DocumentInfo,
  isMemberOf,
  mayRead,
  noteAccess,
  reach,
} from '@samsyn/domain';
import { documentBody, documentListQuery, listQuery } from '@samsyn/domain/schemas';
import type { DocumentRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { paged, pagedById } from '../http/paging.ts';
import {
  badRequest,
  forbidden,
  invalid,
  notFound,
  notSignedIn,
  ProblemError,
  tooMany,
  tooLarge,
  unsupportedType,
  lacks,
} from '../http/problems.ts';
import { signedIn } from '../http/session.ts';
import { idOf, noQuery, validBody, validQuery } from '../http/validate.ts';
import { groupRef } from '../seminars/present.ts';
import { OtherEpoch } from '../sync/former.ts';
import { MalformedStateVector, type ReceiveResult } from '../sync/live-documents.ts';
import { documentAccess } from './access.ts';
import { seedDocument, storeDocuments } from './create.ts';
import { Postings } from './postings.ts';

const number = z
  .string()
  .regex(/^\d{1,7}$/)
  .transform(Number)
  .optional();
const current = {
  epoch: number,
  schema: number,
  /** whom the client takes itself for: what it holds is not for anybody who has signed in since */
  account: z.string().max(100).optional(),
};
export const updatesQuery = z.strictObject({
  sv: z
    .string()
    .regex(/^[\w-]*={0,2}$/)
    .max(1_000_000)
    .optional(),
  ...current,
});
export const postUpdateQuery = z.strictObject({
  ...current,
  /** the client id that the sender writes under: its own from now on */
  client: z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .optional(),
});

type Seen = { document: DocumentRecord; access: Access };

/** @throws ProblemError 404 when there is no such document, or none for this account */
export const findDocument = async (context: Context, actor: Actor, id: string): Promise<Seen> => {
  const document = await context.models.documents.findById(id).lean();
  const access = document ? documentAccess(actor, document) : 'none';
  if (!document || !mayRead(access)) throw notFound();
  return { document, access };
};

const presentInfo = ({ document, access }: Seen, epoch: number): DocumentInfo => ({
  id: document._id,
  kind: document.kind,
  title: document.title,
  access,
  epoch,
  schemaVersion: document.schemaVersion,
});

/** @throws ProblemError when somebody else is signed in than the client takes itself for */
const checkAccount = (who: Actor, { account = who.id }: { account?: string | undefined }): void => {
  if (account !== who.id) throw notSignedIn();
};

/** What the client holds must be of the current history and schema. */
const checkCurrent = async (
  context: Context,
  document: DocumentRecord,
  { epoch, schema = document.schemaVersion }: { epoch?: number | undefined; schema?: number | undefined },
): Promise<void> => {
  const isOther = epoch !== undefined && epoch !== (await context.documents.epoch(document._id));
  if (isOther || schema !== document.schemaVersion) throw lacks('otherEpoch');
};

/** @throws ProblemError unless the update is durable (or changed nothing) */
const checkReceived = (result: ReceiveResult): void => {
  switch (result.kind) {
    case 'accepted':
      return;
    case 'refused':
      throw forbidden(result.code);
    case 'missingPredecessors':
      throw lacks('missingPredecessors');
    case 'otherEpoch':
      throw lacks('otherEpoch');
    case 'tooLarge':
      throw tooLarge();
    case 'owing':
      throw tooMany(result.seconds);
    case 'invalid':
      throw new ProblemError(422, 'malformedUpdate');
  }
};

/** Groups whose free notes the account may read. */
const readableGroups = async (context: Context, actor: Actor): Promise<string[]> => {
  const groups = await context.accounts.groups();
  return [...groups.keys()].filter((slug) => mayRead(noteAccess(actor, slug)));
};

/** Free notes, newest first. */
const listRoute = (context: Context, router: Router): void => {
  router.get('/api/documents', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(documentListQuery, request);
    const [groups, readable] = await Promise.all([context.accounts.groups(), readableGroups(context, who)]);
    const fetch = (after: string | null, count: number): Promise<DocumentRecord[]> =>
      context.models.documents
        .find({
          kind: 'note',
          seminarId: null,
          group: { $in: readable },
          ...(after !== null && { _id: { $lt: after } }),
        })
        .sort({ _id: -1 })
        .limit(count)
        .lean();
    const present = (rows: DocumentRecord[]): DocumentEntry[] =>
      rows.map(({ _id, kind, title, group, updatedAt }) => ({
        id: _id,
        kind,
        title,
        leadershipGroup: group === null ? null : groupRef(groups, group),
        updatedAt: updatedAt.toISOString(),
      }));
    response.json(await pagedById(query, fetch, present));
  });
};

const createRoute = (context: Context, router: Router): void => {
  router.post('/api/documents', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const how = reach(who, 'makeFreeNotes');
    if (how === 'none') throw forbidden();
    const { title, leadershipGroup } = await validBody(documentBody, request);
    if (how === 'own' && !isMemberOf(who, leadershipGroup)) throw forbidden();
    if (!(await context.accounts.groups()).has(leadershipGroup))
      throw invalid([{ path: 'leadershipGroup', message: '' }], 'unknownGroup');
    const document = await seedDocument(
      context,
      { kind: 'note', title, group: leadershipGroup },
      emptyTemplate(),
      who.id,
    );
    await storeDocuments(context, [document]);
    response.status(201).location(`/api/documents/${document._id}`).json({ id: document._id });
  });
};

const updateRoutes = (context: Context, router: Router): void => {
  const { documentBytes, bytesPerSecond } = context.settings.limits;
  const maxBytes = documentBytes === 0 ? Infinity : documentBytes;
  const postings = new Postings(bytesPerSecond);

  router.get('/api/documents/:id/updates', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(updatesQuery, request);
    checkAccount(who, query);
    const { document } = await findDocument(context, who, idOf(request));
    await checkCurrent(context, document, query);
    const stateVector = query.sv === undefined || query.sv === '' ? null : Buffer.from(query.sv, 'base64url');
    try {
      const update = await context.documents.diff(document._id, stateVector, who.id);
      response.type('application/octet-stream').send(Buffer.from(update));
    } catch (error) {
      if (error instanceof OtherEpoch) throw lacks('otherEpoch');
      throw error instanceof MalformedStateVector ? badRequest('badQuery') : error;
    }
  });

  router.post('/api/documents/:id/updates', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(postUpdateQuery, request);
    checkAccount(who, query);
    const { document, access } = await findDocument(context, who, idOf(request));
    if (!request.is('application/octet-stream')) throw unsupportedType();
    await checkCurrent(context, document, query);
    const update = await postings.read(request, who.id, maxBytes);
    const writer = {
      accountId: who.id,
      access,
      askAgain: async () => {
        const now = await context.accounts.sessionOf(request.headers);
        if (now?.id !== who.id) throw notSignedIn();
        return (await findDocument(context, now, document._id)).access;
      },
      clientId: query.client,
    };
    const result = await context.documents.receive(document._id, writer, new Uint8Array(update));
    checkReceived(result);
    response.status(204).end();
  });
};

export const documentRoutes = (context: Context): Router => {
  const router = Router();
  listRoute(context, router);
  createRoute(context, router);

  router.get('/api/documents/:id', async (request, response) => {
    const who = signedIn(request);
    validQuery(noQuery, request);
    const seen = await findDocument(context, who, idOf(request));
    response.json(presentInfo(seen, await context.documents.epoch(seen.document._id)));
  });

  router.get('/api/documents/:id/versions', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(listQuery, request);
    const { document } = await findDocument(context, who, idOf(request));
    const versions = await context.documents.versions(document._id);
    const names = await context.accounts.names(versions.flatMap(({ by }) => by ?? []));
    const shown = versions.map((version) => ({
      ...version,
      by: version.by === null ? null : (names.get(version.by) ?? null),
    }));
    response.json(paged(shown, query));
  });

  updateRoutes(context, router);
  return router;
};
