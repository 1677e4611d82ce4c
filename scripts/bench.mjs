/** npm run bench -- [names]: the benchmarks, each beside its peers, as a table of ratios. */
import { runProgram } from './lib/server.mjs';
import { ensureBuilt, ensureInstalled } from './lib/workspace.mjs';

await ensureInstalled();
await ensureBuilt();
// What makes the load has one core, and is not to be late itself: little garbage is collected, and by one thread.
runProgram('bench/src/main.ts', process.argv.slice(2), ['--max-semi-space-size=64', '--single-threaded-gc']);
