import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';

export type SqlValue = SQLInputValue;
export type SqlRow = Record<string, SQLInputValue>;

/** One connection to the store's file, with its prepared statements. */
export class Sql {
  readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(file: string, options: { readOnly?: boolean } = {}) {
    this.database = new DatabaseSync(file, { readOnly: options.readOnly ?? false, timeout: 5000 });
  }

  private statement(text: string): StatementSync {
    let statement = this.statements.get(text);
    if (!statement) {
      if (this.statements.size > 2000) this.statements.clear();
      statement = this.database.prepare(text);
      this.statements.set(text, statement);
    }
    return statement;
  }

  exec(text: string): void {
    this.database.exec(text);
  }

  /** The first row, or undefined. */
  get(text: string, ...values: SqlValue[]): SqlRow | undefined {
    return this.statement(text).get(...values);
  }

  all(text: string, ...values: SqlValue[]): SqlRow[] {
    return this.statement(text).all(...values);
  }

  /** How many rows it changed and the last row id that it made. */
  run(text: string, ...values: SqlValue[]): { changes: number; rid: number } {
    const result = this.statement(text).run(...values);
    return { changes: Number(result.changes), rid: Number(result.lastInsertRowid) };
  }

  /** Reads rows until `take` answers false. */
  read(text: string, values: readonly SqlValue[], take: (row: SqlRow) => boolean): void {
    for (const row of this.statement(text).iterate(...values)) {
      if (!take(row)) return;
    }
  }

  /** Statements of dropped tables are of no use, and a changed table makes new ones. */
  forgetStatements(): void {
    this.statements.clear();
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }
}

export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('The store holds something other than bytes where bytes belong');
}

/** SQLite's own error number, as in "Result Codes": 13 is a full disk, 11 a damaged file. */
export function sqliteCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}
