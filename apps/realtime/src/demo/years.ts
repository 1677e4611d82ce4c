/** The demo's school years: made by the command, then written, held and closed as their seminars were. */
import type { Demo, DemoBlock, DemoSeminar } from '@samsyn/demo';
import { bodyOf, type DocNode, toYjs } from '@samsyn/document';
import { seminarStates } from '@samsyn/domain';
import type { SeminarRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { makeSchoolYear } from '../school-years/make.ts';
import { type Resolve, toBlocks } from './convert.ts';

const isClaim = (block: DemoBlock) => block.type === 'claim';

/** Claims keep their keys as ids; what is cited must be there. */
export const resolver = (demo: Demo, library: ReadonlyMap<string, string>): Resolve => {
  const keys = demo.seminars.flatMap(({ note }) => (note?.blocks ?? []).filter(isClaim).map(({ key }) => key));
  const claims = new Set(keys);
  return (kind, key) => {
    const id = kind === 'claim' ? (claims.has(key) ? key : undefined) : library.get(`${kind}:${key}`);
    if (id === undefined) throw new Error(`The demo cites ${kind}:${key}, which is not there`);
    return id;
  };
};

const day = 86_400_000;

/** How a seminar came to its state: prepared a week ahead, begun on time, locked and closed in the days after. */
const historyOf = ({ startsAt, state }: DemoSeminar, by: string): SeminarRecord['transitions'] => {
  const start = new Date(startsAt).getTime();
  const times = [start, start + 3 * 3_600_000, start + 4 * day];
  return seminarStates.slice(1, seminarStates.indexOf(state) + 1).map((to, index) => ({
    from: seminarStates[index] ?? 'planned',
    to,
    at: new Date(times[index] ?? start),
    by,
    reason: '',
  }));
};

const write = (context: Context, documentId: string, blocks: readonly DocNode[], by: string): Promise<void> =>
  context.documents.change(documentId, by, (doc) => {
    const body = bodyOf(doc);
    body.delete(0, body.length);
    body.push(toYjs(blocks));
  });

const seedSeminar = async (context: Context, seminar: DemoSeminar, resolve: Resolve, by: string): Promise<void> => {
  const { models } = context;
  const { schoolYear, round, group, startsAt, state, note } = seminar;
  const record = await models.seminars.findOne({ schoolYear, round, group }).lean();
  if (!record) throw new Error(`No seminar ${round} of ${group} in ${schoolYear}`);
  if (note) await write(context, record.documentId, toBlocks(note.blocks, resolve), by);
  const transitions = historyOf(seminar, by);
  await models.seminars.updateOne({ _id: record._id }, { startsAt: new Date(startsAt), state, transitions });
  await models.documents.updateOne({ _id: record.documentId }, { state });
};

/** @param authors ids of the accounts that wrote each group's notes, by the group's slug */
export const seedYears = async (
  context: Context,
  demo: Demo,
  resolve: Resolve,
  authors: ReadonlyMap<string, string>,
  by: string,
): Promise<void> => {
  for (const { label, startsOn, endsOn, priorityAreas } of demo.schoolYears) {
    await makeSchoolYear(context, { label, priorityAreas }, by);
    await context.models.schoolYears.updateOne({ label }, { startsOn, endsOn });
  }
  for (const seminar of demo.seminars) await seedSeminar(context, seminar, resolve, authors.get(seminar.group) ?? by);
};
