/** Hocuspocus with its stock settings; with a folder as second argument it stores into SQLite. Arguments: port, folder. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';

const [, , port, folder] = process.argv;

const storage = (file: string): Database => {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, state BLOB NOT NULL)');
  const read = database.prepare('SELECT state FROM documents WHERE name = ?');
  const write = database.prepare('INSERT OR REPLACE INTO documents VALUES (?, ?)');
  return new Database({
    fetch: async ({ documentName }) => {
      const state = read.get(documentName)?.['state'];
      return state instanceof Uint8Array ? state : null;
    },
    store: async ({ documentName, state }) => {
      write.run(documentName, state);
    },
  });
};

const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  extensions: folder ? [storage(join(folder, 'documents.sqlite'))] : [],
});
await server.listen();
process.stdout.write('listening\n');
