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
};

/** What a pipeline makes of documents, or an error's code. */
export type PipelineCase = { docs: Doc[]; pipeline: Doc[]; gives?: Doc[]; fails?: number; others?: Doc[] };

/** What a projection keeps of a document. */
export type ProjectionCase = { doc: Doc; projection: Doc; gives?: Doc; fails?: number; filter?: Doc };

/** Cases with where they are written down: a page of MongoDB's manual, or a driver specification. */
export type Table<Case> = { source: string; cases: Case[] };
