/** What several nodes share beside the product's records: what must be heard of everywhere, and what makes them one. */
import { Schema } from 'mongoose';
import { idField, orNull, recordOptions, required } from './common.ts';

/** Rights or sessions may have been lowered: of this account, of this document, in this seminar's room; null is any. */
export type NoticeRecord = {
  _id: string;
  /** the node that has acted on it already */
  node: string;
  accountId: string | null;
  documentId: string | null;
  seminarId: string | null;
  /** what it is about is being changed: until that is done nobody knows whether it has been */
  isUnderWay: boolean;
  at: Date;
};

export const noticeSchema = new Schema<NoticeRecord>(
  {
    _id: idField,
    node: required(String),
    accountId: orNull(String),
    documentId: orNull(String),
    seminarId: orNull(String),
    isUnderWay: required(Boolean),
    at: required(Date),
  },
  recordOptions('notices'),
);

noticeSchema.index({ at: 1 }, { expireAfterSeconds: 60 });

/** The one row of an installation. `secret` signs cookies where no secret was given. */
export type InstallationRecord = { _id: string; name: string; secret: string };

export const installationSchema = new Schema<InstallationRecord>(
  { _id: required(String), name: required(String), secret: required(String) },
  recordOptions('installation'),
);
