import type { Gate } from '../server/auth.ts';
import type { Clock } from '../server/clock.ts';
import type { Cursors } from '../server/cursors.ts';
import type { Session, Sessions } from '../server/sessions.ts';
import type { Store } from '../storage/store.ts';
import type { Transaction } from '../storage/transaction.ts';
import type { View } from '../storage/view.ts';
import type { Doc } from '../values/bson.ts';

/** What one server has for all its connections. */
export type Environment = {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
  readonly clock: Clock;
  /** How clients reach it, as hello tells them: a socket's path or host:port. */
  readonly address: string;
  readonly startedAt: number;
};

/** The connection that a command came on. */
export type Client = { readonly id: number; readonly gate: Gate };

/** What one command runs with. */
export type Context = {
  readonly env: Environment;
  readonly db: string;
  /** The command's name, which is its first field. */
  readonly name: string;
  readonly command: Doc;
  /** What it reads and writes: the store, or its transaction. */
  readonly view: View;
  readonly transaction: Transaction | undefined;
  readonly session: Session | undefined;
  readonly connection: Client;
};

/**
 * A command. `read` is done again when a commit that it may have seen fails; `write` runs inside the group commit, all or
 * nothing; `control` sees to its own writing; `greeting` is about the connection, sees nothing of what is stored, and is
 * done once. `inTransaction`: whether a transaction may hold it.
 */
export type Command = {
  /** The fields that it takes besides its name and those that every command takes; undefined: it minds none. */
  readonly fields?: readonly string[];
  readonly kind: 'read' | 'write' | 'control' | 'greeting';
  readonly inTransaction?: boolean;
  readonly run: (context: Context) => Doc;
};

export type CommandFamily = Readonly<Record<string, Command>>;
