import { CommandError } from '../errors.ts';
import { transactionNumber } from '../server/sessions.ts';
import type { Session } from '../server/sessions.ts';
import type { Doc } from '../values/bson.ts';
import type { CommandFamily, Context } from './context.ts';

/** Sessions and the end of transactions. */

function sessionAndNumber({ command, session }: Context): { session: Session; number: number } {
  const number = transactionNumber(command);
  if (!session || number === undefined) {
    throw new CommandError('InvalidOptions', 'commitTransaction and abortTransaction need lsid and txnNumber');
  }
  return { session, number };
}

function commitTransaction(context: Context): Doc {
  const { session, number } = sessionAndNumber(context);
  const { sessions, store, cursors } = context.env;
  if (store.retries.find(session.id, number)) return { ok: 1 };
  const transaction = sessions.commit(session, number);
  if (!transaction) return { ok: 1 };
  cursors.killOwned(transaction);
  try {
    if (!transaction.isEmpty) {
      context.env.clock.tick();
      store.committer.write(() => {
        transaction.apply();
        store.retries.keep(session.id, number, { ok: 1 });
      });
    }
  } catch (error) {
    sessions.end(session, 'aborted');
    throw error;
  }
  // Only what is on disk is committed; until then the rows stay its own, and a repeated commit waits for the same disk.
  store.committer.whenSettled((failure) => sessions.end(session, failure === undefined ? 'committed' : 'aborted'));
  return { ok: 1 };
}

function abortTransaction(context: Context): Doc {
  const { session, number } = sessionAndNumber(context);
  if (session.state.kind === 'open') context.env.cursors.killOwned(session.state.transaction);
  context.env.sessions.abort(session, number);
  return { ok: 1 };
}

function endSessions({ command, env, name }: Context): Doc {
  env.sessions.forget(command[name]);
  return { ok: 1 };
}

export const sessionCommands: CommandFamily = {
  commitTransaction: { kind: 'control', run: commitTransaction },
  abortTransaction: { kind: 'control', run: abortTransaction },
  endSessions: { kind: 'read', run: endSessions },
  killSessions: { kind: 'read', run: endSessions },
  refreshSessions: { kind: 'read', run: () => ({ ok: 1 }) },
  startSession: { kind: 'read', run: () => ({ ok: 1 }) },
};
