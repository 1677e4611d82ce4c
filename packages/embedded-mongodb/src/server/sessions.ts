import { Binary, Long } from 'bson';
import { CommandError, located } from '../errors.ts';
import type { Store } from '../storage/store.ts';
import type { Transaction } from '../storage/transaction.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';

const MINUTE = 60_000;
const SESSION_LIFE = 30 * MINUTE;
const TRANSACTION_LIFE = MINUTE;

/** The state of a session's newest transaction. */
type TransactionState =
  | { kind: 'none' }
  | { kind: 'open'; number: number; transaction: Transaction; since: number }
  | { kind: 'committed' | 'aborted'; number: number };

export type Session = { readonly id: Buffer; usedAt: number; state: TransactionState };

function sessionId(lsid: unknown): Buffer {
  const id = isDoc(lsid) ? lsid['id'] : undefined;
  if (!(id instanceof Binary) || id.position !== 16) throw new CommandError('InvalidOptions', 'lsid.id must be a UUID');
  return Buffer.from(id.buffer.subarray(0, 16));
}

function noSuchTransaction(number: number): CommandError {
  return new CommandError(
    'NoSuchTransaction',
    `Given transaction number ${number} does not match any in-progress transactions.`,
    {
      labels: ['TransientTransactionError'],
    },
  );
}

/** txnNumber as a number; undefined when the command has none. */
export function transactionNumber(command: Doc): number | undefined {
  const value = command['txnNumber'];
  if (value === undefined) return undefined;
  if (!(value instanceof Long)) throw new CommandError('TypeMismatch', 'txnNumber must be a long');
  return toNumber(value);
}

/** The logical sessions and their transactions. */
export class Sessions {
  private readonly store: Store;
  private readonly sessions = new Map<string, Session>();

  constructor(store: Store) {
    this.store = store;
  }

  /** The session that a command names, if any. */
  of(command: Doc): Session | undefined {
    if (command['lsid'] === undefined) return undefined;
    const id = sessionId(command['lsid']);
    const key = id.toString('hex');
    let session = this.sessions.get(key);
    if (!session) this.sessions.set(key, (session = { id, usedAt: 0, state: { kind: 'none' } }));
    session.usedAt = Date.now();
    return session;
  }

  /** The transaction that a command belongs to, begun when it says startTransaction; undefined for an ordinary command. */
  transactionFor(command: Doc, session: Session | undefined): Transaction | undefined {
    if (command['autocommit'] !== false) return undefined;
    const number = transactionNumber(command);
    if (!session || number === undefined)
      throw new CommandError('InvalidOptions', 'A transaction needs lsid and txnNumber');
    if (command['startTransaction'] === true) return this.start(session, number);
    const { state } = session;
    if (state.kind === 'open' && state.number === number) return state.transaction;
    if (state.kind === 'committed' && state.number === number) {
      throw new CommandError('TransactionCommitted', `Transaction ${number} has been committed.`);
    }
    throw noSuchTransaction(number);
  }

  private start(session: Session, number: number): Transaction {
    const { state } = session;
    if (state.kind !== 'none' && number < state.number) {
      throw new CommandError(
        'TransactionTooOld',
        `Cannot start transaction ${number}, a newer one (${state.number}) has started.`,
      );
    }
    if ((state.kind === 'open' || state.kind === 'committed') && number === state.number) {
      throw located(
        50911,
        `Cannot start a transaction at given transaction number ${number} a transaction with the same number is in state ${state.kind}`,
      );
    }
    this.end(session, 'aborted');
    const transaction = this.store.beginTransaction();
    session.state = { kind: 'open', number, transaction, since: Date.now() };
    return transaction;
  }

  /** Commits: applies the writes. The caller is inside the store's group commit and finishes when that is settled. */
  commit(session: Session, number: number): Transaction | undefined {
    const { state } = session;
    if (state.kind === 'committed' && state.number === number) return undefined;
    if (state.kind !== 'open' || state.number !== number) throw noSuchTransaction(number);
    return state.transaction;
  }

  abort(session: Session, number: number): void {
    const { state } = session;
    if (state.kind === 'committed' && state.number === number) {
      throw new CommandError('TransactionCommitted', `Transaction ${number} has been committed.`);
    }
    if (state.kind !== 'open' || state.number !== number) throw noSuchTransaction(number);
    this.end(session, 'aborted');
  }

  /** Ends the open transaction, if there is one. */
  end(session: Session, kind: 'committed' | 'aborted'): void {
    const { state } = session;
    if (state.kind !== 'open') return;
    session.state = { kind, number: state.number };
    state.transaction.finish();
  }

  /** endSessions, killSessions. */
  forget(lsids: unknown): void {
    if (!Array.isArray(lsids)) return;
    for (const lsid of lsids) {
      const key = sessionId(lsid).toString('hex');
      const session = this.sessions.get(key);
      if (session) this.end(session, 'aborted');
      this.sessions.delete(key);
    }
  }

  /** Ends what has lived too long. */
  sweep(now: number): void {
    for (const [key, session] of this.sessions) {
      if (session.state.kind === 'open' && now - session.state.since > TRANSACTION_LIFE) this.end(session, 'aborted');
      if (now - session.usedAt > SESSION_LIFE) {
        this.end(session, 'aborted');
        this.sessions.delete(key);
      }
    }
  }

  close(): void {
    for (const session of this.sessions.values()) this.end(session, 'aborted');
  }
}
