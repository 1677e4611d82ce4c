import { CommandError } from '../errors.ts';
import { decode } from '../values/bson.ts';
import type { Doc } from '../values/bson.ts';
import { encodeInPieces } from '../wire/raw.ts';
import { bytesOf } from './sql.ts';
import type { Sql } from './sql.ts';

const LIFE = 30 * 60_000;

/**
 * The answer to each session's newest retryable write, kept in the same commit as the write: a driver that lost the
 * answer, also to a kill, asks again and the write is not done twice.
 */
export class Retries {
  private readonly sql: Sql;

  constructor(sql: Sql) {
    this.sql = sql;
  }

  /** The answer that was given; undefined when the number is new. Throws TransactionTooOld for an older one. */
  find(session: Uint8Array, number: number): Doc | undefined {
    const row = this.sql.get('SELECT number, reply FROM retries WHERE session = ?', session);
    if (!row || Number(row['number']) < number) return undefined;
    if (Number(row['number']) > number) {
      throw new CommandError(
        'TransactionTooOld',
        `Retryable write with txnNumber ${number} is older than the session's newest`,
      );
    }
    return decode(bytesOf(row['reply']));
  }

  keep(session: Uint8Array, number: number, reply: Doc): void {
    this.sql.run(
      'INSERT INTO retries(session, number, reply, at) VALUES(?1, ?2, ?3, ?4) ON CONFLICT(session) DO UPDATE SET number = ?2, reply = ?3, at = ?4',
      session,
      number,
      Buffer.concat(encodeInPieces(reply)),
      Date.now(),
    );
  }

  /** Whether any is old enough to be dropped. */
  hasStale(now: number): boolean {
    return this.sql.get('SELECT 1 FROM retries WHERE at < ? LIMIT 1', now - LIFE) !== undefined;
  }

  dropStale(now: number): void {
    this.sql.run('DELETE FROM retries WHERE at < ?', now - LIFE);
  }
}
