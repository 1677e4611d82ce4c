/** Operational analyses (verksamhetsanalyser): three a year, each with its versions and what the last draft found. */
import { Schema } from 'mongoose';
import { type AnalysisState, analysisStates, type DraftLists } from '@samsyn/domain';
import { idField, orNull, partOptions, recordOptions, required, words } from './common.ts';

/** A file that the product made of a finalised version; `fileId` is its id in the file store. */
export type VersionFile = { name: string; contentType: string; fileId: string; bytes: number; sha256: string };

export type AnalysisVersion = {
  version: number;
  documentId: string;
  state: AnalysisState;
  registryNumber: string | null;
  /** YYYY-MM-DD */
  boardMeetingOn: string | null;
  finalisedAt: Date | null;
  files: VersionFile[];
};
export type AnalysisTransition = {
  from: AnalysisState;
  to: AnalysisState;
  /** of the version that moved */
  version: number;
  at: Date;
  by: string | null;
  reason: string;
};

/** `state`, `version`, `documentId`, `registryNumber` and `boardMeetingOn` are those of the latest version. */
export type AnalysisRecord = {
  _id: string;
  /** label of the school year */
  schoolYear: string;
  number: number;
  state: AnalysisState;
  version: number;
  documentId: string;
  registryNumber: string | null;
  boardMeetingOn: string | null;
  /** oldest first; the last is the latest */
  versions: AnalysisVersion[];
  transitions: AnalysisTransition[];
  /** as of the last draft; null before the first */
  lists: DraftLists | null;
  draftedAt: Date | null;
};

const state = { type: String, enum: analysisStates, required: true } as const;

const fileSchema = new Schema<VersionFile>(
  {
    name: required(String),
    contentType: required(String),
    fileId: required(String),
    bytes: required(Number),
    sha256: required(String),
  },
  partOptions,
);
const versionSchema = new Schema<AnalysisVersion>(
  {
    version: required(Number),
    documentId: required(String),
    state,
    registryNumber: orNull(String),
    boardMeetingOn: orNull(String),
    finalisedAt: orNull(Date),
    files: [fileSchema],
  },
  partOptions,
);
const transitionSchema = new Schema<AnalysisTransition>(
  { from: state, to: state, version: required(Number), at: required(Date), by: orNull(String), reason: words },
  partOptions,
);

export const analysisSchema = new Schema<AnalysisRecord>(
  {
    _id: idField,
    schoolYear: required(String),
    number: required(Number),
    state,
    version: required(Number),
    documentId: required(String),
    registryNumber: orNull(String),
    boardMeetingOn: orNull(String),
    versions: [versionSchema],
    transitions: [transitionSchema],
    lists: orNull(Schema.Types.Mixed),
    draftedAt: orNull(Date),
  },
  recordOptions('analyses'),
);
analysisSchema.index({ schoolYear: 1, number: 1 }, { unique: true });
analysisSchema.index({ 'versions.documentId': 1 });
analysisSchema.index({ 'versions.state': 1 });
