/** npm run store -- --port N: serves the embedded store of DATA_DIR alone, for mongosh and other tools. */
import { runProgram } from './lib/server.mjs';
import { ensureInstalled } from './lib/workspace.mjs';

await ensureInstalled();
runProgram('apps/realtime/src/cli/store.ts', process.argv.slice(2));
