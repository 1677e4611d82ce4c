/** What stands on the public page, read from the store: published things only. */
import { isAtLeast } from '@samsyn/domain';
import type {
  AnalysisRecord,
  AnalysisVersion,
  AnnualCycleRecord,
  AssignmentRecord,
  InitiativeRecord,
  PageRecord,
  SchoolYearRecord,
} from '@samsyn/models';
import { settingsOf } from '../authority.ts';
import type { Context } from '../context.ts';
import { partsOf } from '../reports/files.ts';

export type PublishedAnalysis = {
  id: string;
  number: number;
  version: number;
  /** whether no later version has been begun */
  isLatest: boolean;
  pages: number | undefined;
  slides: number | undefined;
};
export type YearRow = { year: SchoolYearRecord; /** by number */ analyses: Map<number, PublishedAnalysis> };

export type Archive = {
  authority: string;
  /** newest first */
  years: YearRow[];
  /** how many analyses a year has */
  numbers: number[];
  plans: PageRecord[];
  handbooks: PageRecord[];
  cycles: (AnnualCycleRecord & { groupName: string })[];
  initiatives: InitiativeRecord[];
  assignments: (AssignmentRecord & { unitName: string; areaName: string | null })[];
};

type Stored = Omit<AnalysisRecord, 'lists' | 'transitions'>;
type Public = { analysis: Stored; version: AnalysisVersion };

const latestPublished = (analysis: Stored): Public[] => {
  const version = analysis.versions.findLast(({ state }) => isAtLeast(state, 'published'));
  return version ? [{ analysis, version }] : [];
};

const fileIdOf = ({ files }: AnalysisVersion, name: string): string =>
  files.find((file) => file.name === name)?.fileId ?? '';

const readYears = async (context: Context): Promise<Pick<Archive, 'years' | 'numbers'>> => {
  const { models } = context;
  const [years, analyses] = await Promise.all([
    models.schoolYears.find().sort({ label: -1 }).lean(),
    models.analyses.find({}, { lists: 0, transitions: 0 }).sort({ number: 1 }).lean(),
  ]);
  const published = analyses.flatMap(latestPublished);
  const parts = await partsOf(
    models,
    published.flatMap(({ version }) => version.files.map(({ fileId }) => fileId)),
  );
  const rows = years.map((year) => ({
    year,
    analyses: new Map(
      published
        .filter(({ analysis }) => analysis.schoolYear === year.label)
        .map(({ analysis, version }): [number, PublishedAnalysis] => [
          analysis.number,
          {
            id: analysis._id,
            number: analysis.number,
            version: version.version,
            isLatest: version.version === analysis.version,
            pages: parts.get(fileIdOf(version, 'report.pdf')),
            slides: parts.get(fileIdOf(version, 'presentation.pptx')),
          },
        ]),
    ),
  }));
  return { years: rows, numbers: [...new Set(analyses.map(({ number }) => number))].toSorted((a, b) => a - b) };
};

const readFrame = async (context: Context): Promise<Pick<Archive, 'cycles' | 'initiatives' | 'assignments'>> => {
  const { models } = context;
  const [groups, units, years, cycles, initiatives, assignments] = await Promise.all([
    context.accounts.groups(),
    models.schoolUnits.find().lean(),
    models.schoolYears.find().sort({ label: 1 }).lean(),
    models.annualCycles.find().lean(),
    models.initiatives.find().sort({ startsOn: 1, slug: 1 }).lean(),
    models.assignments.find().sort({ group: 1, _id: 1 }).lean(),
  ]);
  const order = [...groups.keys()];
  const unitNames = new Map(units.map(({ slug, name }) => [slug, name]));
  const areaNames = new Map(years.flatMap((year) => year.priorityAreas.map(({ slug, name }) => [slug, name])));
  return {
    initiatives,
    cycles: cycles
      .map((cycle) => ({ ...cycle, groupName: groups.get(cycle.group)?.name ?? cycle.group }))
      .toSorted((one, other) => order.indexOf(one.group) - order.indexOf(other.group)),
    assignments: assignments
      .map((row) => ({
        ...row,
        unitName: unitNames.get(row.schoolUnit) ?? row.schoolUnit,
        areaName: row.priorityArea === null ? null : (areaNames.get(row.priorityArea) ?? null),
      }))
      .toSorted((one, other) => order.indexOf(one.group) - order.indexOf(other.group)),
  };
};

export const readArchive = async (context: Context): Promise<Archive> => {
  const { pages } = context.models;
  const [{ authorityName: authority }, years, frame, plans, handbooks] = await Promise.all([
    settingsOf(context.models),
    readYears(context),
    readFrame(context),
    pages.find({ kind: 'plan', state: 'published' }).sort({ schoolYear: -1, _id: 1 }).lean(),
    pages.find({ kind: 'handbook', state: 'published' }).sort({ _id: 1 }).lean(),
  ]);
  return { authority, ...years, ...frame, plans, handbooks };
};
