/** What the HTTP interface answers; the routes are listed in CONTRACT order. Dates are ISO 8601, days are YYYY-MM-DD. */
import type { AgendaStepKey } from './agenda.ts';
import type { HistoryMonths } from './retention.ts';
import type { AnalysisState, PageState, SeminarState } from './states.ts';
import type {
  Access,
  ClaimKind,
  DocumentKind,
  EvidenceKind,
  FindingKind,
  GapKind,
  LeftOutReason,
  Role,
} from './vocabulary.ts';

export type List<T> = { items: T[]; nextCursor?: string };
export type GroupRef = { slug: string; name: string };
export type AreaRef = { slug: string; name: string };

/** GET /api/auth/options (open to all): whose workspace this is, and what the sign-in page offers. */
export type SignInOptions = {
  /** the organisation's name; empty until it has one */
  authority: string;
  demo: boolean;
  demoAccounts: { email: string; name: string; roles: Role[] }[];
  oidc: boolean;
};

/** GET /api/me */
export type Me = { id: string; name: string; email: string; color: string; roles: Role[]; groups: GroupRef[] };

/** GET /api/groups */
export type LeadershipGroup = GroupRef & { shortName: string };

/** GET /api/school-years */
export type SchoolYear = { id: string; label: string; startsOn: string; endsOn: string; priorityAreas: AreaRef[] };

/** GET /api/seminars?schoolYear=LABEL */
export type SeminarEntry = {
  id: string;
  round: number;
  leadershipGroup: GroupRef;
  startsAt: string;
  state: SeminarState;
  documentId: string;
};

/** GET /api/seminars/ID: the entry with what its page needs; access is the account's to the note. */
export type Seminar = SeminarEntry & {
  schoolYear: string;
  priorityAreas: AreaRef[];
  agenda: { key: AgendaStepKey; minutes: number }[];
  access: Access;
  mayMove: boolean;
  transitions: { from: SeminarState; to: SeminarState; at: string; by: string; reason: string }[];
};

/** GET /api/seminars/ID/previous-actions: what the group decided in the round before, with the effects told so far. */
export type PreviousAction = {
  claimId: string;
  documentId: string;
  schoolYear: string;
  round: number;
  text: string;
  priorityArea: string | null;
  owner: string | null;
  due: string | null;
  expectedEffect: string | null;
  effects: { claimId: string; documentId: string; text: string }[];
};

/** GET /api/analyses?schoolYear=LABEL */
export type AnalysisEntry = { id: string; number: number; state: AnalysisState; documentId: string };

export type Gap = { kind: GapKind; claimId?: string; priorityArea?: string; text: string };
export type Unmarked = { documentId: string; blockId: string; text?: string; suggestedKind: ClaimKind | null };
export type LeftOut = { documentId: string; blockId: string; text?: string; reason: LeftOutReason };
export type Finding = { kind: FindingKind; documentId: string; blockId: string };
export type ProposedLink = { from: string; to: string; why: string };
export type Contradiction = { claimIds: string[]; text: string };

/** What a draft found out, as of the last time it was made. */
export type DraftLists = {
  gaps: Gap[];
  unmarked: Unmarked[];
  leftOut: LeftOut[];
  findings: Finding[];
  proposedLinks: ProposedLink[];
  contradictions: Contradiction[];
};

/** GET /api/analyses/ID; the lists are absent for those who see only the entry. */
export type Analysis = AnalysisEntry & {
  schoolYear: string;
  version: number;
  registryNumber: string | null;
  boardMeetingOn: /** YYYY-MM-DD, or null while not set */ string | null;
  access: Access;
  /** which states this account may move it to now */
  moves: AnalysisState[];
  mayDraft: boolean;
  draftedAt: /** ISO, null before the first draft */ string | null;
  versions: { version: number; state: AnalysisState; finalisedAt: string | null }[];
  transitions: { from: AnalysisState; to: AnalysisState; version: number; at: string; by: string; reason: string }[];
} & Partial<DraftLists>;

/** POST /api/analyses/ID/draft */
export type DraftCounts = {
  sections: number;
  added: number;
  updated: number;
  removed: number;
  kept: number;
  conflicts: number;
  unsupported: number;
};

/** GET /api/analyses/ID/provenance */
export type ProvenanceSource = {
  seminarId: string;
  documentId: string;
  blockId: string;
  /** absent when the account may not read the note */
  text?: string;
  evidence: string[];
  references: string[];
  kind: ClaimKind;
  leadershipGroup: GroupRef;
  startsAt: string;
};
export type ProvenanceItem = { draftBlockId: string; text: string; sources: ProvenanceSource[] };

/** GET /api/documents/ID */
export type DocumentInfo = {
  id: string;
  kind: DocumentKind;
  title: string;
  access: Access;
  epoch: number;
  schemaVersion: number;
};

/** GET /api/documents?kind=note: free notes of one's groups (not the seminars'). */
export type DocumentEntry = {
  id: string;
  kind: DocumentKind;
  title: string;
  leadershipGroup: GroupRef | null;
  updatedAt: string;
};

