/** The demo's analyses: drafted of the rounds' notes, reviewed, finalised and published by the product itself. */
import type { Demo, DemoAnalysis } from '@samsyn/demo';
import { type AnalysisState, analysisStates } from '@samsyn/domain';
import { makeDraft } from '../analyses/draft.ts';
import { setRegistryNumber } from '../analyses/registryNumber.ts';
import { moveAnalysis } from '../analyses/transition.ts';
import type { Context } from '../context.ts';

/** Gaps never block: the reason says why they stand. */
const reason = 'Bristerna i kedjan är kända av ledningsgrupperna och följs upp i nästa runda.';

const day = 86_400_000;
/** Days before (or after) the board's meeting at which an analysis came to each state. */
const daysFromMeeting: Partial<Record<AnalysisState, number>> = {
  inReview: -21,
  finalised: -10,
  presented: 0,
  published: 3,
};

const timeOf = (to: AnalysisState, boardMeetingOn: string | null): Date =>
  boardMeetingOn === null
    ? new Date()
    : new Date(Date.parse(`${boardMeetingOn}T12:00:00Z`) + (daysFromMeeting[to] ?? 0) * day);

const seedAnalysis = async (context: Context, analysis: DemoAnalysis, by: string): Promise<void> => {
  const { models } = context;
  const { schoolYear, number, state, registryNumber, boardMeetingOn } = analysis;
  const record = await models.analyses.findOne({ schoolYear, number }).lean();
  if (!record) throw new Error(`No analysis ${number} in ${schoolYear}`);
  const id = record._id;
  await models.analyses.updateOne(
    { _id: id },
    { $set: { boardMeetingOn, 'versions.0.boardMeetingOn': boardMeetingOn } },
  );
  const steps = analysisStates.slice(1, analysisStates.indexOf(state) + 1);
  if (steps.length === 0) return;
  await makeDraft(context, id, by);
  if (registryNumber !== null) await setRegistryNumber(context, id, registryNumber, by);
  for (const to of steps) await moveAnalysis(context, id, { to, reason, by, at: timeOf(to, boardMeetingOn) });
};

/** What has left the working draft is made whole; the draft of the open round is for people to make. */
export const seedAnalyses = async (context: Context, demo: Demo, by: string): Promise<void> => {
  for (const analysis of demo.analyses) await seedAnalysis(context, analysis, by);
};
