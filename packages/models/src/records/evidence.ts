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
evidenceSchema.index({ addedBy: 1 });

export type ReferenceRecord = {
  _id: string;
  csl: CslItem;
  /** "Hattie & Timperley 2007" */
  label: string;
  /** the whole in APA, Swedish */
  citation: string;
  finding: string;
  contextNote: string;
  /** what makes two entries the same: `doi:…`, and `title:… year` */
  keys: string[];
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
    keys: { type: [String], required: true },
    addedBy: required(String),
    addedAt: required(Date),
    words,
  },
  recordOptions('references'),
);
// A multikey index compares between documents: two entries can never share a key, however many nodes add at once.
referenceSchema.index({ keys: 1 }, { unique: true });
