/** The command that makes a school year: the year, its seminars (rounds x groups) and its analyses, with their documents. */
import { emptyTemplate, noteTemplate } from '@samsyn/document';
import { type AreaRef, defaultAgenda } from '@samsyn/domain';
import {
  type AnalysisRecord,
  type DocumentRecord,
  isDuplicate,
  type LeadershipGroupRecord,
  newObjectId,
  type SchoolYearRecord,
  type SeminarRecord,
} from '@samsyn/models';
import type { Context } from '../context.ts';
import { seedDocument } from '../documents/create.ts';
import { lacks } from '../http/problems.ts';
import { catalogue } from '../text/index.ts';

/** Rounds of a year and when they begin (month 1-12, day, years after the first): assumed, each seminar can be moved. */
const rounds = [
  { number: 1, month: 10, day: 15, yearsLater: 0 },
  { number: 2, month: 2, day: 4, yearsLater: 1 },
  { number: 3, month: 5, day: 20, yearsLater: 1 },
] as const;
/** Three hours from eight o'clock in Sweden, whatever the season. */
const startHour = 8;

export type NewSchoolYear = { label: string; priorityAreas: AreaRef[] };
type Made = { seminars: SeminarRecord[]; analyses: AnalysisRecord[]; documents: DocumentRecord[] };

/** The offset of Swedish time from UTC on that day, in hours: 1 or 2. */
const swedishOffset = (day: Date): number => {
  const hour = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Stockholm', hour: 'numeric', hourCycle: 'h23' });
  return Number(hour.format(day)) - day.getUTCHours();
};

/** The nth weekday (Monday to Friday) on or after a day, at the hour when seminars begin. */
const startOf = (year: number, month: number, day: number, nth: number): Date => {
  const at = new Date(Date.UTC(year, month - 1, day, 12));
  for (let left = nth; ; at.setUTCDate(at.getUTCDate() + 1)) {
    if (at.getUTCDay() % 6 === 0) continue;
    if (left === 0) break;
    left -= 1;
  }
  at.setUTCHours(startHour - swedishOffset(at));
  return at;
};

const yearOf = ({ label, priorityAreas }: NewSchoolYear): SchoolYearRecord => ({
  _id: newObjectId(),
  label,
  startsOn: `${label.slice(0, 4)}-08-01`,
  endsOn: `${label.slice(5)}-06-30`,
  priorityAreas,
});

const makeSeminar = async (
  context: Context,
  year: SchoolYearRecord,
  group: LeadershipGroupRecord,
  round: (typeof rounds)[number],
  place: number,
  by: string | null,
): Promise<[SeminarRecord, DocumentRecord]> => {
  const _id = newObjectId();
  const title = catalogue('sv').documents.note(group.shortName, round.number, year.label);
  const document = await seedDocument(
    context,
    { kind: 'note', title, group: group.slug, schoolYear: year.label, seminarId: _id, state: 'planned' },
    noteTemplate(year.priorityAreas),
    by,
  );
  const startsAt = startOf(Number(year.label.slice(0, 4)) + round.yearsLater, round.month, round.day, place);
  return [
    {
      _id,
      schoolYear: year.label,
      round: round.number,
      group: group.slug,
      startsAt,
      state: 'planned',
      documentId: document._id,
      agenda: defaultAgenda.map((step) => ({ ...step })),
      transitions: [],
    },
    document,
  ];
};

const makeAnalysis = async (
  context: Context,
  year: SchoolYearRecord,
  number: number,
  by: string | null,
): Promise<[AnalysisRecord, DocumentRecord]> => {
  const _id = newObjectId();
  const title = catalogue('sv').documents.analysis(number, year.label);
  const version = { version: 1, state: 'workingDraft', registryNumber: null, boardMeetingOn: null } as const;
  const document = await seedDocument(
    context,
    { kind: 'analysis', title, schoolYear: year.label, analysisId: _id, version: 1, state: 'workingDraft' },
    emptyTemplate(),
    by,
  );
  return [
    {
      _id,
      schoolYear: year.label,
      number,
      ...version,
      documentId: document._id,
      versions: [{ ...version, documentId: document._id, finalisedAt: null, files: [] }],
      transitions: [],
      lists: null,
      draftedAt: null,
    },
    document,
  ];
};

const makeParts = async (context: Context, year: SchoolYearRecord, by: string | null): Promise<Made> => {
  const groups = await context.models.leadershipGroups.find().sort({ order: 1 }).lean();
  const [seminars, analyses] = await Promise.all([
    Promise.all(
      rounds.flatMap((round) => groups.map((group, place) => makeSeminar(context, year, group, round, place, by))),
    ),
    Promise.all(rounds.map((round) => makeAnalysis(context, year, round.number, by))),
  ]);
  return {
    seminars: seminars.map(([seminar]) => seminar),
    analyses: analyses.map(([analysis]) => analysis),
    documents: [...seminars, ...analyses].map(([, document]) => document),
  };
};

/**
 * Makes the year with everything in it, or nothing of it.
 * @throws ProblemError 409 labelTaken
 */
export const makeSchoolYear = async (
  context: Context,
  given: NewSchoolYear,
  by: string | null,
): Promise<SchoolYearRecord> => {
  const { models } = context;
  if (await models.schoolYears.exists({ label: given.label })) throw lacks('labelTaken');
  const year = yearOf(given);
  const { seminars, analyses, documents } = await makeParts(context, year, by);
  try {
    await models.transaction(async (session) => {
      await models.schoolYears.insertMany([year], { session });
      await models.documents.insertMany(documents, { session });
      await models.seminars.insertMany(seminars, { session });
      await models.analyses.insertMany(analyses, { session });
    });
  } catch (error) {
    if (isDuplicate(error)) throw lacks('labelTaken');
    throw error;
  }
  await context.audit('schoolYear:make', year.label, '', by);
  context.notify.yearChanged(year.label);
  return year;
};
