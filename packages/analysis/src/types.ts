/** What a draft is made of. Everything comes in from the caller: no database, no clock, no chance beyond new ids. */
import type { DocNode } from '@samsyn/document';
import type { AreaRef, ClaimKind, EvidenceKind, EvidenceTable, GroupRef } from '@samsyn/domain';

/** A seminar's note of the round. */
export type DraftNote = {
  seminarId: string;
  documentId: string;
  /** slug of the leadership group */
  group: string;
  round: number;
  /** ISO 8601 */
  startsAt: string;
  body: DocNode;
};

/** An action of the round before (for round 1: of round 3 of the year before). */
export type PreviousAction = {
  claimId: string;
  documentId: string;
  seminarId: string;
  group: string;
  text: string;
  priorityArea: string | null;
  owner: string | null;
  due: string | null;
};

export type CitedEvidence = { title: string; kind: EvidenceKind; table?: EvidenceTable; text?: string };
export type CitedReference = { label: string; citation: string };

export type DraftInput = {
  areas: readonly AreaRef[];
  groups: readonly GroupRef[];
  notes: readonly DraftNote[];
  previousActions: readonly PreviousAction[];
  /** by id: what the notes cite */
  evidence: ReadonlyMap<string, CitedEvidence>;
  references: ReadonlyMap<string, CitedReference>;
  /** results of groups smaller than this are protected */
  smallGroupLimit: number;
  /** ISO 8601, when this is done: the time that open suggestions carry. Without it they carry none. */
  at?: string;
  /** the kind of a claim of another round, for citations that reach there; null or absent: not known */
  kindOf?: (claimId: string) => ClaimKind | null;
};

/** A claim of a note: where words of the draft come from. */
export type SourceRef = { seminarId: string; documentId: string; blockId: string };

/** Something that a draft tells, with the notes it stems from: who may not read one of them is not told. */
export type Told<T> = { told: T; documentIds: string[] };
