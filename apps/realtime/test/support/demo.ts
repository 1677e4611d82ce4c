/**
 * A data folder filled with the demo, made once for the sources as they are and copied for each server: filling it takes
 * seconds (the product makes the published files itself), copying it milliseconds.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');
const prefix = 'samsyn-demo-';
/** A maker that has not finished by now has died. */
const patience = 120_000;
const old = 30 * 60_000;

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });

/** What the demo in the store depends on. */
const sources = ['apps/realtime/src', ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}/src`)];

const fingerprint = (): string => {
  const hash = createHash('sha256');
  for (const file of sources
    .map((folder) => join(root, folder))
    .filter(existsSync)
    .flatMap(filesUnder)) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
};

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @returns whether we hold the lock; another's is waited for by the caller. */
const lock = async (folder: string): Promise<boolean> => {
  try {
    await mkdir(folder);
    return true;
  } catch {
    const made = await stat(folder).catch(() => null);
    if (made && Date.now() - made.mtimeMs > patience) await rm(folder, { recursive: true, force: true });
    return false;
  }
};

/** Takes away what earlier sources left; what is young may be another run's. */
const removeOld = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(tmpdir(), name);
    const found = await stat(folder).catch(() => null);
    if (found && Date.now() - found.mtimeMs > old) await rm(folder, { recursive: true, force: true });
  }
};

/** @param fill starts the product on the folder and stops it again */
const template = async (fill: (folder: string) => Promise<void>): Promise<string> => {
  const name = `${prefix}${fingerprint()}`;
  const folder = join(tmpdir(), name);
  while (!existsSync(folder)) {
    if (!(await lock(`${folder}.lock`))) {
      await pause(200);
      continue;
    }
    try {
      if (existsSync(folder)) break;
      await removeOld();
      const making = await mkdtemp(`${folder}-`);
      await fill(making);
      await rename(making, folder);
    } finally {
      await rm(`${folder}.lock`, { recursive: true, force: true });
    }
  }
  return folder;
};

/** @returns a new data folder that holds the demo. */
export const demoFolder = async (fill: (folder: string) => Promise<void>): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), 'samsyn-test-'));
  await cp(await template(fill), copy, { recursive: true });
  return copy;
};
