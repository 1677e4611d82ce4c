/** Scenarios A, B and C: what the server's CPU costs while people type, beside the peers. */
import { median } from '../table.ts';
import { type Home, type Running, type ServerName, start } from './servers.ts';
import { fillRooms, type Typed, Typing, type TypingPlan } from './typing.ts';
import type { Measured, Verdict } from './verdict.ts';

type Crowd = {
  title: string;
  rooms: number;
  people: number;
  typing: number;
  plan: TypingPlan;
  servers: readonly ServerName[];
  judge: (runs: readonly Run[]) => Verdict[];
};

/**
 * A machine is slower and faster for minutes at a time, and a ratio is of what is measured in the same minutes: all servers
 * are filled and warmed up, then each is typed in for some seconds while the others have nothing to do, so many times.
 */
const turns = 5;

/** What was measured of each server in one run. */
type Run = Map<ServerName, Typed>;

const runOnce = async (crowd: Crowd, home: Home): Promise<Run> => {
  const servers: Running[] = [];
  const all = new Map<ServerName, Typing>();
  try {
    for (const name of crowd.servers) {
      const server = await start(name, home);
      servers.push(server);
      const rooms = await fillRooms(server, crowd.rooms, crowd.people, crowd.typing);
      const typing = new Typing(server, rooms, crowd.plan);
      all.set(name, typing);
      await typing.warmUp();
    }
    for (let turn = 0; turn < turns; turn += 1) {
      // There and back, so that nobody is always behind the same other.
      const order = turn % 2 === 0 ? [...all.values()] : [...all.values()].toReversed();
      for (const typing of order) await typing.turn();
    }
    for (const typing of all.values()) typing.leave();
    return new Map([...all].map(([name, { typed }]) => [name, typed]));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
};

const ratio = (run: Run, name: ServerName, to: ServerName): number =>
  (run.get(name)?.cpu ?? Number.NaN) / (run.get(to)?.cpu ?? Number.NaN);
/** Of each run, since what is compared was measured in the same minutes. */
const ratios = (runs: readonly Run[], name: ServerName, to: ServerName): number[] =>
  runs.map((run) => ratio(run, name, to));
const figures = (runs: readonly Run[], name: ServerName, figure: keyof Typed): number[] =>
  runs.map((run) => run.get(name)?.[figure] ?? Number.NaN);

const verdict = (what: string, runs: readonly number[], limit: number, unit: string): Verdict => ({
  what,
  measured: median(runs),
  limit,
  unit,
  runs,
});
const cpuTo = (runs: readonly Run[], to: ServerName, limit: number): Verdict =>
  verdict(`server CPU to ${to}`, ratios(runs, 'samsyn', to), limit, 'x');
const p99 = (runs: readonly Run[], limit: number): Verdict =>
  verdict('p99', figures(runs, 'samsyn', 'p99'), limit, 'ms');

const measureCrowd = async (crowd: Crowd, home: Home, count: number): Promise<Measured> => {
  const runs: Run[] = [];
  while (runs.length < count) runs.push(await runOnce(crowd, home));
  return {
    title: crowd.title,
    columns: ['server', 'server CPU, % of a core', 'to the relay', 'p50 ms', 'p99 ms', 'arrived'],
    rows: crowd.servers.map((name) => [
      name,
      median(figures(runs, name, 'cpu')).toFixed(1),
      `${median(ratios(runs, name, 'relay')).toFixed(2)} x`,
      median(figures(runs, name, 'p50')).toFixed(1),
      median(figures(runs, name, 'p99')).toFixed(1),
      `${(Math.min(...figures(runs, name, 'arrived')) * 100).toFixed(1)} %`,
    ]),
    verdicts: crowd.judge(runs),
  };
};

/** The last one hangs up on who has said nothing for a minute: it has not to wait for others to be warmed up. */
const peers: readonly ServerName[] = ['samsyn', 'relay', 'y-websocket', 'hocuspocus'];

const seminar: Crowd = {
  title: 'A. A seminar: 30 people typing 5 keys/s in one document, durable',
  rooms: 1,
  people: 30,
  typing: 30,
  plan: { perSecond: 5, warmUp: 100_000, warmUpPerSecond: 20, milliseconds: 3000 },
  servers: peers,
  judge: (runs) => [cpuTo(runs, 'relay', 0.9), cpuTo(runs, 'y-websocket', 0.6), p99(runs, 5)],
};

const manyRooms: Crowd = {
  title: 'B. 100 rooms of 5 people, 2 keys/s',
  rooms: 100,
  people: 5,
  typing: 5,
  plan: { perSecond: 2, warmUp: 40_000, warmUpPerSecond: 3, milliseconds: 3000 },
  servers: ['samsyn', 'relay', 'y-websocket', 'y-websocket + leveldb', 'hocuspocus'],
  judge: (runs) => [cpuTo(runs, 'relay', 1.2), cpuTo(runs, 'y-websocket', 0.6)],
};

const lecture = (perSecond: number, limit: number, longest: number | null): Crowd => ({
  title: `C. 300 people in one document, 30 of them typing ${perSecond} key${perSecond === 1 ? '' : 's'}/s`,
  rooms: 1,
  people: 300,
  typing: 30,
  plan: { perSecond, warmUp: 40_000, warmUpPerSecond: 5, milliseconds: 3000 },
  servers: ['samsyn', 'relay', 'y-websocket'],
  judge: (runs) => [cpuTo(runs, 'relay', limit), ...(longest === null ? [] : [p99(runs, longest)])],
});

export const measureSeminar = async (home: Home, runs: number): Promise<Measured[]> => [
  await measureCrowd(seminar, home, runs),
];
export const measureRooms = async (home: Home, runs: number): Promise<Measured[]> => [
  await measureCrowd(manyRooms, home, runs),
];
export const measureLecture = async (home: Home, runs: number): Promise<Measured[]> => [
  await measureCrowd(lecture(1, 0.6, null), home, runs),
  await measureCrowd(lecture(5, 0.25, 16), home, runs),
];