/** GET /api/documents/ID/versions */
export type DocumentVersion = { id: string; name: string | null; automatic: boolean; at: string; by: string | null };

export type TableColumn = { name: string; unit?: string | undefined };
export type TableCell = string | number | null;
export type EvidenceTable = { columns: TableColumn[]; rows: TableCell[][] };

/** GET /api/evidence, GET /api/evidence/ID */
export type Evidence = {
  id: string;
  kind: EvidenceKind;
  title: string;
  source: string;
  period: string;
  priorityArea: string | null;
  leadershipGroup: GroupRef | null;
  table?: EvidenceTable;
  text?: string;
  url?: string;
  addedBy: { id: string; name: string };
  addedAt: string;
  mayChange: boolean;
};

/** CSL-JSON, as far as the product reads it; other members are kept. */
export type CslName = { family?: string; given?: string; literal?: string };
export type CslItem = {
  type: string;
  title: string;
  author?: CslName[];
  issued?: { 'date-parts'?: (number | string)[][]; literal?: string };
  DOI?: string;
  URL?: string;
  'container-title'?: string;
  publisher?: string;
  volume?: string | number;
  issue?: string | number;
  page?: string;
  [member: string]: unknown;
};

/** GET /api/references, GET /api/references/ID; `label` is "Hattie & Timperley 2007", `citation` the whole in APA. */
export type Reference = {
  id: string;
  csl: CslItem;
  label: string;
  citation: string;
  finding: string;
  contextNote: string;
  addedBy: { id: string; name: string };
  addedAt: string;
  mayChange: boolean;
};

/** POST /api/references/import */
export type ImportResult = { added: number; merged: number; rejected: { line: number; why: string }[] };

/** GET /api/claims?schoolYear=LABEL&q=WORDS: claims of notes that the account may read, for citing them. */
export type ClaimEntry = {
  id: string;
  kind: ClaimKind;
  text: string;
  priorityArea: string | null;
  documentId: string;
  seminarId: string | null;
  leadershipGroup: GroupRef | null;
  round: number | null;
};

/** GET /api/overview?schoolYear=LABEL: Året at a glance; only what the account may see. */
export type Overview = {
  schoolYear: SchoolYear;
  groups: LeadershipGroup[];
  seminars: SeminarEntry[];
  analyses: (AnalysisEntry & { boardMeetingOn: string | null })[];
  due: DueItem[];
  areas: (AreaRef & { claims: number; breaks: number })[];
};
/** What waits for this account, most urgent first; href is a path in the product, the words are made from kind and values. */
export type DueItem =
  | {
      kind: 'seminarLive' | 'seminarSoon';
      seminarId: string;
      group: GroupRef;
      startsAt: string;
      step: AgendaStepKey | null;
    }
  | { kind: 'analysisGaps'; analysisId: string; number: number; gapKind: GapKind; count: number }
  | { kind: 'analysisReview' | 'analysisPublish'; analysisId: string; number: number }
  | { kind: 'actionsWithoutEffect'; seminarId: string; count: number; round: number };

/** GET /api/plans?schoolYear=LABEL, /api/handbooks */
export type Page = {
  id: string;
  title: string;
  state: PageState;
  documentId: string;
  schoolYear: string | null;
  leadershipGroup: GroupRef | null;
  access: Access;
};
/** GET /api/annual-cycles */
export type AnnualCycle = {
  id: string;
  leadershipGroup: GroupRef;
  months: { month: number; title: string; items: string[] }[];
};
/** GET /api/initiatives */
export type Initiative = {
  id: string;
  slug: string;
  title: string;
  summary: string;
  startsOn: string;
  endsOn: string | null;
  partners: string[];
  priorityAreas: string[];
};
/** GET /api/assignments */
export type Assignment = {
  id: string;
  leadTeacher: string;
  assignment: string;
  leadershipGroup: GroupRef;
  schoolUnit: string;
  priorityArea: string | null;
};

/** GET /api/search?q=WORDS */
export type SearchHit = {
  kind: 'seminar' | 'analysis' | 'evidence' | 'reference' | 'claim' | 'page' | 'document';
  id: string;
  title: string;
  excerpt: string;
  /** a path in the product */
  href: string;
};

/** GET /api/admin/accounts; PATCH /api/admin/accounts/ID {roles?, groups?, disabled?}; POST {email,name,password,roles,groups} */
export type Account = {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  groups: GroupRef[];
  disabled: boolean;
  createdAt: string;
};
/** GET /api/admin/audit */
export type AuditEntry = { id: string; at: string; by: string | null; act: string; target: string; detail: string };
/** GET /api/admin/settings; PATCH the same */
export type Settings = {
  authorityName: string;
  boardName: string;
  smallGroupLimit: number;
  /** how long the working history of each kind of document is kept */
  historyMonths: HistoryMonths;
};
