/** npm run bench -- [names]: runs the named benchmarks, or all. Exit status 1 when a figure is not reached. */
import { benchDraft } from './draft.ts';
import { benchEditor } from './editor/index.ts';
import { benchReport } from './report.ts';
import { benchStart } from './start.ts';
import { benchStore } from './store/store.ts';

const benchmarks: Record<string, () => Promise<boolean>> = {
  draft: benchDraft,
  editor: benchEditor,
  report: benchReport,
  start: benchStart,
  store: benchStore,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
let reached = true;
for (const [name, run] of Object.entries(benchmarks)) {
  if (asked.length === 0 || asked.includes(name)) reached = (await run()) && reached;
}
process.disconnect?.();
process.exitCode = reached ? 0 : 1;
