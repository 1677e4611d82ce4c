/** What the last draft found out, as far as an account may know it: nothing from a note that it may not read. */
import type { ListOrigins } from '@samsyn/analysis';
import { type Actor, type DraftLists, may, mayRead } from '@samsyn/domain';
import type { Context } from '../context.ts';
import { documentAccess } from '../documents/access.ts';
import type { Seen } from './find.ts';

/** As stored on the analysis: the lists, and the documents that their items stem from. */
export type StoredLists = DraftLists & { origins: ListOrigins };

const none: DraftLists = { gaps: [], unmarked: [], leftOut: [], findings: [], proposedLinks: [], contradictions: [] };

const hasOrigins = (lists: DraftLists): lists is StoredLists => 'origins' in lists;

/** @returns the documents among these that the account may read; evidence counts as read by all who may read any. */
export const readableAmong = async (
  context: Context,
  actor: Actor,
  documentIds: readonly string[],
): Promise<(documentId: string) => boolean> => {
  const ids = [...new Set(documentIds)];
  const [documents, evidence] = await Promise.all([
    context.models.documents.find({ _id: { $in: ids } }).lean(),
    may(actor, 'readEvidence') ? context.models.evidence.find({ _id: { $in: ids } }, { _id: 1 }).lean() : [],
  ]);
  const readable = new Set([
    ...documents.filter((document) => mayRead(documentAccess(actor, document))).map(({ _id }) => _id),
    ...evidence.map(({ _id }) => _id),
  ]);
  return (documentId) => readable.has(documentId);
};

/** @returns the lists of the last draft of the latest version; empty ones before it, and for an older version. */
export const listsFor = async (context: Context, actor: Actor, { analysis, isLatest }: Seen): Promise<DraftLists> => {
  const { lists } = analysis;
  if (!isLatest || !lists || !hasOrigins(lists)) return none;
  const { origins } = lists;
  const mayKnow = await readableAmong(context, actor, [
    ...[...lists.unmarked, ...lists.leftOut, ...lists.findings].map(({ documentId }) => documentId),
    ...Object.values(origins).flat(2),
  ]);
  const known = <T>(items: readonly T[], from: readonly (readonly string[])[]): T[] =>
    items.filter((_, index) => (from[index] ?? ['']).every(mayKnow));
  return {
    gaps: known(lists.gaps, origins.gaps),
    unmarked: lists.unmarked.filter(({ documentId }) => mayKnow(documentId)),
    leftOut: lists.leftOut.filter(({ documentId }) => mayKnow(documentId)),
    findings: lists.findings.filter(({ documentId }) => mayKnow(documentId)),
    proposedLinks: known(lists.proposedLinks, origins.proposedLinks),
    contradictions: known(lists.contradictions, origins.contradictions),
  };
};
