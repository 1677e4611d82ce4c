import { CommandError, notOffered } from '../errors.ts';
import { adminCommands } from '../commands/admin.ts';
import type { Client, Command, CommandFamily, Context, Environment } from '../commands/context.ts';
import { checkConcern, checkFields, withConcern } from '../commands/concern.ts';
import { indexCommands } from '../commands/indexes.ts';
import { readCommands } from '../commands/read.ts';
import { checkRules } from '../commands/rules.ts';
import { serverCommands } from '../commands/server.ts';
import { sessionCommands } from '../commands/session.ts';
import { writeCommands } from '../commands/write.ts';
import { HeldByTransaction } from '../storage/locks.ts';
import { storageError } from '../storage/open.ts';
import { isDoc } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { toNumber } from '../values/numbers.ts';
import { encodeInPieces, RawCursor } from '../wire/raw.ts';
import type { Request } from '../wire/message.ts';
import type { LongReads } from './longReads.ts';
import type { Session } from './sessions.ts';
import { transactionNumber } from './sessions.ts';

const COMMANDS: CommandFamily = {
  ...serverCommands,
  ...sessionCommands,
  ...readCommands,
  ...writeCommands,
  ...indexCommands,
  ...adminCommands,
};

const LONGEST_WAIT = 60_000;

/** How long a command waits for a document that a transaction holds, milliseconds. */
function patienceOf({ command }: Request): number {
  return Math.min(LONGEST_WAIT, toNumber(command['maxTimeMS']) ?? LONGEST_WAIT);
}

function isPipelineWriting(command: Doc): boolean {
  const stages = command['pipeline'];
  const last: unknown = Array.isArray(stages) ? stages.at(-1) : undefined;
  return typeof last === 'object' && last !== null && ('$out' in last || '$merge' in last);
}

/** The answer for an error, with the labels that drivers look for. */
export function errorReply(error: unknown): Doc {
  const own = storageError(error);
  return {
    ok: 0,
    errmsg: own.message,
    code: own.code,
    codeName: own.codeName,
    ...own.details,
    ...(own.labels.length > 0 ? { errorLabels: [...own.labels] } : {}),
  };
}

function commandFor(name: string): Command {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new CommandError('CommandNotFound', `no such command: '${name}'`);
  return command;
}

/** An answer's bytes, one piece behind the other. */
type Reply = readonly Uint8Array[];

/** Runs commands and answers each when what it did, or saw, is on disk. */
export class Executor {
  private readonly env: Environment;
  private readonly longReads: LongReads | undefined;

  /** Without `longReads` every command is done here and now. */
  constructor(env: Environment, longReads?: LongReads) {
    this.env = env;
    this.longReads = longReads;
  }

  /**
   * The answer to a request, as bytes in pieces: at once where nobody has to be waited for. Never throws nor rejects: an error is an
   * answer too.
   */
  execute(request: Request, connection: Client): Reply | Promise<Reply> {
    try {
      const elsewhere = this.elsewhere(request, connection);
      if (elsewhere) return elsewhere;
      // A cursor that has moved on cannot be asked the same again: it only sees what is committed.
      if (request.name === 'getMore') this.env.store.committer.commit();
      const answer = this.run(request, connection);
      const isSettled = !this.env.store.committer.isOpen || commandFor(request.name).kind === 'greeting';
      return isSettled ? encodeInPieces(answer) : this.whenSettled(answer, request, connection);
    } catch (error) {
      return error instanceof HeldByTransaction
        ? this.whenReleased(error, request, connection, Date.now() + patienceOf(request))
        : this.failed(request, error);
    }
  }

  /** The answer of a read that would make others wait, from the thread that does those. */
  private elsewhere({ command, name }: Request, { gate }: Client): Promise<Reply> | undefined {
    if (!this.longReads?.takes(name, command, this.env.cursors)) return undefined;
    gate.check(name);
    return this.longReads.run(name, command).then(
      (reply) => [reply],
      (error: unknown) => encodeInPieces(errorReply(error)),
    );
  }

