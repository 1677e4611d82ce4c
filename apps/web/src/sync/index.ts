/** The browser's side of a document's sync: connection, truth about what is saved, refused words, plain HTTP. */
export type { DocumentSession } from './session.ts';
export type { EndReason, RefusedCopy, Saved, SessionSnapshot, SessionState } from './status.ts';
export { useDocumentInfo, useDocumentSession, useSnapshot } from './useDocumentSession.ts';
