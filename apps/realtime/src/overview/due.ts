/** What waits for an account, most urgent first. */
import {
  type Actor,
  type DueItem,
  type GapKind,
  type GroupRef,
  isDraftOpen,
  isNoteOpen,
  may,
  mayRead,
  mayWrite,
  noteAccess,
} from '@samsyn/domain';
import type { AnalysisRecord, SeminarRecord } from '@samsyn/models';
import type { Context } from '../context.ts';
import { groupRef } from '../seminars/present.ts';
import { previousActions } from '../seminars/previous.ts';

const soonDays = 14;
/** Kinds of gaps that are named for one analysis: the rest is on its page. */
const gapKindsShown = 3;

const seminarItems = async (
  context: Context,
  actor: Actor,
  seminars: readonly SeminarRecord[],
  groups: ReadonlyMap<string, GroupRef>,
): Promise<DueItem[]> => {
  const soon = Date.now() + soonDays * 24 * 3600 * 1000;
  const shown = seminars
    .filter(({ group, state }) => isNoteOpen(state) && mayRead(noteAccess(actor, group, state)))
    .filter(({ state, startsAt }) => state === 'live' || startsAt.getTime() <= soon)
    .toSorted(
      (a, b) => Number(b.state === 'live') - Number(a.state === 'live') || a.startsAt.getTime() - b.startsAt.getTime(),
    );
  return Promise.all(
    shown.map(async (seminar) => ({
      kind: seminar.state === 'live' ? ('seminarLive' as const) : ('seminarSoon' as const),
      seminarId: seminar._id,
      group: groupRef(groups, seminar.group),
      startsAt: seminar.startsAt.toISOString(),
      step: await context.notify.stepOf(seminar._id),
    })),
  );
};

const gapItems = (analysis: AnalysisRecord): DueItem[] => {
  const counts = new Map<GapKind, number>();
  for (const { kind } of analysis.lists?.gaps ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, gapKindsShown)
    .map(([gapKind, count]) => ({
      kind: 'analysisGaps',
      analysisId: analysis._id,
      number: analysis.number,
      gapKind,
      count,
    }));
};

const analysisItems = (actor: Actor, analyses: readonly AnalysisRecord[]): DueItem[] => {
  if (!may(actor, 'moveAnalyses')) return [];
  return analyses.flatMap((analysis): DueItem[] => {
    const { _id: analysisId, number, state } = analysis;
    const own: DueItem[] =
      state === 'inReview'
        ? [{ kind: 'analysisReview', analysisId, number }]
        : state === 'presented'
          ? [{ kind: 'analysisPublish', analysisId, number }]
          : [];
    return [...own, ...(isDraftOpen(state) ? gapItems(analysis) : [])];
  });
};

const effectItems = async (context: Context, actor: Actor, seminars: readonly SeminarRecord[]): Promise<DueItem[]> => {
  const open = seminars.filter(({ group, state }) => mayWrite(noteAccess(actor, group, state)) && state === 'live');
  const items = await Promise.all(
    open.map(async (seminar): Promise<DueItem[]> => {
      const actions = await previousActions(context, actor, seminar);
      const count = actions.filter(({ effects }) => effects.length === 0).length;
      const round = actions[0]?.round ?? 0;
      return count === 0 ? [] : [{ kind: 'actionsWithoutEffect', seminarId: seminar._id, count, round }];
    }),
  );
  return items.flat();
};

export const dueOf = async (
  context: Context,
  actor: Actor,
  seminars: readonly SeminarRecord[],
  analyses: readonly AnalysisRecord[],
): Promise<DueItem[]> => {
  const groups = await context.accounts.groups();
  return [
    ...(await seminarItems(context, actor, seminars, groups)),
    ...(await effectItems(context, actor, seminars)),
    ...analysisItems(actor, analyses),
  ];
};
