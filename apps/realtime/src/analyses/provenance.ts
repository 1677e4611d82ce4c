/** Where the words of a draft come from, as far as an account may see it. */
import { type DraftProvenance, provenanceOf } from '@samsyn/analysis';
import { type Claim, claimsIn, readBody, targetsOf } from '@samsyn/document';
import type { Actor, ClaimKind, GroupRef, ProvenanceItem, ProvenanceSource } from '@samsyn/domain';
import type { SeminarRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import type { Seen } from './find.ts';
import { readableAmong } from './lists.ts';

type Source = DraftProvenance['sources'][number];

/** What is known of the notes that the sources stand in. */
type Notes = {
  seminars: ReadonlyMap<string, SeminarRecord>;
  /** claims by document and id */
  claims: ReadonlyMap<string, Claim>;
  groups: ReadonlyMap<string, GroupRef>;
  mayRead: (documentId: string) => boolean;
};

const claimKey = (documentId: string, claimId: string): string => `${documentId}/${claimId}`;

const readNotes = async (context: Context, actor: Actor, sources: readonly Source[]): Promise<Notes> => {
  const seminarIds = [...new Set(sources.map(({ seminarId }) => seminarId))];
  const documentIds = [...new Set(sources.map(({ documentId }) => documentId))];
  const [seminars, groups, mayRead, claims] = await Promise.all([
    context.models.seminars.find({ _id: { $in: seminarIds } }).lean(),
    context.accounts.groups(),
    readableAmong(context, actor, documentIds),
    Promise.all(
      documentIds.map(async (documentId) =>
        (await context.claims.of(documentId)).map((claim) => [claimKey(documentId, claim.id), claim] as const),
      ),
    ),
  ]);
  return {
    seminars: new Map(seminars.map((seminar) => [seminar._id, seminar])),
    claims: new Map(claims.flat()),
    groups,
    mayRead,
  };
};

/** The words are those that the claim has now; a claim that is gone since the last draft has none. */
const presentSource = (source: Source, kind: ClaimKind, notes: Notes): ProvenanceSource => {
  const seminar = notes.seminars.get(source.seminarId);
  const claim = notes.claims.get(claimKey(source.documentId, source.blockId));
  const group = seminar?.group ?? '';
  return {
    ...source,
    ...(claim && notes.mayRead(source.documentId) && { text: claim.text }),
    evidence: targetsOf(claim?.citations ?? [], 'evidence'),
    references: targetsOf(claim?.citations ?? [], 'reference'),
    kind: claim?.kind ?? kind,
    leadershipGroup: { slug: group, name: notes.groups.get(group)?.name ?? group },
    startsAt: seminar?.startsAt.toISOString() ?? '',
  };
};

/** @returns one item for each block of the draft that carries words of notes. */
export const provenanceFor = async (context: Context, actor: Actor, { version }: Seen): Promise<ProvenanceItem[]> => {
  const { blocks, kinds } = await context.documents.read(version.documentId, (doc) => ({
    blocks: provenanceOf(doc),
    kinds: new Map(claimsIn(readBody(doc)).map(({ id, kind }) => [id, kind])),
  }));
  const notes = await readNotes(
    context,
    actor,
    blocks.flatMap(({ sources }) => sources),
  );
  return blocks.map(({ draftBlockId, text, sources }) => ({
    draftBlockId,
    text,
    sources: sources.map((source) => presentSource(source, kinds.get(draftBlockId) ?? 'result', notes)),
  }));
};
