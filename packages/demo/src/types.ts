/**
 * The shape of the demo's content. Words only, no I/O: whoever fills a store with it goes through the product's own
 * commands. Notes, evidence, references and pages name each other by keys; the store's ids come later.
 */
import type {
  AnalysisState,
  AreaRef,
  ClaimKind,
  CslItem,
  EvidenceTable,
  PageState,
  Role,
  SeminarState,
} from '@samsyn/domain';

/** What a citation points at: `claim:KEY`, `evidence:KEY` or `reference:KEY`. */
export type DemoTarget = `claim:${string}` | `evidence:${string}` | `reference:${string}`;

export type DemoInline = string | { text: string; bold?: true; italic?: true } | { cite: DemoTarget };

export type DemoHeading = { type: 'heading'; level: 2 | 3; text: string };
export type DemoParagraph = { type: 'paragraph'; content: DemoInline[] };
export type DemoBulletList = { type: 'bulletList'; items: DemoInline[][] };
export type DemoTable = { type: 'table'; header: string[]; rows: string[][] };
export type DemoClaim = {
  type: 'claim';
  /** unique over all notes */
  key: string;
  kind: ClaimKind;
  /** slug of an area of the note's school year */
  priorityArea?: string;
  /** actions only: who sees to it, in words */
  owner?: string;
  /** actions only: YYYY-MM-DD */
  due?: string;
  /** actions only */
  expectedEffect?: string;
  paragraphs: DemoInline[][];
};
export type DemoBlock = DemoHeading | DemoParagraph | DemoBulletList | DemoTable | DemoClaim;

export type DemoNote = { key: string; blocks: DemoBlock[] };

export type DemoSeminar = {
  /** label, "2018-2019" */
  schoolYear: string;
  /** 1, 2 or 3 */
  round: number;
  /** slug */
  group: string;
  /** ISO 8601 with offset */
  startsAt: string;
  state: SeminarState;
  /** null: the note holds its template only */
  note: DemoNote | null;
};

export type DemoAnalysis = {
  schoolYear: string;
  number: number;
  state: AnalysisState;
  registryNumber: string | null;
  /** YYYY-MM-DD */
  boardMeetingOn: string | null;
};

type EvidenceCommon = {
  key: string;
  title: string;
  source: string;
  period: string;
  /** slug, or null when it belongs to no area */
  priorityArea: string | null;
  /** slug, or null when it concerns all groups */
  leadershipGroup: string | null;
  /** e-mail address of an account */
  addedBy: string;
};
export type DemoEvidence = EvidenceCommon &
  (
    | { kind: 'table'; table: EvidenceTable; text?: string }
    | { kind: 'text'; text: string }
    | { kind: 'link'; url: string; text?: string }
  );

export type DemoReference = { key: string; csl: CslItem; finding: string; contextNote: string; addedBy: string };

/** A plan belongs to a school year and a leadership group, a handbook to neither. */
export type DemoPage = {
  key: string;
  kind: 'plan' | 'handbook';
  title: string;
  schoolYear: string | null;
  /** slug */
  leadershipGroup: string | null;
  state: PageState;
  blocks: DemoBlock[];
};

export type DemoGroup = { slug: string; name: string; shortName: string };
/** `group` is the slug of the leadership group that the unit belongs to. */
export type DemoSchoolUnit = { slug: string; name: string; group: string };
export type DemoSchoolYear = { label: string; startsOn: string; endsOn: string; priorityAreas: AreaRef[] };
export type DemoAccount = { email: string; name: string; roles: Role[]; /** slugs */ groups: string[] };
/** `unit`, `group` and `priorityArea` are slugs. */
export type DemoLeadTeacher = {
  name: string;
  unit: string;
  group: string;
  assignment: string;
  priorityArea: string | null;
};
export type DemoInitiative = {
  slug: string;
  title: string;
  summary: string;
  startsOn: string;
  endsOn: string | null;
  partners: string[];
  /** slugs */
  priorityAreas: string[];
};
/** Twelve months in the order of the school year, August first; `month` is 1-12. */
export type DemoAnnualCycle = { group: string; months: { month: number; title: string; items: string[] }[] };

export type Demo = {
  authority: { name: string; boardName: string };
  /** of every account of the demo */
  password: string;
  groups: DemoGroup[];
  schoolUnits: DemoSchoolUnit[];
  schoolYears: DemoSchoolYear[];
  accounts: DemoAccount[];
  leadTeachers: DemoLeadTeacher[];
  initiatives: DemoInitiative[];
  plans: DemoPage[];
  handbooks: DemoPage[];
  annualCycles: DemoAnnualCycle[];
  seminars: DemoSeminar[];
  analyses: DemoAnalysis[];
  evidence: DemoEvidence[];
  references: DemoReference[];
};
