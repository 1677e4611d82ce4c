/** Running test suites and counting what their reports say; the last line of npm test. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './workspace.mjs';

/** @returns what vitest's JSON report counts; a file that could not be loaded is a failure of its own. */
export const readVitest = ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) => {
  const broken = testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0);
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
  };
};

/** @returns what Playwright's JSON report counts; an error outside of all tests is a failure of its own. */
export const readPlaywright = ({ stats, errors = [] }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected + errors.length,
  skipped: stats.skipped,
});

/** @returns the report, or null when there is none that can be read. */
const reportIn = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/**
 * Runs one suite. One that ends without a report, or with a bad status and no failed test, is a failure itself.
 * @param suite {name, command, args(file), env(file), read}; its report is JSON in that file
 * @param folder where reports lie
 */
export const runSuite = async ({ name, command, args, env, read }, folder) => {
  const file = join(folder, `${name}.json`);
  const status = await run(command, args(file), { stdio: ['ignore', 1, 2], env: env?.(file) ?? {} });
  const report = reportIn(file);
  const counts = report === null ? { passed: 0, failed: 1, skipped: 0 } : read(report);
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

/** Prints the last line. @returns the exit status */
export const conclude = (all) => {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(sum);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
};
