/** What a report is made of. The caller has already taken out what is protected. */
import type { DocNode } from '@samsyn/document';
import type { AnalysisState, AreaRef, CslItem, EvidenceKind, EvidenceTable, GroupRef } from '@samsyn/domain';

export type ReportEvidence = {
  id: string;
  kind: EvidenceKind;
  title: string;
  source: string;
  period: string;
  table?: EvidenceTable;
  text?: string;
  url?: string;
};
export type ReportReference = { id: string; csl: CslItem };
export type ReportSeminar = { id: string; group: GroupRef; round: number; /** ISO 8601 */ startsAt: string };
/** A source as the provenance of a draft lists it; what the receiver may not read is left out by the caller. */
export type ReportProvenance = { draftBlockId: string; sources: { blockId: string; [member: string]: unknown }[] };

export type ReportInput = {
  authority: { name: string; boardName: string };
  analysis: {
    number: number;
    /** label, "2018-2019" */
    schoolYear: string;
    state: AnalysisState;
    version: number;
    registryNumber: string | null;
    /** YYYY-MM-DD */
    boardMeetingOn: string | null;
    /** ISO 8601 */
    finalisedAt: string | null;
  };
  groups: GroupRef[];
  areas: AreaRef[];
  /** the draft as JSON; open suggestions are read as rejected here */
  body: DocNode;
  /** what the draft cites, at least; what it does not cite is listed after the rest */
  evidence: ReportEvidence[];
  references: ReportReference[];
  seminars: ReportSeminar[];
  provenance?: ReportProvenance[];
  /** names of accounts that stand as owners of actions */
  people?: { id: string; name: string }[];
  language: 'sv';
};
