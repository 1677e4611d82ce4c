/** What a year rests on: plans and handbooks, annual cycles, förstelärare's assignments, initiatives. Days are YYYY-MM-DD. */
import { Schema } from 'mongoose';
import { type PageState, pageStates } from '@samsyn/domain';
import { idField, orNull, partOptions, recordOptions, required, words } from './common.ts';

/** A plan belongs to a school year and a group; a handbook to neither. Its text is the document's. */
export type PageRecord = {
  _id: string;
  kind: 'plan' | 'handbook';
  title: string;
  state: PageState;
  /** label */
  schoolYear: string | null;
  /** slug */
  group: string | null;
  documentId: string;
};

export const pageSchema = new Schema<PageRecord>(
  {
    _id: idField,
    kind: { type: String, enum: ['plan', 'handbook'], required: true },
    title: required(String),
    state: { type: String, enum: pageStates, required: true },
    schoolYear: orNull(String),
    group: orNull(String),
    documentId: required(String),
  },
  recordOptions('pages'),
);
pageSchema.index({ kind: 1, schoolYear: 1, _id: 1 });
pageSchema.index({ documentId: 1 });
pageSchema.index({ state: 1 });

export type CycleMonth = { month: number; title: string; items: string[] };
export type AnnualCycleRecord = { _id: string; /** slug */ group: string; months: CycleMonth[] };

const monthSchema = new Schema<CycleMonth>({ month: required(Number), title: words, items: [String] }, partOptions);

export const annualCycleSchema = new Schema<AnnualCycleRecord>(
  { _id: idField, group: required(String), months: [monthSchema] },
  recordOptions('annualCycles'),
);
annualCycleSchema.index({ group: 1 }, { unique: true });

export type AssignmentRecord = {
  _id: string;
  leadTeacher: string;
  assignment: string;
  /** slug */
  group: string;
  /** slug */
  schoolUnit: string;
  /** slug */
  priorityArea: string | null;
};

export const assignmentSchema = new Schema<AssignmentRecord>(
  {
    _id: idField,
    leadTeacher: required(String),
    assignment: required(String),
    group: required(String),
    schoolUnit: required(String),
    priorityArea: orNull(String),
  },
  recordOptions('assignments'),
);
assignmentSchema.index({ group: 1, _id: 1 });

export type InitiativeRecord = {
  _id: string;
  slug: string;
  title: string;
  summary: string;
  startsOn: string;
  endsOn: string | null;
  partners: string[];
  /** slugs */
  priorityAreas: string[];
};

export const initiativeSchema = new Schema<InitiativeRecord>(
  {
    _id: idField,
    slug: required(String),
    title: required(String),
    summary: words,
    startsOn: required(String),
    endsOn: orNull(String),
    partners: [String],
    priorityAreas: [String],
  },
  recordOptions('initiatives'),
);
initiativeSchema.index({ slug: 1 }, { unique: true });
