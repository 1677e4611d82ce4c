import { isAtLeast, type LeadershipGroup, type Overview, type SeminarEntry } from '@samsyn/domain';
import type { ThreadState } from '@samsyn/ui';

export type LoomAnalysis = Overview['analyses'][number];

/** One round: its notes in the groups' order, and the analysis that they run into. */
export type LoomRound = {
  round: number;
  seminars: { group: LeadershipGroup; seminar: SeminarEntry | undefined }[];
  analysis: LoomAnalysis | undefined;
  /** whether anybody has begun: until then all of the round is to come */
  begun: boolean;
};

export const isDone = (seminar: SeminarEntry): boolean => seminar.state === 'locked' || seminar.state === 'closed';

/** @returns the year's rounds in order, as many as there are seminars or analyses for. */
export const loomRounds = (overview: Overview): LoomRound[] => {
  const count = Math.max(
    0,
    ...overview.seminars.map((seminar) => seminar.round),
    ...overview.analyses.map((analysis) => analysis.number),
  );
  return Array.from({ length: count }, (_, index) => {
    const round = index + 1;
    const analysis = overview.analyses.find((one) => one.number === round);
    const seminars = overview.groups.map((group) => ({
      group,
      seminar: overview.seminars.find((one) => one.round === round && one.leadershipGroup.slug === group.slug),
    }));
    const begun =
      seminars.some(({ seminar }) => seminar !== undefined && seminar.state !== 'planned') ||
      (analysis !== undefined && analysis.state !== 'workingDraft');
    return { round, seminars, analysis, begun };
  });
};

/** The thread from a note to its round's analysis: whole once the note is locked, broken while it is written. */
export const noteThread = (seminar: SeminarEntry | undefined): ThreadState => {
  if (seminar === undefined || seminar.state === 'planned') return 'coming';
  return isDone(seminar) ? 'whole' : 'broken';
};

/** The thread into a note, from the round before: there as soon as the note has begun. */
export const previousThread = (seminar: SeminarEntry | undefined): ThreadState =>
  seminar === undefined || seminar.state === 'planned' ? 'coming' : 'whole';

export type Point = 'filled' | 'ring' | 'coming';

export const notePoint = (seminar: SeminarEntry | undefined): Point => {
  if (seminar === undefined || seminar.state === 'planned') return 'coming';
  return isDone(seminar) ? 'filled' : 'ring';
};

export const analysisPoint = (round: LoomRound): Point => {
  if (round.analysis === undefined || !round.begun) return 'coming';
  return isAtLeast(round.analysis.state, 'finalised') ? 'filled' : 'ring';
};

/** Whether the board has it. */
export const reachedBoard = (analysis: LoomAnalysis | undefined): boolean =>
  analysis !== undefined && isAtLeast(analysis.state, 'presented');

/** A round's thread as a list on small screens: whole when its analysis is done, broken while it goes on. */
export const roundThread = (round: LoomRound): ThreadState => {
  if (!round.begun) return 'coming';
  return analysisPoint(round) === 'filled' ? 'whole' : 'broken';
};
