/** npm run bench -- [names]: the benchmarks, each beside its peers, as a table of ratios. */
import { runProgram } from './lib/server.mjs';
import { ensureBuilt, ensureInstalled } from './lib/workspace.mjs';

await ensureInstalled();
await ensureBuilt();
runProgram('bench/src/main.ts', process.argv.slice(2));
