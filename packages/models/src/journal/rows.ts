/** The journal's collections. Rows of `updates` are never changed but for `merged`, and removed
 * when their retention is over. */
import { type Connection, Schema } from 'mongoose';
import { idField, orNull, recordOptions, required } from '../records/common.ts';

/** One batch of edits of a document, merged, or a part of a large one. */
export type UpdateRow = {
  _id: string;
  documentId: string;
  epoch: number;
  bytes: Buffer;
  /** the accounts whose client ids wrote it; empty for the server's own and for what nobody can be named for */
  authorIds: string[];
  /** who brought edits of others after an unclean stop */
  broughtBy: string | null;
  at: Date;
  /** a snapshot holds it: it is kept for history and attribution only */
  merged: boolean;
  /** a row that is too large for the database is several; an incomplete set was never acknowledged */
  part: { of: string; index: number; count: number } | null;
};

/**
 * A page of the daybook: a batch of edits in many documents, as it came, until they are posted to the documents' own rows.
 * `bytes`: see daybook.ts.
 */
export type DaybookRow = { _id: string; bytes: Buffer; at: Date };

/** The document's one head: it exists from the first content on. */
export type SnapshotRow = {
  _id: string;
  epoch: number;
  /** counts up with every compaction: a writer that read an older one has lost */
  number: number;
  /** where the state's bytes are */
  blob: string;
  stateVector: Buffer;
  /** where in the state the deletions begin; null when that was not found out */
  deletesAt: number | null;
  size: number;
  /** crc32 of the state: it is sent as it is, unread */
  checksum: number | null;
  /** whose client ids are, packed; null when it never was */
  bindings: Buffer | null;
  at: Date;
  leaseBy: string | null;
  leaseUntil: Date | null;
  /** who, under the lease, begins the history anew; absent in heads from before heads said so */
  rebuiltBy?: string | null;
};

/** A piece of at most a few MiB of something large. */
export type BlobRow = { _id: string; blob: string; index: number; count: number; bytes: Buffer };

export type VersionRow = {
  _id: string;
  documentId: string;
  epoch: number;
  /** null: made by itself */
  name: string | null;
  at: Date;
  by: string | null;
  blob: string;
};

/** A client id belongs to the account that first showed or used it. */
export type ClientIdRow = {
  _id: string;
  documentId: string;
  clientId: number;
  accountId: string;
  at: Date;
  /** the head holds it packed; absent in rows from before heads did */
  merged?: boolean;
};

/** An epoch that has ended, and what it knew: the client ids of its state vector are nobody's any more. */
export type EpochRow = { _id: string; documentId: string; epoch: number; stateVector: Buffer; endedAt: Date };

/**
 * A process that has the journal open. One that is found at a start has ended without closing; or it did close, but while
 * clients could still bring back what was lost before it, until then.
 */
export type OpenRow = { _id: string; since: Date; healingUntil: Date | null };

const part = new Schema(
  { of: required(String), index: required(Number), count: required(Number) },
  { _id: false, strict: 'throw' },
);

const updateSchema = new Schema<UpdateRow>(
  {
    _id: idField,
    documentId: required(String),
    epoch: required(Number),
    bytes: required(Buffer),
    authorIds: { type: [String], required: true },
    broughtBy: orNull(String),
    at: required(Date),
    merged: { type: Boolean, default: false },
    part: { type: part, default: null },
  },
  recordOptions('updates'),
);
updateSchema.index({ documentId: 1, merged: 1, _id: 1 });

const daybookSchema = new Schema<DaybookRow>(
  { _id: idField, bytes: required(Buffer), at: required(Date) },
  recordOptions('daybook'),
);

const snapshotSchema = new Schema<SnapshotRow>(
  {
    _id: required(String),
    epoch: required(Number),
    number: required(Number),
    blob: required(String),
    stateVector: required(Buffer),
    deletesAt: orNull(Number),
    size: required(Number),
    checksum: orNull(Number),
    bindings: orNull(Buffer),
    at: required(Date),
    leaseBy: orNull(String),
    leaseUntil: orNull(Date),
    rebuiltBy: { type: String },
  },
  recordOptions('snapshots'),
);

const blobSchema = new Schema<BlobRow>(
  {
    _id: required(String),
    blob: required(String),
    index: required(Number),
    count: required(Number),
    bytes: required(Buffer),
  },
  recordOptions('blobs'),
);
blobSchema.index({ blob: 1, index: 1 });

const versionSchema = new Schema<VersionRow>(
  {
    _id: idField,
    documentId: required(String),
    epoch: required(Number),
    name: orNull(String),
    at: required(Date),
    by: orNull(String),
    blob: required(String),
  },
  recordOptions('versions'),
);
versionSchema.index({ documentId: 1, at: -1 });

const clientIdSchema = new Schema<ClientIdRow>(
  {
    _id: required(String),
    documentId: required(String),
    clientId: required(Number),
    accountId: required(String),
    at: required(Date),
    merged: { type: Boolean },
  },
  recordOptions('clientids'),
);
clientIdSchema.index({ documentId: 1, merged: 1 });

const epochSchema = new Schema<EpochRow>(
  {
    _id: required(String),
    documentId: required(String),
    epoch: required(Number),
    stateVector: required(Buffer),
    endedAt: required(Date),
  },
  recordOptions('epochs'),
);
epochSchema.index({ documentId: 1, epoch: 1 });

const openSchema = new Schema<OpenRow>(
  { _id: idField, since: required(Date), healingUntil: { type: Date, default: null } },
  recordOptions('openjournals'),
);

export const journalModels = (connection: Connection) => ({
  updates: connection.model('Update', updateSchema),
  daybook: connection.model('DaybookPage', daybookSchema),
  snapshots: connection.model('Snapshot', snapshotSchema),
  blobs: connection.model('Blob', blobSchema),
  versions: connection.model('Version', versionSchema),
  clientIds: connection.model('ClientId', clientIdSchema),
  epochs: connection.model('Epoch', epochSchema),
  open: connection.model('OpenJournal', openSchema),
});
export type JournalModels = ReturnType<typeof journalModels>;

/** Acknowledged means durable. */
export const durably = { writeConcern: { w: 'majority', journal: true } } as const;

/** Bytes as the driver gives them: a Buffer, or bson's Binary. */
export const bytesOf = (value: unknown): Uint8Array => {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'object' && value !== null && 'buffer' in value && value.buffer instanceof Uint8Array) {
    return 'position' in value && typeof value.position === 'number'
      ? value.buffer.subarray(0, value.position)
      : value.buffer;
  }
  throw new TypeError('The journal holds something that is not bytes');
};

/** @returns a Buffer over the same bytes. */
export const toBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Some of an insert's rows were not taken. */
export class WriteFailed extends Error {
  override name = 'WriteFailed';
  readonly writeErrors: unknown;
  constructor(writeErrors: unknown) {
    super(`Rows were not written: ${JSON.stringify(writeErrors).slice(0, 500)}`);
    this.writeErrors = writeErrors;
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Whether everything that went wrong is that the rows are there already (an earlier try did reach the store). */
export const isOnlyDuplicates = (error: unknown): boolean => {
  if (typeof error === 'object' && error !== null && 'writeErrors' in error) {
    const list: unknown[] = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
    return list.length > 0 && list.every((one) => codeOf(one) === 11000);
  }
  return codeOf(error) === 11000;
};
