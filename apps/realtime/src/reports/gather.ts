/** What a report of one version is made of, read as it is now, without anything that is protected. */
import { provenanceOf, redactProtected, redactTable, redactText } from '@samsyn/analysis';
import { citationsIn, claimsIn, type DocNode, readBody, rejectSuggestions, targetsOf } from '@samsyn/document';
import type { AnalysisRecord, AnalysisVersion, EvidenceRecord, SeminarRecord } from '@samsyn/models';
import type { ReportEvidence, ReportInput, ReportProvenance } from '@samsyn/reports';
import { settingsOf } from '../authority.ts';
import type { Context } from '../context.ts';

type Options = { smallGroupLimit: number };

const present = (row: EvidenceRecord, options: Options): ReportEvidence => ({
  id: row._id,
  kind: row.kind,
  title: redactText(row.title, options),
  source: redactText(row.source, options),
  period: row.period,
  ...(row.table && { table: redactTable(row.table, options) }),
  ...(row.text !== null && { text: redactText(row.text, options) }),
  ...(row.url !== null && { url: redactText(row.url, options) }),
});

/** Owners of actions may stand as accounts' ids. */
const ownersIn = (body: DocNode): string[] =>
  claimsIn(body).flatMap(({ owner }) => (owner !== null && /^[0-9a-f]{24}$/.test(owner) ? owner : []));

/** The round's seminars that have been held, and those whose words it carries however far they have come. */
const seminarsOf = async (
  context: Context,
  analysis: AnalysisRecord,
  provenance: readonly ReportProvenance[],
): Promise<ReportInput['seminars']> => {
  const carried = new Set(provenance.flatMap(({ sources }) => sources.map((source) => source['seminarId'])));
  const [groups, rows] = await Promise.all([
    context.accounts.groups(),
    context.models.seminars
      .find({ schoolYear: analysis.schoolYear, round: analysis.number })
      .sort({ startsAt: 1 })
      .lean(),
  ]);
  const isGround = ({ _id, state }: SeminarRecord): boolean => state !== 'planned' || carried.has(_id);
  return rows.filter(isGround).map(({ _id, group, round, startsAt }) => ({
    id: _id,
    group: { slug: group, name: groups.get(group)?.name ?? group },
    round,
    startsAt: startsAt.toISOString(),
  }));
};

const readDraft = (context: Context, documentId: string): Promise<{ body: DocNode; provenance: ReportProvenance[] }> =>
  context.documents.read(documentId, (doc) => ({
    body: rejectSuggestions(readBody(doc)),
    provenance: provenanceOf(doc).map(({ draftBlockId, sources }) => ({
      draftBlockId,
      sources: sources.map(({ seminarId, documentId: note, blockId }) => ({ seminarId, documentId: note, blockId })),
    })),
  }));

/** @returns the input of a report of this version. Where words come from is told by ids only, never by a note's words. */
export const gatherReport = async (
  context: Context,
  analysis: AnalysisRecord,
  version: AnalysisVersion,
): Promise<ReportInput> => {
  const { models } = context;
  const draft = await readDraft(context, version.documentId);
  const [settings, groups, year, seminars] = await Promise.all([
    settingsOf(models),
    context.accounts.groups(),
    models.schoolYears.findOne({ label: analysis.schoolYear }).lean(),
    seminarsOf(context, analysis, draft.provenance),
  ]);
  const isLatest = version.version === analysis.version;
  const options = { smallGroupLimit: settings.smallGroupLimit };
  const body = redactProtected(draft.body, options);
  const [evidence, references, names] = await Promise.all([
    models.evidence.find({ _id: { $in: targetsOf(citationsIn(body), 'evidence') } }).lean(),
    models.references.find({ _id: { $in: targetsOf(citationsIn(body), 'reference') } }).lean(),
    context.accounts.names(ownersIn(body)),
  ]);
  return {
    authority: { name: settings.authorityName, boardName: settings.boardName },
    analysis: {
      number: analysis.number,
      schoolYear: analysis.schoolYear,
      state: version.state,
      version: version.version,
      registryNumber: version.registryNumber ?? (isLatest ? analysis.registryNumber : null),
      boardMeetingOn: version.boardMeetingOn ?? (isLatest ? analysis.boardMeetingOn : null),
      finalisedAt: version.finalisedAt?.toISOString() ?? null,
    },
    groups: [...groups.values()].map(({ slug, name }) => ({ slug, name })),
    areas: (year?.priorityAreas ?? []).map(({ slug, name }) => ({ slug, name })),
    body,
    evidence: evidence.map((row) => present(row, options)),
    references: references.map(({ _id, csl }) => ({ id: _id, csl })),
    seminars,
    provenance: draft.provenance,
    people: [...names].map(([id, name]) => ({ id, name })),
    language: 'sv',
  };
};
