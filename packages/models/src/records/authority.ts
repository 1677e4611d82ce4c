/** The authority (huvudman): its settings, leadership groups, school units and school years. */
import { Schema } from 'mongoose';
import { type AreaRef, defaultHistoryMonths, type HistoryMonths, type Settings } from '@samsyn/domain';
import { idField, partOptions, recordOptions, required } from './common.ts';

/** One row, with the id `authority`. */
export type SettingsRecord = Settings & { _id: string };

const months = { type: Number, required: true, min: 0 } as const;
const historyMonthsSchema = new Schema<HistoryMonths>(
  { note: months, analysis: months, plan: months, handbook: months },
  partOptions,
);

export const settingsSchema = new Schema<SettingsRecord>(
  {
    _id: required(String),
    authorityName: required(String),
    boardName: required(String),
    smallGroupLimit: required(Number),
    historyMonths: { type: historyMonthsSchema, default: () => ({ ...defaultHistoryMonths }) },
  },
  recordOptions('settings'),
);

export type LeadershipGroupRecord = { _id: string; slug: string; name: string; shortName: string; order: number };

export const leadershipGroupSchema = new Schema<LeadershipGroupRecord>(
  {
    _id: idField,
    slug: required(String),
    name: required(String),
    shortName: required(String),
    order: required(Number),
  },
  recordOptions('leadershipGroups'),
);
leadershipGroupSchema.index({ slug: 1 }, { unique: true });
leadershipGroupSchema.index({ order: 1 });

export type SchoolUnitRecord = { _id: string; slug: string; name: string; /** slug */ group: string };

export const schoolUnitSchema = new Schema<SchoolUnitRecord>(
  { _id: idField, slug: required(String), name: required(String), group: required(String) },
  recordOptions('schoolUnits'),
);
schoolUnitSchema.index({ slug: 1 }, { unique: true });
schoolUnitSchema.index({ group: 1, name: 1 });

/** A läsår; other records name it by its label ("2018-2019"), which never changes. Days are YYYY-MM-DD. */
export type SchoolYearRecord = {
  _id: string;
  label: string;
  startsOn: string;
  endsOn: string;
  priorityAreas: AreaRef[];
};

export const areaSchema = new Schema<AreaRef>({ slug: required(String), name: required(String) }, partOptions);

export const schoolYearSchema = new Schema<SchoolYearRecord>(
  {
    _id: idField,
    label: required(String),
    startsOn: required(String),
    endsOn: required(String),
    priorityAreas: [areaSchema],
  },
  recordOptions('schoolYears'),
);
schoolYearSchema.index({ label: 1 }, { unique: true });
