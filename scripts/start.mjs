/** npm start: installs what is missing, builds what is stale, starts the product. */
import { runProgram } from './lib/server.mjs';
import { ensureBuilt, ensureInstalled } from './lib/workspace.mjs';

await ensureInstalled();
await ensureBuilt();
runProgram('apps/realtime/src/main.ts');
