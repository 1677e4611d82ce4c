/** What a document's session can be in, as an explicit union. */
import type { Access } from '@samsyn/domain';
import { closeCodes, type DocNode } from '@samsyn/document';

/**
 * saved: everything that was written here is durable, or on its way since a moment. onDevice: it is in the browser's own
 * store, and goes to the server when that can be reached.
 */
export type Saved = 'saved' | 'onDevice' | 'notSaved';

/** Why a session is over; what it holds is still shown, to read and to copy from. */
export type EndReason =
  /** nobody is signed in any more */
  | 'signedOut'
  /** somebody else is signed in now */
  | 'otherAccount'
  /** not there, or not for this account any more */
  | 'noRight'
  /** the document's history was rebuilt, or this page is older than the document */
  | 'otherEpoch'
  /** this page cannot show what the document holds */
  | 'unreadable'
  /** the server will not have what this page sends */
  | 'invalid';

/** @returns why a session is over after the socket was closed with this code; undefined: it is not. */
export const endReasonOf = (code: number): EndReason | undefined => {
  if (code === closeCodes.notFound) return 'noRight';
  return code === closeCodes.otherEpoch ? 'otherEpoch' : undefined;
};

export type SessionState =
  | { kind: 'opening'; /** the server has not answered for a while */ isSlow: boolean }
  | { kind: 'open'; access: Access; saved: Saved; transport: 'socket' | 'http' | 'none' }
  | { kind: 'ended'; why: EndReason; /** whether something here never reached the server */ holdsUnsent: boolean };

/** Words that the server did not take: the blocks that stand nowhere in the document. */
export type RefusedCopy = { id: string; at: string; code: string; blocks: DocNode[] };

/** What a page reads; a new object at each change. */
export type SessionSnapshot = {
  state: SessionState;
  /** changes when the session went on with a new Y.Doc: the editor is made anew then */
  generation: number;
  copies: readonly RefusedCopy[];
};
