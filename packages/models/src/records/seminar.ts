/** Analysis seminars: a round of a group in a school year, with its note. */
import { Schema } from 'mongoose';
import { type AgendaStepKey, agendaStepKeys, type SeminarState, seminarStates } from '@samsyn/domain';
import { idField, orNull, partOptions, recordOptions, required, words } from './common.ts';

export type AgendaStep = { key: AgendaStepKey; minutes: number };
export type SeminarTransition = { from: SeminarState; to: SeminarState; at: Date; by: string | null; reason: string };

export type SeminarRecord = {
  _id: string;
  /** label of the school year */
  schoolYear: string;
  round: number;
  /** slug of the leadership group */
  group: string;
  startsAt: Date;
  state: SeminarState;
  documentId: string;
  /** a copy of the default, so that it can be changed for one seminar */
  agenda: AgendaStep[];
  transitions: SeminarTransition[];
};

const agendaStepSchema = new Schema<AgendaStep>(
  { key: { type: String, enum: agendaStepKeys, required: true }, minutes: required(Number) },
  partOptions,
);
const state = { type: String, enum: seminarStates, required: true } as const;
const transitionSchema = new Schema<SeminarTransition>(
  { from: state, to: state, at: required(Date), by: orNull(String), reason: words },
  partOptions,
);

export const seminarSchema = new Schema<SeminarRecord>(
  {
    _id: idField,
    schoolYear: required(String),
    round: required(Number),
    group: required(String),
    startsAt: required(Date),
    state,
    documentId: required(String),
    agenda: [agendaStepSchema],
    transitions: [transitionSchema],
  },
  recordOptions('seminars'),
);
seminarSchema.index({ schoolYear: 1, round: 1, group: 1 }, { unique: true });
seminarSchema.index({ documentId: 1 });
seminarSchema.index({ startsAt: 1 });
