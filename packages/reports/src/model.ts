/**
 * The one model that all five faces are made from: plain data, so that it can be sent to a worker. Everything that a
 * reader sees is worded here (numbers, dates, captions, marks), so that the faces cannot differ in what they say.
 */
import type { DocNode } from '@samsyn/document';
import type { ClaimKind } from '@samsyn/domain';
import type { Chart } from './chart/chart.ts';
import type { ReportInput } from './input.ts';
import type { StyledText } from './references/apa.ts';

export type TextRun = {
  type: 'text';
  text: string;
  bold?: true;
  italic?: true;
  underline?: true;
  strike?: true;
  code?: true;
  /** web, mail or a path in the product */
  href?: string;
};
/** A citation, worded: "[3]", "(Hattie & Timperley, 2007)", "Slutsats 2". `anchor` is where it leads within the report. */
export type MentionRun = { type: 'mention'; text: string; anchor: string };
export type Run = TextRun | MentionRun | { type: 'break' };

export type TableCell = { blocks: Block[]; header: boolean; columns: number; rows: number };
/** Every grid position is covered exactly once, whatever the document said. */
export type TableGrid = { columns: number; headerRows: number; rows: TableCell[][] };

/** A table of evidence, worded. Wide tables are cut into parts that each repeat the first column. */
export type DataTable = {
  columns: { name: string; numeric: boolean }[];
  rows: string[][];
};

export type ClaimBlock = {
  type: 'claim';
  id: string;
  anchor: string;
  kind: ClaimKind;
  /** "Slutsats 2" */
  label: string;
  /** the area's name, when the section does not already say it */
  area: string | null;
  blocks: Block[];
  /** for actions, worded: [["Ansvarig", "…"], ["Klart", "fredag 31 maj 2019"], ["Förväntad effekt", "…"]] */
  facts: Fact[];
};
export type Fact = { name: string; value: string };

/** A piece of evidence with a table, set where it is first cited. */
export type FigureBlock = {
  type: 'figure';
  anchor: string;
  sourceId: string;
  /** "Figur 2. Andel elever …"; null when the table cannot be drawn */
  chart: { caption: string; chart: Chart; description: string } | null;
  /** "Tabell 3. Andel elever …" */
  table: { caption: string; parts: DataTable[] };
  /** "Källa: Skolverket, 2018. Underlag 3." */
  origin: string;
};

export type Block =
  | { type: 'heading'; level: 1 | 2 | 3 | 4; runs: Run[]; anchor: string }
  | { type: 'paragraph'; runs: Run[] }
  | { type: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'table'; grid: TableGrid }
  | { type: 'image'; alt: string; title: string }
  | { type: 'rule' }
  | ClaimBlock
  | FigureBlock
  | { type: 'sources' }
  | { type: 'references' };

export type SourceEntry = {
  id: string;
  anchor: string;
  number: number;
  title: string;
  /** source and period, "Skolverket, läsåret 2017/18" */
  origin: string;
  url: string | null;
  /** at most some lines; the archive's face holds the whole */
  text: string | null;
};
export type ReferenceEntry = { id: string; anchor: string; label: string; entry: StyledText };

/** A claim as slides and the archive read it. */
export type ClaimEntry = {
  id: string;
  kind: ClaimKind;
  label: string;
  anchor: string;
  text: string;
  /** slug */
  priorityArea: string | null;
  area: string | null;
  /** the headings that it stands under, outermost first */
  under: string[];
  facts: Fact[];
  owner: string | null;
  /** YYYY-MM-DD */
  due: string | null;
  expectedEffect: string | null;
  evidence: string[];
  references: string[];
  /** ids of claims in this report */
  claims: string[];
};

export type ReportModel = {
  language: 'sv';
  isDraft: boolean;
  /** "Verksamhetsanalys 2" */
  title: string;
  /** "Verksamhetsåret 2018–2019" */
  subtitle: string;
  /** ISO 8601: what the files give as their date, the same each time */
  stamp: string;
  facts: Fact[];
  blocks: Block[];
  contents: { level: 1 | 2; text: string; anchor: string }[];
  claims: ClaimEntry[];
  sources: SourceEntry[];
  references: ReferenceEntry[];
  /** the texts of the sections' own paragraphs under the first heading that is the summary's */
  summary: string[];
  /** what went in, cleaned, with open suggestions rejected: the archive's face holds it whole */
  input: ReportInput;
  body: DocNode;
};
