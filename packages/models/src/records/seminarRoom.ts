/** The running state of a seminar's room: one for all nodes, and it outlives them. Who is there is the nodes' to know. */
import { Schema } from 'mongoose';
import { type AgendaStepKey, agendaStepKeys } from '@samsyn/domain';
import { orNull, partOptions, recordOptions, required } from './common.ts';

export type Ballot = { accountId: string; option: number };
export type VoteRecord = { id: string; question: string; options: string[]; ballots: Ballot[]; open: boolean };

export type SeminarRoomRecord = {
  /** the seminar's */
  _id: string;
  /** counts up with every change: who read an older one has to read again */
  number: number;
  step: AgendaStepKey | null;
  endsAt: Date | null;
  /** first come, first to speak */
  hands: { id: string; name: string }[];
  vote: VoteRecord | null;
};

const hand = new Schema({ id: required(String), name: required(String) }, partOptions);
const ballot = new Schema({ accountId: required(String), option: required(Number) }, partOptions);
const vote = new Schema(
  {
    id: required(String),
    question: required(String),
    options: { type: [String], required: true },
    ballots: { type: [ballot], required: true },
    open: required(Boolean),
  },
  partOptions,
);

export const seminarRoomSchema = new Schema<SeminarRoomRecord>(
  {
    _id: required(String),
    number: required(Number),
    step: { type: String, enum: [...agendaStepKeys, null], default: null },
    endsAt: orNull(Date),
    hands: { type: [hand], required: true },
    vote: { type: vote, default: null },
  },
  recordOptions('seminarrooms'),
);
