/**
 * npm run bench -- [names]: runs the named benchmarks, or all. `sync` takes scenarios (`sync A D`) and how often each is
 * measured (`--runs 1`; three times by default). Exit status 1 when a figure is not reached.
 */
import { benchDraft } from './draft.ts';
import { benchEditor } from './editor/index.ts';
import { benchReport } from './report.ts';
import { benchStart } from './start.ts';
import { benchStore } from './store/store.ts';
import { benchSync, scenarioNames } from './sync/index.ts';

const words = process.argv.slice(2);
const runsAt = words.indexOf('--runs');
const runs = runsAt < 0 ? 3 : Number(words.splice(runsAt, 2)[1]);
const asked = words.filter((word) => !scenarioNames.includes(word));
const scenarios = words.filter((word) => scenarioNames.includes(word));
if (scenarios.length > 0 && asked.length === 0) asked.push('sync');

const benchmarks: Record<string, () => Promise<boolean>> = {
  draft: benchDraft,
  editor: benchEditor,
  report: benchReport,
  start: benchStart,
  store: benchStore,
  sync: () => benchSync(scenarios, runs),
};

const unknown = asked.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0 || !Number.isInteger(runs) || runs < 1) {
  console.error(`No such benchmark: ${words.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
let reached = true;
for (const [name, run] of Object.entries(benchmarks)) {
  if (asked.length === 0 || asked.includes(name)) reached = (await run()) && reached;
}
process.exit(reached ? 0 : 1);
