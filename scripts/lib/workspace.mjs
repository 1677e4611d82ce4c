/** What the commands share: an install that is made only when it is stale, a build likewise, and the pinned Node. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const pnpm = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devEngines.packageManager;

/** The Node that everything runs on, whatever the machine has: pinned in package.json, installed with the rest. */
export const node = join(root, 'node_modules/node/bin/node');
export const bin = (name) => join(root, 'node_modules/.bin', name);

/** Runs a command in the repository; gives its exit status. Its output goes where `stdio` says (our error stream by default). */
export const run = (command, args, { stdio = ['ignore', 2, 2], env = {} } = {}) =>
  new Promise((resolve, reject) => {
    const path = `${dirname(node)}:${process.env.PATH}`;
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, PATH: path, ...env } });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });

/** Runs turbo where it finds pnpm, which it asks for the workspace's packages. */
export const turbo = (task, options) => {
  const args = ['-y', `pnpm@${pnpm.version}`, 'exec', 'turbo', 'run', task, '--output-logs=errors-only'];
  return run('npx', [...args, '--no-update-notifier'], { ...options, env: { TURBO_TELEMETRY_DISABLED: '1' } });
};

const must = async (what, status) => {
  if ((await status) !== 0) {
    console.error(`Samsyn: ${what} misslyckades. Rätta felet ovan och kör kommandot igen.`);
    process.exit(1);
  }
};

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name === 'test' || entry.name.startsWith('.'))
      return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });

const isStamped = (stamp, value) => existsSync(stamp) && readFileSync(stamp, 'utf8') === value;
const writeStamp = (stamp, value) => {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, value);
};

const manifests = () => [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  ...['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  ),
  'e2e/package.json',
  'bench/package.json',
];

/** Installs what is missing: nothing to do when no manifest changed since the last install. */
export const ensureInstalled = async () => {
  const hash = createHash('sha256');
  for (const file of manifests()) if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  const value = hash.digest('hex');
  const stamp = join(root, 'node_modules/.samsyn-installed');
  if (isStamped(stamp, value) && existsSync(node)) return;
  console.error('Samsyn: installerar beroenden …');
  const args = ['-y', `pnpm@${pnpm.version}`, 'install', '--frozen-lockfile', '--reporter=silent'];
  await must('installationen', run('npx', args, { env: { CI: '1' } }));
  writeStamp(stamp, value);
};

/** What the built web pages are made of. */
const webSources = ['apps/web', 'packages/ui', 'packages/document', 'packages/domain'];

/** Builds the web pages when a source of theirs is newer than the last build. */
export const ensureBuilt = async () => {
  const hash = createHash('sha256');
  for (const file of webSources.flatMap((folder) => filesUnder(join(root, folder)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}:${size}:${mtimeMs}\n`);
  }
  hash.update(readFileSync(join(root, 'pnpm-lock.yaml')));
  const value = hash.digest('hex');
  const stamp = join(root, 'node_modules/.samsyn-built');
  if (isStamped(stamp, value) && existsSync(join(root, 'apps/web/dist/index.html'))) return;
  console.error('Samsyn: bygger webbsidorna …');
  await must('bygget', turbo('build'));
  writeStamp(stamp, value);
};
