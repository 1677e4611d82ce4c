/** npm test: types, lint and format, then every unit and integration test, then the browser's. Last line: N passed, N failed. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from './lib/checks.mjs';
import { conclude, readPlaywright, readVitest, runSuite } from './lib/suites.mjs';
import { bin, ensureBuilt, ensureInstalled, root } from './lib/workspace.mjs';

const results = join(root, 'test-results');
const suites = [
  {
    name: 'vitest',
    command: bin('vitest'),
    args: (file) => ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    read: readVitest,
  },
  {
    name: 'browser',
    command: bin('playwright'),
    args: () => ['test', '--config', 'e2e/playwright.config.ts'],
    env: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    read: readPlaywright,
  },
];

await ensureInstalled();
await ensureBuilt();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const counts = [];
for (const [name, passes] of checks) {
  const passed = await passes();
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name}`);
  counts.push({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });
}
for (const suite of suites) counts.push(await runSuite(suite, results));
process.exit(conclude(counts));
