/** Evidence (underlag) and research references. Neither belongs to a school year. */
import { Schema } from 'mongoose';
import { type CslItem, type EvidenceKind, evidenceKinds, type EvidenceTable } from '@samsyn/domain';
import { idField, orNull, recordOptions, required, words } from './common.ts';

export type EvidenceRecord = {
  _id: string;
  kind: EvidenceKind;
  title: string;
  source: string;
  period: string;
  /** slug */
  priorityArea: string | null;
  /** slug */
  group: string | null;
  table: EvidenceTable | null;
  text: string | null;
  url: string | null;
  addedBy: string;
  addedAt: Date;
  /** what the search looks in, in lower case */
  words: string;
};

export const evidenceSchema = new Schema<EvidenceRecord>(
  {
    _id: idField,
    kind: { type: String, enum: evidenceKinds, required: true },
    title: required(String),
    source: words,
    period: words,
    priorityArea: orNull(String),
    group: orNull(String),
    table: orNull(Schema.Types.Mixed),
    text: orNull(String),
    url: orNull(String),
    addedBy: required(String),
    addedAt: required(Date),
    words,
  },
  recordOptions('evidence'),
);
// Lists go by id, newest first; the words are looked through on the way.

export type ReferenceRecord = {
  _id: string;
  csl: CslItem;
  /** "Hattie & Timperley 2007" */
  label: string;
  /** the whole in APA, Swedish */
  citation: string;
  finding: string;
  contextNote: string;
  /** what no two rows share: `doi:…`, else `title:… year` */
  key: string;
  /** the title's words and the year */
  titleKey: string;
  addedBy: string;
  addedAt: Date;
  /** what the search looks in, in lower case */
  words: string;
};

export const referenceSchema = new Schema<ReferenceRecord>(
  {
    _id: idField,
    csl: required(Schema.Types.Mixed),
    label: required(String),
    citation: required(String),
    finding: words,
    contextNote: words,
    key: required(String),
    titleKey: required(String),
    addedBy: required(String),
    addedAt: required(Date),
    words,
  },
  recordOptions('references'),
);
// However many nodes add at once, the same work stands there once.
referenceSchema.index({ key: 1 }, { unique: true });
referenceSchema.index({ titleKey: 1 });
