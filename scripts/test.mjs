/** npm test: types, lint and format, then every unit and integration test, then the browser's. Last line: N passed, N failed. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from './lib/checks.mjs';
import { bin, ensureBuilt, ensureInstalled, root, run } from './lib/workspace.mjs';

const counts = { passed: 0, failed: 0, skipped: 0 };
const results = join(root, 'test-results');

/** A run that ends without a result to read, or with a bad status and no failed test, is a failure itself. */
const suite = async (name, command, args, read, env) => {
  const file = join(results, `${name}.json`);
  const status = await run(command, args(file), { stdio: ['ignore', 1, 2], env: env?.(file) ?? {} });
  const found = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 1, skipped: 0 };
  if (status !== 0 && found.failed === 0) found.failed = 1;
  for (const key of Object.keys(counts)) counts[key] += found[key];
};

await ensureInstalled();
await ensureBuilt();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

for (const [name, passes] of checks) {
  const passed = await passes();
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name}`);
  counts[passed ? 'passed' : 'failed'] += 1;
}
await suite(
  'vitest',
  bin('vitest'),
  (file) => ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
  (json) => ({
    passed: json.numPassedTests,
    failed:
      json.numFailedTests +
      json.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0).length,
    skipped: json.numPendingTests + json.numTodoTests,
  }),
);
await suite(
  'browser',
  bin('playwright'),
  () => ['test', '--config', 'e2e/playwright.config.ts'],
  ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }),
  (file) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
);

const { passed, failed, skipped } = counts;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);
