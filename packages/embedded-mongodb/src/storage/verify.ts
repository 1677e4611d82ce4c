import { crc32 } from 'node:zlib';
import { bytesOf } from './sql.ts';
import type { Sql } from './sql.ts';

/** The collection or index behind a table's name, in words. */
function nameOf(sql: Sql, table: string): string {
  const id = Number(/\d+/.exec(table)?.[0] ?? 0);
  const index = table.startsWith('i') && sql.get('SELECT collection, name FROM indexes WHERE id = ?', id);
  const collection = sql.get('SELECT db, name FROM collections WHERE id = ?', index ? (index['collection'] ?? 0) : id);
  if (!collection) return `the table ${table}`;
  const name = `${String(collection['db'])}.${String(collection['name'])}`;
  return index ? `the index ${String(index['name'])} of ${name}` : `the collection ${name}`;
}

/** Which collections and indexes have pages in a range of the file's bytes. Best effort: the file is damaged. */
export function ownersOf(sql: Sql, from: number, to: number): string {
  try {
    const pageSize = Number(Object.values(sql.get('PRAGMA page_size') ?? {})[0] ?? 4096);
    const rows = sql.all(
      'SELECT DISTINCT name FROM dbstat WHERE pageno > ? AND pageno <= ?',
      Math.floor(from / pageSize),
      Math.ceil(to / pageSize),
    );
    const tables = rows.map((row) => String(row['name']).replace(/^sqlite_autoindex_(c\d+)_\d+$/, '$1'));
    return [...new Set(tables)].map((table) => nameOf(sql, table)).join(', ');
  } catch {
    return '';
  }
}

/** The documents of one collection whose bytes do not match their sum, the first of them. */
function damagedDocument(sql: Sql, id: number): number | undefined {
  let damaged: number | undefined;
  sql.read(`SELECT rid, sum, doc FROM c${id}`, [], ([rid, sum, doc]) => {
    if (crc32(bytesOf(doc)) !== sum) damaged = Number(rid);
    return damaged === undefined;
  });
  return damaged;
}

/** Reads everything: SQLite's own check and the sum of each document. Answers what is damaged, or undefined. */
export function findDamage(sql: Sql): string | undefined {
  const [verdict] = sql.all('PRAGMA quick_check(1)').map((row) => String(Object.values(row)[0]));
  if (verdict !== 'ok') {
    const table = /[ci]\d+/.exec(verdict ?? '')?.[0];
    return `${table ? `${nameOf(sql, table)}: ` : ''}${verdict ?? 'unreadable'}`;
  }
  for (const row of sql.all('SELECT id FROM collections')) {
    const rid = damagedDocument(sql, Number(row['id']));
    if (rid !== undefined)
      return `${nameOf(sql, `c${String(row['id'])}`)}: the document in row ${rid} does not match its sum`;
  }
  return undefined;
}
