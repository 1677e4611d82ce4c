/** The last line of npm test and its exit status: the command's own parts, run on small suites. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const parts = pathToFileURL(join(root, 'scripts/lib/suites.mjs')).href;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samsyn-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Ended = { status: number | null; lines: string[] };

/** Runs suites as npm test does. @param suites as JavaScript, where `node` runs a program and `said` leaves a report */
const npmTest = (suites: string): Promise<Ended> =>
  new Promise((resolve) => {
    const program = `
      import { conclude, readPlaywright, readVitest, runSuite } from '${parts}';
      const node = (name, read, program) => ({ name, read, command: process.execPath, args: (file) => ['-e', program, file] });
      const said = (report, status = 0) => 'require("fs").writeFileSync(process.argv[1], ' +
        JSON.stringify(report) + '); process.exit(' + status + ')';
      const suites = [${suites}];
      const counts = [];
      for (const suite of suites) counts.push(await runSuite(suite, ${JSON.stringify(folder)}));
      process.exit(conclude(counts));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
    let written = '';
    child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()));
    child.once('close', (status) => resolve({ status, lines: written.trimEnd().split('\n') }));
  });

const browser = (passed: number, failed: number, skipped: number, flaky = 0): string =>
  JSON.stringify(JSON.stringify({ stats: { expected: passed, unexpected: failed, skipped, flaky }, errors: [] }));

test('counts what the test runners say, in one line at the end, and ends well when nothing failed', async () => {
  const { status, lines } = await npmTest(`
    node('browser', readPlaywright, said(${browser(3, 0, 0, 1)})),
    node('more', readPlaywright, said(${browser(2, 0, 0)}))`);
  expect([status, lines.at(-1)]).toEqual([0, '6 passed, 0 failed']);
});

test('a failed test, also of the real runner, is told and ends badly; what was skipped stands last', async () => {
  const file = join(folder, 'some.test.js');
  await writeFile(
    file,
    `test('holds', () => {}); test('breaks', () => { throw new Error('no'); });
     test.skip('waits', () => {}); test.todo('is planned');`,
  );
  await writeFile(join(folder, 'broken.test.js'), `throw new Error('cannot be loaded');`);
  const vitest = `{ name: 'vitest', read: readVitest, command: ${JSON.stringify(join(root, 'node_modules/.bin/vitest'))},
    args: (file) => ['run', '--root', ${JSON.stringify(folder)}, '--globals', '--reporter=json', '--outputFile.json=' + file] }`;
  const { status, lines } = await npmTest(`${vitest}, node('browser', readPlaywright, said(${browser(1, 2, 1)}, 1))`);
  expect([status, lines.at(-1)]).toEqual([1, '2 passed, 4 failed, 3 skipped']);
});

test('a suite that dies, says nothing, or ends badly without a failed test has failed', async () => {
  const cases = [
    ['process.exit(0)', '0 passed, 1 failed'],
    ['process.kill(process.pid, "SIGKILL")', '0 passed, 1 failed'],
    ['require("fs").writeFileSync(process.argv[1], "{\\"stats\\":")', '0 passed, 1 failed'],
  ].map(([program, line]) => [`node('dead', readPlaywright, ${JSON.stringify(program)})`, line]);
  const ended = await Promise.all([
    ...cases.map(async ([suite = ''], index) => npmTest(suite.replace('dead', `dead${index}`))),
    npmTest(`node('bad', readPlaywright, said(${browser(5, 0, 0)}, 1))`),
  ]);
  expect(ended.map(({ status, lines }) => [status, lines.at(-1)])).toEqual([
    ...cases.map(([, line]) => [1, line]),
    [1, '5 passed, 1 failed'],
  ]);
});
