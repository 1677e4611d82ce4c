/** npm run backup -- FILE: a consistent copy of the database in DATA_DIR, also while the product runs on it. */
import { resolve } from 'node:path';
import { runProgram } from './lib/server.mjs';
import { ensureInstalled } from './lib/workspace.mjs';

await ensureInstalled();
// npm runs commands in the repository's folder; a relative file is meant from where the person stands.
const from = process.env.INIT_CWD ?? process.cwd();
runProgram(
  'apps/realtime/src/cli/backup.ts',
  process.argv.slice(2).map((file) => resolve(from, file)),
);
