/** What the bodies of the /seminar namespace must look like. */
import { z } from 'zod';
import { agendaStepKeys } from '@samsyn/domain';
import { id } from '@samsyn/domain/schemas';

const seminarId = id;
const line = z.string().trim().min(1).max(300);

export const bodies = {
  seminar: z.strictObject({ seminarId }),
  step: z.strictObject({ seminarId, step: z.enum(agendaStepKeys).nullable() }),
  timer: z.strictObject({ seminarId, minutes: z.number().min(0).max(480) }),
  hand: z.strictObject({ seminarId, raised: z.boolean() }),
  voteOpen: z.strictObject({ seminarId, question: line, options: z.array(line).min(2).max(12) }),
  voteCast: z.strictObject({ seminarId, option: z.number().int().min(0).max(11) }),
} as const;
