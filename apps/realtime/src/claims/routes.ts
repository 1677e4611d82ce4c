/** Claims of notes that the account may read: what the editor offers for citing. */
import { Router } from 'express';
import type { Actor, ClaimEntry } from '@samsyn/domain';
import { claimListQuery } from '@samsyn/domain/schemas';
import type { SeminarRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { paged } from '../http/paging.ts';
import { signedIn } from '../http/session.ts';
import { validQuery } from '../http/validate.ts';
import { holdsWords } from '../http/words.ts';
import { groupRef } from '../seminars/present.ts';
import { readableNotes } from './notes.ts';

type Rounds = ReadonlyMap<string, Pick<SeminarRecord, 'round'>>;

/** Every claim that the account may read, in the order of the notes. */
export const listClaims = async (
  context: Context,
  actor: Actor,
  schoolYear: string | undefined,
  words = '',
): Promise<ClaimEntry[]> => {
  const [groups, notes, seminars] = await Promise.all([
    context.accounts.groups(),
    readableNotes(context, actor, schoolYear),
    context.models.seminars
      .find(schoolYear === undefined ? {} : { schoolYear })
      .select('round')
      .lean(),
  ]);
  const rounds: Rounds = new Map(seminars.map((seminar) => [seminar._id, seminar]));
  const lists = await Promise.all(
    notes.map(async (note) => {
      const claims = await context.claims.of(note._id);
      return claims
        .filter((claim) => holdsWords(claim.text, words))
        .map((claim) => ({
          id: claim.id,
          kind: claim.kind,
          text: claim.text,
          priorityArea: claim.priorityArea,
          documentId: note._id,
          seminarId: note.seminarId,
          leadershipGroup: note.group === null ? null : groupRef(groups, note.group),
          round: (note.seminarId !== null && rounds.get(note.seminarId)?.round) || null,
        }));
    }),
  );
  return lists.flat();
};

export const claimRoutes = (context: Context): Router => {
  const router = Router();
  router.get('/api/claims', async (request, response) => {
    const who = signedIn(request);
    const query = validQuery(claimListQuery, request);
    response.json(paged(await listClaims(context, who, query.schoolYear, query.q), query));
  });
  return router;
};
