/** Everything that a draft is made of, read from the store and the open documents: edits of a second ago included. */
import type { CitedEvidence, CitedReference, DraftInput, DraftNote, PreviousAction } from '@samsyn/analysis';
import { citationsIn, claimsIn, type DocNode, readBody, targetsOf } from '@samsyn/document';
import type { CitationTarget, ClaimKind } from '@samsyn/domain';
import type { AnalysisRecord, EvidenceRecord, SeminarRecord } from '@samsyn/models';
import { settingsOf } from '../authority.ts';
import type { Context } from '../context.ts';
import { previousSeminar } from '../seminars/previous.ts';

const noteOf = async (context: Context, seminar: SeminarRecord): Promise<DraftNote> => ({
  seminarId: seminar._id,
  documentId: seminar.documentId,
  group: seminar.group,
  round: seminar.round,
  startsAt: seminar.startsAt.toISOString(),
  body: await context.documents.read(seminar.documentId, readBody),
});

const actionsBefore = async (context: Context, seminar: SeminarRecord): Promise<PreviousAction[]> => {
  const previous = await previousSeminar(context, seminar);
  if (!previous) return [];
  const { _id: seminarId, documentId, group } = previous;
  return (await context.claims.of(documentId))
    .filter(({ kind }) => kind === 'action')
    .map(({ id, text, priorityArea, owner, due }) => ({
      claimId: id,
      documentId,
      seminarId,
      group,
      text,
      priorityArea,
      owner,
      due,
    }));
};

/** Whatever is scanned for personal data beside the table goes into `text`. */
const citedEvidence = ({ title, kind, table, text, source, url }: EvidenceRecord): CitedEvidence => ({
  title,
  kind,
  ...(table && { table }),
  text: [text, source, url].filter(Boolean).join('\n'),
});

/** Kinds of cited claims that stand in notes of other rounds and years, or in free notes: looked for only if there are any. */
const kindsElsewhere = async (
  context: Context,
  wanted: ReadonlySet<string>,
  known: ReadonlySet<string>,
): Promise<Map<string, ClaimKind>> => {
  const kinds = new Map<string, ClaimKind>();
  if (wanted.size === 0) return kinds;
  const documents = await context.models.documents.find({ kind: 'note' }, { _id: 1 }).sort({ _id: -1 }).lean();
  for (const { _id } of documents) {
    if (known.has(_id)) continue;
    for (const { id, kind } of await context.claims.of(_id)) if (wanted.has(id)) kinds.set(id, kind);
    if (kinds.size === wanted.size) break;
  }
  return kinds;
};

const targets = (bodies: readonly DocNode[], type: CitationTarget): string[] => [
  ...new Set(bodies.flatMap((body) => targetsOf(citationsIn(body), type))),
];

const byId = <R extends { _id: string }, T>(rows: readonly R[], present: (row: R) => T): Map<string, T> =>
  new Map(rows.map((row) => [row._id, present(row)]));

/** @returns the input of a draft of this analysis, as of now. */
export const gather = async (context: Context, analysis: AnalysisRecord): Promise<DraftInput> => {
  const { models } = context;
  const { schoolYear, number } = analysis;
  const [year, groups, seminars, { smallGroupLimit }, draft] = await Promise.all([
    models.schoolYears.findOne({ label: schoolYear }).lean(),
    context.accounts.groups(),
    models.seminars.find({ schoolYear, round: number }).lean(),
    settingsOf(models),
    context.documents.read(analysis.documentId, readBody),
  ]);
  const [notes, before] = await Promise.all([
    Promise.all(seminars.map((seminar) => noteOf(context, seminar))),
    Promise.all(seminars.map((seminar) => actionsBefore(context, seminar))),
  ]);
  const bodies = [...notes.map(({ body }) => body), draft];
  const [evidence, references] = await Promise.all([
    models.evidence.find({ _id: { $in: targets(bodies, 'evidence') } }).lean(),
    models.references.find({ _id: { $in: targets(bodies, 'reference') } }).lean(),
  ]);
  const previousActions = before.flat();
  const here = new Set([...notes.flatMap(({ body }) => claimsIn(body)), ...claimsIn(draft)].map(({ id }) => id));
  const elsewhere = new Set(targets(bodies, 'claim').filter((id) => !here.has(id)));
  for (const { claimId } of previousActions) elsewhere.delete(claimId);
  const kinds = await kindsElsewhere(context, elsewhere, new Set(notes.map(({ documentId }) => documentId)));
  return {
    areas: (year?.priorityAreas ?? []).map(({ slug, name }) => ({ slug, name })),
    groups: [...groups.values()].map(({ slug, name }) => ({ slug, name })),
    notes,
    previousActions,
    evidence: byId(evidence, citedEvidence),
    references: byId(references, ({ label, citation }): CitedReference => ({ label, citation })),
    smallGroupLimit,
    at: new Date().toISOString(),
    kindOf: (claimId) => kinds.get(claimId) ?? null,
  };
};
