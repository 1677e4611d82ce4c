import { once } from 'node:events';
import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { killAll, leanStore } from './child.ts';
import type { Child, Lean } from './child.ts';
import { newFolder, seeded } from './support.ts';
import { Wire } from './wire.ts';
import { Writers } from './writers.ts';

/** Every kill is a kill -9 of a process; the store that it leaves is the next one's. */
const KILLS = Number(process.env['STORE_KILLS'] ?? 200);
const IN_CHECKPOINTS = 16;
const IN_RESTORES = 16;
const RESTORED_MB = 24;
const SEED = Number(process.env['STORE_SEED'] ?? 20180820);
const MINUTES = 60_000;

let lean: Lean;
const folder = newFolder();
beforeAll(async () => {
  lean = await leanStore(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(killAll);

/** Milliseconds from the writers' first command to the kill: as often ten microseconds as a hundred milliseconds. */
function momentOf(random: () => number): number {
  return random() < 0.6 ? 10 ** (-2 + random() * 4.5) : random() * 60;
}

async function pass(milliseconds: number): Promise<void> {
  if (milliseconds >= 2) return new Promise((resolve) => setTimeout(resolve, milliseconds));
  const end = performance.now() + milliseconds;
  while (performance.now() < end) await new Promise((resolve) => setImmediate(resolve));
  return undefined;
}

/** Until the store's file is written to: the log is being carried into it. False when it is not, in good time. */
async function checkpointBegins(file: string): Promise<boolean> {
  const before = statSync(file, { bigint: true }).mtimeNs;
  const end = performance.now() + 5000;
  while (performance.now() < end) {
    if (statSync(file, { bigint: true }).mtimeNs !== before) return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}

async function connect(child: Child, count: number): Promise<Wire[]> {
  expect(child.line).toMatch(/mongodb\.sock$/);
  return Promise.all(Array.from({ length: count }, () => Wire.connect(child.line)));
}

/** Until a restore has begun to write what will be the store. It may end first, on a busy machine. */
async function copyBegins(child: Child, part: string): Promise<void> {
  const end = performance.now() + 5000;
  while (!existsSync(part) && child.process.exitCode === null && performance.now() < end)
    await new Promise((resolve) => setImmediate(resolve));
}

/** Opens, looks, writes, is killed; and again. Answers how many of the kills came when the file was being written. */
async function killAgainAndAgain(dir: string, writers: Writers, moments: readonly (number | 'checkpoint')[]) {
  let inCheckpoints = 0;
  for (const [at, moment] of moments.entries()) {
    const child = await lean('serve', dir);
    try {
      const wires = await connect(child, writers.connections);
      const [first] = wires;
      if (!first) throw new Error('Nobody writes');
      if (at === 0) await writers.prepare(first);
      await writers.check(first);
      const written = writers.write(wires);
      if (moment === 'checkpoint') inCheckpoints += Number(await checkpointBegins(join(dir, 'store.sqlite')));
      else await pass(moment);
      await child.kill();
      await written;
    } finally {
      await child.kill();
    }
  }
  const child = await lean('serve', dir);
  const [last] = await connect(child, 1);
  if (last) await writers.check(last);
  await child.kill();
  return inCheckpoints;
}

it(
  `loses nothing that was acknowledged, and has nothing by half or twice, by ${KILLS} kills at random moments under writers and ${IN_CHECKPOINTS} in checkpoints (seed ${SEED})`,
  { timeout: 10 * MINUTES },
  async () => {
    const random = seeded(SEED);
    const dirs = [newFolder(), newFolder()];
    const half = () => Array.from({ length: KILLS / 2 }, () => momentOf(random));
    const withCheckpoints = half().flatMap((moment, at): (number | 'checkpoint')[] =>
      at % Math.floor(KILLS / 2 / IN_CHECKPOINTS) === 1 ? [moment, 'checkpoint'] : [moment],
    );
    const [small, large] = [new Writers(false), new Writers(true)];
    try {
      const [, inCheckpoints] = await Promise.all([
        killAgainAndAgain(dirs[0] ?? '', small, half()),
        killAgainAndAgain(dirs[1] ?? '', large, withCheckpoints),
      ]);
      expect(inCheckpoints).toBeGreaterThanOrEqual(IN_CHECKPOINTS / 2);
      expect(small.acknowledged + large.acknowledged).toBeGreaterThan(KILLS * 3);
    } finally {
      for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
    }
  },
);

it(
  `has no store or the whole one after each of ${IN_RESTORES} kills within a restore`,
  { timeout: MINUTES },
  async () => {
    const random = seeded(SEED);
    const [from, to] = [newFolder(), newFolder()];
    const file = join(from, 'backup.sqlite');
    const writers = new Writers(true);
    const made = await lean('serve', from);
    const wires = await connect(made, writers.connections);
    if (wires[0]) {
      await writers.prepare(wires[0]);
      // So much that a restore takes a while.
      for (let _id = 0; _id < RESTORED_MB; _id += 1)
        await wires[0].command({ insert: 'attachments', documents: [{ _id, bytes: Buffer.alloc(1_000_000, _id) }] });
    }
    const written = writers.write(wires);
    await pass(500);
    await made.kill();
    await written;
    const again = await lean('serve', from);
    await again.stop();
    copyFileSync(join(from, 'store.sqlite'), file);
    let halfway = 0;
    try {
      for (let kill = 0; kill < IN_RESTORES; kill += 1) {
        const child = await lean('restore', to, file);
        expect(child.line).toBe('begun');
        // Every other one surely when the copy is on its way, as far as one can see that from outside.
        if (kill % 2 === 1) await copyBegins(child, join(to, 'store.sqlite.part'));
        await pass(random() * 60);
        await child.kill();
        halfway += Number(existsSync(join(to, 'store.sqlite.part')));
        if (existsSync(join(to, 'store.sqlite'))) {
          const store = await lean('serve', to);
          const [wire] = await connect(store, 1);
          if (wire) await writers.check(wire);
          await store.kill();
          rmSync(to, { recursive: true });
        }
      }
      const whole = await lean('restore', to, file);
      if (whole.process.exitCode === null) await once(whole.process, 'exit');
      expect(existsSync(join(to, 'store.sqlite'))).toBe(true);
      expect(halfway).toBeGreaterThan(0);
    } finally {
      for (const dir of [from, to]) rmSync(dir, { recursive: true, force: true });
    }
  },
);
