/**
 * npm run bench -- sync [A-G] [--runs N]: DESIGN's scenarios against the peers, interleaved, each server on the first core and
 * the load on the second, CPU from the operating system, medians of the runs.
 */
import { measureLecture, measureRooms, measureSeminar } from './crowd.ts';
import { measureConnections } from './idle.ts';
import { measureKills } from './kill.ts';
import { measureMost } from './most.ts';
import { measureOpening } from './open.ts';
import { type Home, makeHome } from './servers.ts';
import { takeLoadCore } from './server-process.ts';
import { isReached, markdownOf, type Measured } from './verdict.ts';

const scenarios: Record<string, (home: Home, runs: number) => Promise<Measured[]>> = {
  A: measureSeminar,
  B: measureRooms,
  C: measureLecture,
  D: measureMost,
  E: measureOpening,
  F: measureConnections,
  G: measureKills,
};
export const scenarioNames = Object.keys(scenarios);

/** @param asked names of scenarios; all when there are none. @returns whether every figure is reached */
export const benchSync = async (asked: readonly string[], runs: number): Promise<boolean> => {
  const isPinned = takeLoadCore();
  console.log(`\n## Sync (medians of ${runs}${isPinned ? '' : '; no taskset: server and load share all cores'})\n`);
  const home = await makeHome();
  let reached = true;
  try {
    for (const [name, measure] of Object.entries(scenarios)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      for (const measured of await measure(home, runs)) {
        console.log(markdownOf(measured));
        reached = measured.verdicts.every(isReached) && reached;
      }
    }
  } finally {
    await home.remove();
  }
  return reached;
};
