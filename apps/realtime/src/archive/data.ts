/** What the public page shows, read from the store: published things only. */
import type { AreaRef } from '@samsyn/domain';
import type { AnalysisRecord, InitiativeRecord, Models, PageRecord } from '@samsyn/models';

export type ArchiveYear = {
  label: string;
  priorityAreas: AreaRef[];
  /** an analysis without a published version is null: its cell is empty */
  cells: { number: number; analysisId: string | null }[];
};
export type ArchivePage = { id: string; title: string; schoolYear: string | null; groupName: string | null };
export type ArchiveAssignment = { leadTeacher: string; assignment: string; unit: string };

export type Archive = {
  authorityName: string;
  /** latest first */
  years: ArchiveYear[];
  plans: ArchivePage[];
  handbooks: ArchivePage[];
  initiatives: InitiativeRecord[];
  assignments: ArchiveAssignment[];
};

const isPublished = ({ versions }: Pick<AnalysisRecord, 'versions'>): boolean =>
  versions.some(({ state }) => state === 'published' || state === 'archived');

const yearsOf = async (models: Models): Promise<ArchiveYear[]> => {
  const [years, analyses] = await Promise.all([
    models.schoolYears.find().sort({ label: -1 }).lean(),
    models.analyses.find({}, { schoolYear: 1, number: 1, versions: 1 }).sort({ schoolYear: -1, number: 1 }).lean(),
  ]);
  return years.map(({ label, priorityAreas }) => ({
    label,
    priorityAreas,
    cells: analyses
      .filter(({ schoolYear }) => schoolYear === label)
      .map((analysis) => ({ number: analysis.number, analysisId: isPublished(analysis) ? analysis._id : null })),
  }));
};

const pagesOf = async (models: Models, kind: PageRecord['kind']): Promise<ArchivePage[]> => {
  const [pages, groups] = await Promise.all([
    models.pages.find({ kind, state: 'published' }).sort({ schoolYear: -1, _id: 1 }).lean(),
    models.leadershipGroups.find().lean(),
  ]);
  const names = new Map(groups.map(({ slug, name }) => [slug, name]));
  return pages.map(({ _id, title, schoolYear, group }) => ({
    id: _id,
    title,
    schoolYear,
    groupName: group === null ? null : (names.get(group) ?? null),
  }));
};

const assignmentsOf = async (models: Models): Promise<ArchiveAssignment[]> => {
  const [assignments, units] = await Promise.all([
    models.assignments.find().sort({ group: 1, _id: 1 }).lean(),
    models.schoolUnits.find().lean(),
  ]);
  const names = new Map(units.map(({ slug, name }) => [slug, name]));
  return assignments.map(({ leadTeacher, assignment, schoolUnit }) => ({
    leadTeacher,
    assignment,
    unit: names.get(schoolUnit) ?? schoolUnit,
  }));
};

export const authorityName = async (models: Models): Promise<string> =>
  (await models.settings.findById('authority').lean())?.authorityName ?? 'Samsyn';

export const readArchive = async (models: Models): Promise<Archive> => {
  const [name, years, plans, handbooks, initiatives, assignments] = await Promise.all([
    authorityName(models),
    yearsOf(models),
    pagesOf(models, 'plan'),
    pagesOf(models, 'handbook'),
    models.initiatives.find().sort({ startsOn: 1, _id: 1 }).lean(),
    assignmentsOf(models),
  ]);
  return { authorityName: name, years, plans, handbooks, initiatives, assignments };
};
