/** Who may do what with a document's text: decided from its one row by the domain's policies. */
import {
  type Access,
  type Actor,
  type AnalysisState,
  analysisAccess,
  analysisStates,
  noteAccess,
  pageAccess,
  type SeminarState,
  seminarStates,
} from '@samsyn/domain';
import { type DocumentRecord, type Models, rowsIn } from '@samsyn/models';
import type { Remembered } from '../remembered.ts';
import type { Resolved, Who } from '../sync/live-documents.ts';

const seminarState = (state: string | null): SeminarState | undefined => seminarStates.find((one) => one === state);
const analysisState = (state: string | null): AnalysisState | undefined => analysisStates.find((one) => one === state);

type Governed = Pick<DocumentRecord, 'kind' | 'group' | 'state'>;

/** @returns what the account may do with the document's text; `none` also stands for a row that makes no sense. */
export const documentAccess = (actor: Actor, document: Governed): Access => {
  switch (document.kind) {
    case 'note':
      return document.group === null ? 'none' : noteAccess(actor, document.group, seminarState(document.state));
    case 'analysis': {
      const state = analysisState(document.state);
      return state === undefined ? 'none' : analysisAccess(actor, state);
    }
    case 'plan':
    case 'handbook':
      return pageAccess(actor, { group: document.group ?? undefined, published: document.state === 'published' });
  }
};

/** What is asked of a document at each connection. */
export type Row = Governed & Pick<DocumentRecord, 'schemaVersion'>;
const projection = { kind: 1, group: 1, state: 1, schemaVersion: 1 } as const;

const isId = (text: string): boolean => /^[0-9a-f]{24}$/.test(text);

/** What the sync door asks at every connection, and again when rights may have changed. */
export const resolver =
  (models: Models, remembered: Remembered<Row>) =>
  async ({ actor }: Pick<Who, 'actor'>, documentId: string): Promise<Resolved | null> => {
    if (!isId(documentId)) return null;
    const document = await remembered.ask(documentId, () =>
      rowsIn<DocumentRecord>(models.documents).findOne({ _id: documentId }, { projection }),
    );
    if (!document) return null;
    const access = documentAccess(actor, document);
    return access === 'none' ? null : { access, schemaVersion: document.schemaVersion };
  };
