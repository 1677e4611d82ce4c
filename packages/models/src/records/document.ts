/** What is known of a co-edited document beside its text: the text is the journal's. */
import { Schema } from 'mongoose';
import {
  type AnalysisState,
  type DocumentKind,
  documentKinds,
  type PageState,
  type SeminarState,
} from '@samsyn/domain';
import { idField, orNull, recordOptions, required } from './common.ts';

/**
 * `state` is that of what the document belongs to, written in the same transaction: the seminar's (null for a free note),
 * that version's of the analysis, the page's. With it, who may what is decided from this one row.
 */
export type DocumentRecord = {
  _id: string;
  kind: DocumentKind;
  title: string;
  /** slug of the leadership group; null for analyses and for pages of everybody */
  group: string | null;
  /** label; null for free notes and handbooks */
  schoolYear: string | null;
  seminarId: string | null;
  analysisId: string | null;
  /** the version of the analysis, else null */
  version: number | null;
  schemaVersion: number;
  state: SeminarState | AnalysisState | PageState | null;
  createdAt: Date;
  createdBy: string | null;
  updatedAt: Date;
};

export const documentSchema = new Schema<DocumentRecord>(
  {
    _id: idField,
    kind: { type: String, enum: documentKinds, required: true },
    title: required(String),
    group: orNull(String),
    schoolYear: orNull(String),
    seminarId: orNull(String),
    analysisId: orNull(String),
    version: orNull(Number),
    schemaVersion: required(Number),
    state: orNull(String),
    createdAt: required(Date),
    createdBy: orNull(String),
    updatedAt: required(Date),
  },
  recordOptions('documents'),
);
documentSchema.index({ kind: 1, schoolYear: 1 });
documentSchema.index({ kind: 1, seminarId: 1, group: 1, _id: -1 });
documentSchema.index({ analysisId: 1, version: 1 });
