/** Whether an update may be applied to a room's document: the one gate for sockets, HTTP and the server itself. */
import type { RefusalCode } from '@samsyn/document';
import { type Access, mayWrite } from '@samsyn/domain';
import { type Piece, readPiece } from '@samsyn/models';
import type * as Y from 'yjs';
import type { ClientIds } from './client-ids.ts';
import type { Former } from './former.ts';
import { type Effect, inspect } from './inspection/inspect.ts';
import { type Id, type Scan, scan } from './inspection/scan.ts';
import { InvalidUpdate } from './inspection/values.ts';
import type { Work } from './inspection/work.ts';

/** Who an update comes from. */
export type Author =
  /** the server itself, for an account or for nobody */
  | { kind: 'server'; accountId: string | null }
  /** `shows` is the client id of its presence, if it has set any */
  | { kind: 'account'; accountId: string; access: Access; shows: number | null };

type Change = Extract<Effect, { kind: 'change' }>;

export type Verdict =
  | { kind: 'nothing' }
  | { kind: 'apply'; effect: Change; authorIds: string[]; broughtBy: string | null }
  | { kind: 'missing'; needs: Id[] }
  | { kind: 'refused'; code: RefusalCode }
  | { kind: 'invalid'; why: string }
  /** it is of a history that has been begun anew since, or builds on it */
  | { kind: 'otherEpoch' }
  /** this node does not know yet what it has to know for it: judge it again */
  | { kind: 'unsure' }
  | { kind: 'owing'; seconds: number; why: string }
  | { kind: 'full' };

/** The document as the gate sees it. */
export type Gate = {
  /** to look inside; asked for only when the update is something new that may be written */
  doc: Y.Doc;
  /** whether all of the update is there already: such an update is never refused */
  hasAll(update: Scan): boolean;
  /** whether the piece continues what its client wrote last: it is new, and may stand where that does */
  isContinuedBy(piece: Piece): boolean;
  former: Former;
  clientIds: ClientIds;
  /** counts what updates have Yjs go through */
  work: Work;
  /** in how many seconds the account may have the server do more than to take in bytes; 0: now */
  secondsOwed(accountId: string): number;
  isHealing: boolean;
  /** whether the connection that writes under this id is here, and has brought all that it had: what others bring is not its */
  speaksForItself(clientId: number): boolean;
  /** whether all that was said of rights, on other nodes too, has been heard here */
  knowsRights: boolean;
  /** whether all that others had been shown by then (milliseconds since 1970), on other nodes too, has come here */
  hasAllShownBy(at: number): boolean;
  /** whether the document may grow by so many bytes */
  hasRoomFor(bytes: number): boolean;
};

/**
 * What this right lets through. Suggesters write nothing yet: when they do, their updates are judged here, on a copy of
 * the document.
 */
const refusalFor = (access: Access): RefusalCode | null => (mayWrite(access) ? null : 'readOnly');

const judge = (gate: Gate, author: Author, update: Uint8Array, scanned: Scan, cameAt: number): Verdict => {
  const refusal = author.kind === 'account' ? refusalFor(author.access) : null;
  const isEmpty = scanned.sections.length === 0 && scanned.deletes.length === 0;
  // To look whether it says anything new may itself be work.
  const seconds = author.kind === 'account' && !isEmpty ? gate.secondsOwed(author.accountId) : 0;
  if (seconds > 0) return { kind: 'owing', seconds, why: 'its updates have the server do too much' };
  if (gate.hasAll(scanned)) return { kind: 'nothing' };
  if (gate.former.isIn(scanned)) return { kind: 'otherEpoch' };
  if (refusal) return { kind: 'refused', code: refusal };
  const effect = inspect(gate.doc, scanned, author.kind === 'server', gate.work);
  if (effect.kind !== 'change') return effect;
  if (author.kind === 'server') {
    const authorIds = author.accountId === null ? [] : [author.accountId];
    return { kind: 'apply', effect, authorIds, broughtBy: null };
  }
  // Who only deletes makes room. All else counts, also what is gone already: it stays in the document by its length.
  if (effect.clients.length > 0 && !gate.hasRoomFor(update.length)) return { kind: 'full' };
  if (!gate.knowsRights) return { kind: 'unsure' };
  // What a colleague was shown through another node may come here before it is in the database; and whoever a client id
  // belongs to may be here through another node, and have brought all that it had there.
  if (gate.clientIds.areOthers(author.accountId, effect.clients) && !gate.hasAllShownBy(cameAt))
    return { kind: 'unsure' };
  const claim = gate.clientIds.claim(author.accountId, effect.clients, author.shows, gate);
  if (claim.kind === 'unknown') return { kind: 'unsure' };
  if (claim.kind === 'nobodys') return { kind: 'invalid', why: 'it brings more client ids than anybody has' };
  if (claim.kind === 'tooMany')
    return { kind: 'owing', seconds: claim.seconds, why: 'it has brought more client ids today than anybody has' };
  if (claim.kind === 'foreign')
    return { kind: 'invalid', why: `client id ${claim.clientId} belongs to another account` };
  const { broughtBy } = claim;
  // Who only deletes has written nothing under an id of its own, and is yet the one who did it.
  const authorIds = effect.clients.length === 0 ? [author.accountId] : claim.authorIds;
  return { kind: 'apply', effect, authorIds, broughtBy };
};

/**
 * Whether the update only goes on where its writer left off, who may still write: then `admit` would let it through, and
 * nothing has to be looked up in the document.
 * @returns what was typed on, or null when it has to be judged
 */
export const typedOn = (gate: Gate, author: Author, update: Uint8Array): Piece | null => {
  if (author.kind === 'server' || refusalFor(author.access) || !gate.knowsRights) return null;
  const piece = readPiece(update);
  if (!piece || !gate.isContinuedBy(piece)) return null;
  return gate.clientIds.accountOf(piece.client) === author.accountId && gate.hasRoomFor(update.length) ? piece : null;
};

/**
 * @param cameAt when it came; milliseconds since 1970
 * @returns what is to become of the update; nothing has happened yet, but for the binding of new client ids.
 */
export const admit = (gate: Gate, author: Author, update: Uint8Array, cameAt: number): Verdict => {
  try {
    return judge(gate, author, update, scan(update), cameAt);
  } catch (error) {
    if (error instanceof InvalidUpdate) return { kind: 'invalid', why: error.message };
    throw error;
  }
};
