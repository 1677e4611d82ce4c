import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';

export type SqlValue = SQLInputValue;
export type SqlRow = Record<string, SQLInputValue>;
export type SqlList = readonly unknown[];

/** One connection to the store's file, with its prepared statements. */
export class Sql {
  readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  /** Those that give rows as lists of values, which costs half of what named values do. */
  private readonly listStatements = new Map<string, StatementSync>();

  constructor(file: string, options: { readOnly?: boolean } = {}) {
    this.database = new DatabaseSync(file, { readOnly: options.readOnly ?? false, timeout: 5000 });
  }

  private statement(text: string): StatementSync {
    return this.statements.get(text) ?? this.prepare(text, this.statements);
  }

  private listStatement(text: string): StatementSync {
    const known = this.listStatements.get(text);
    if (known) return known;
    const made = this.prepare(text, this.listStatements);
    made.setReturnArrays(true);
    return made;
  }

  private prepare(text: string, known: Map<string, StatementSync>): StatementSync {
    if (known.size > 2000) known.clear();
    const made = this.database.prepare(text);
    known.set(text, made);
    return made;
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

  /** The first row as a list of values, or undefined. */
  first(text: string, ...values: SqlValue[]): SqlList | undefined {
    return listOf(this.listStatement(text).get(...values));
  }

  /** Reads rows, as lists of values, until `take` answers false. */
  read(text: string, values: readonly SqlValue[], take: (row: SqlList) => boolean): void {
    for (const row of this.listStatement(text).iterate(...values)) {
      const list = listOf(row);
      if (list && !take(list)) return;
    }
  }

  /** Statements of dropped tables are of no use, and a changed table makes new ones. */
  forgetStatements(): void {
    this.statements.clear();
    this.listStatements.clear();
  }

  close(): void {
    this.forgetStatements();
    this.database.close();
  }
}

function listOf(row: unknown): SqlList | undefined {
  return Array.isArray(row) ? row : undefined;
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
