/** A document as a table writes it. */
export type Doc = Record<string, unknown>;

/** What a filter finds among documents with _id 1, 2, 3 …: the numbers of those that match, or an error's code. */
export type FindCase = { filter: Doc; docs: Doc[]; finds?: number[]; fails?: number; note?: string };

/** What an update makes of a document (without its _id), or an error's code. */
export type UpdateCase = {
  doc: Doc;
  update: Doc | Doc[];
  gives?: Doc;
  fails?: number;
  filter?: Doc;
  arrayFilters?: Doc[];
  note?: string;
};

/** What a pipeline makes of documents, or an error's code. */
export type PipelineCase = {
  docs: Doc[];
  pipeline: Doc[];
  gives?: Doc[];
  fails?: number;
  others?: Doc[];
  note?: string;
};

/** What an expression gives, in its exact type; nothing (`missing`); or an error's code. */
export type ExpressionCase = { of: unknown; gives?: unknown; missing?: true; fails?: number; note?: string };

/** What a projection keeps of a document. */
export type ProjectionCase = { doc: Doc; projection: Doc; gives?: Doc; fails?: number; filter?: Doc };

/**
 * A command and its answer. 'C' stands for the collection's name, 'C2' for another of the case's own, 'DB' for the
 * database's. The documents get _id 1, 2, 3 … where they have none.
 */
export type CommandCase = {
  docs?: Doc[];
  /** Commands that are run first. */
  before?: Doc[];
  command: Doc;
  /** What the answer holds, among other things. */
  gives?: Doc;
  /** The documents of the first batch, exactly. */
  batch?: unknown[];
  fails?: number;
  /** What the collection holds afterwards. */
  after?: Doc[];
  /** Asked of the database admin. */
  admin?: true;
  note?: string;
};

/** Cases with where they are written down: a page of MongoDB's manual, or a driver specification. */
export type Table<Case> = { source: string; cases: Case[] };