  /** A read is done again when the commit that it saw has failed; a write that has failed is an error. */
  private async whenSettled(answer: Doc, request: Request, connection: Client): Promise<Reply> {
    const reply = encodeInPieces(answer);
    const failure = await this.settled();
    if (failure === undefined) return reply;
    const { cursor } = answer;
    if (cursor instanceof RawCursor) this.env.cursors.kill(cursor.id);
    return commandFor(request.name).kind === 'read' ? this.execute(request, connection) : this.failed(request, failure);
  }

  /** Waits for the transaction that holds the document, at most until the deadline, and does the command again. */
  private async whenReleased(
    held: HeldByTransaction,
    request: Request,
    connection: Client,
    deadline: number,
  ): Promise<Reply> {
    const budget = deadline - Date.now();
    if (budget <= 0 || !(await within(held.ended, budget))) {
      return encodeInPieces(errorReply(new CommandError('MaxTimeMSExpired', 'operation exceeded time limit')));
    }
    try {
      return await this.whenSettled(this.run(request, connection), request, connection);
    } catch (error) {
      return error instanceof HeldByTransaction
        ? this.whenReleased(error, request, connection, deadline)
        : this.failed(request, error);
    }
  }

  /** Undefined when everything written so far is committed, else what went wrong. */
  private settled(): Promise<unknown> {
    return new Promise((resolve) => {
      this.env.store.committer.whenSettled(resolve);
    });
  }

  /** An error ends the transaction that it happens in. */
  private failed(request: Request, error: unknown): Reply {
    if (request.command['autocommit'] === false && request.name !== 'commitTransaction') this.abort(request.command);
    return encodeInPieces(errorReply(error));
  }

  private abort(command: Doc): void {
    try {
      const session = this.env.sessions.of(command);
      const number = transactionNumber(command);
      if (!session || session.state.kind !== 'open' || session.state.number !== number) return;
      this.env.cursors.killOwned(session.state.transaction);
      this.env.sessions.end(session, 'aborted');
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
    }
  }

  private run(request: Request, connection: Client): Doc {
    return withConcern(request.command, this.answer(request, connection));
  }

  private answer({ command, name }: Request, connection: Client): Doc {
    const definition = commandFor(name);
    connection.gate.check(name);
    checkFields(name, definition, command);
    checkConcern(command);
    checkRules(name, command);
    const { env } = this;
    const db = command['$db'];
    if (typeof db !== 'string') throw new CommandError('FailedToParse', 'OP_MSG requests require a $db argument');
    refuseSnapshot(command);
    const session = env.sessions.of(command);
    const inTransaction = command['autocommit'] === false && definition.kind !== 'control';
    if (inTransaction && !definition.inTransaction) {
      throw new CommandError(
        'OperationNotSupportedInTransaction',
        `Cannot run '${name}' in a multi-document transaction.`,
      );
    }
    const transaction = inTransaction ? env.sessions.transactionFor(command, session) : undefined;
    const view = transaction ?? env.store.view;
    const context: Context = { env, db, name, command, view, transaction, session, connection };
    if (transaction || definition.kind === 'control') return definition.run(context);
    if (definition.kind === 'write' || (name === 'aggregate' && isPipelineWriting(command))) {
      return this.write(definition, context, session);
    }
    return definition.run(context);
  }

  private write(definition: Command, context: Context, session: Session | undefined): Doc {
    const { retries, committer } = context.env.store;
    const number = transactionNumber(context.command);
    const isRetryable = session !== undefined && number !== undefined;
    const given = isRetryable ? retries.find(session.id, number) : undefined;
    if (given) return given;
    context.env.clock.tick();
    return committer.write(() => {
      const reply = definition.run(context);
      if (isRetryable) retries.keep(session.id, number, reply);
      return reply;
    });
  }
}

/** A read at a point in the past, outside of a transaction, is not what this store can do. */
function refuseSnapshot(command: Doc): void {
  const concern = command['readConcern'];
  if (isDoc(concern) && concern['level'] === 'snapshot' && command['autocommit'] !== false)
    throw notOffered('A snapshot session');
}

/** Whether a promise ends within so many milliseconds. */
function within(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    void promise.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
