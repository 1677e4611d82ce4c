/** Accounts' roles and groups, the audit log and leases. Names, addresses and passwords are the sign-in library's. */
import { Schema, type Types } from 'mongoose';
import { type Role, roles } from '@samsyn/domain';
import { idField, orNull, recordOptions, required, words } from './common.ts';

/** What an account may: its id is the account's id. */
export type MembershipRecord = {
  _id: string;
  roles: Role[];
  /** slugs of leadership groups */
  groups: string[];
  disabled: boolean;
};

export const membershipSchema = new Schema<MembershipRecord>(
  {
    _id: required(String),
    roles: { type: [{ type: String, enum: roles }], required: true },
    groups: { type: [String], required: true },
    disabled: { type: Boolean, default: false },
  },
  recordOptions('memberships'),
);

membershipSchema.index({ roles: 1 });

/** The sign-in library's collection of users, read here for names and addresses; only the library writes it. */
export type UserRecord = { _id: Types.ObjectId; name: string; email: string; createdAt: Date };

export const userSchema = new Schema<UserRecord>(
  { _id: Schema.Types.ObjectId, name: String, email: String, createdAt: Date },
  { ...recordOptions('users'), strict: true },
);

/** The sign-in library's sessions; read for what is still valid, and removed when an account is disabled. */
export type SessionRecord = { _id: Types.ObjectId; token: string; userId: Types.ObjectId; expiresAt: Date };

export const sessionSchema = new Schema<SessionRecord>(
  { _id: Schema.Types.ObjectId, token: String, userId: Schema.Types.ObjectId, expiresAt: Date },
  { ...recordOptions('sessions'), strict: true },
);
// The library makes its own indexes (email, token, userId); it leaves the clearing away to others.
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

/** Who did what to what. `by` is an account's id, null for the product itself. */
export type AuditRecord = { _id: string; at: Date; by: string | null; act: string; target: string; detail: string };

export const auditSchema = new Schema<AuditRecord>(
  { _id: idField, at: required(Date), by: orNull(String), act: required(String), target: words, detail: words },
  recordOptions('auditLog'),
);
// Ids grow with time: the log is read newest first by them.

/** A right that one process holds until a time, and renews: its id says which. */
export type LeaseRecord = { _id: string; holder: string; until: Date };

export const leaseSchema = new Schema<LeaseRecord>(
  { _id: required(String), holder: required(String), until: required(Date) },
  recordOptions('leases'),
);
