/** Scenarios A, B and C: what the server's CPU costs while people type, beside the peers. */
import { median } from '../table.ts';
import { type Home, type ServerName, start } from './servers.ts';
import { fillRooms, measureTyping, type Typed, type TypingPlan } from './typing.ts';
import type { Measured, Verdict } from './verdict.ts';

type Crowd = {
  title: string;
  rooms: number;
  people: number;
  typing: number;
  plan: TypingPlan;
  servers: readonly ServerName[];
  judge: (by: Map<ServerName, Typed>) => Verdict[];
};

const runOnce = async (crowd: Crowd, name: ServerName, home: Home): Promise<Typed> => {
  const server = await start(name, home);
  try {
    const rooms = await fillRooms(server, crowd.rooms, crowd.people, crowd.typing);
    const typed = await measureTyping(server, rooms, crowd.plan);
    for (const room of rooms) for (const person of room.people) person.leave();
    return typed;
  } finally {
    await server.stop();
  }
};

const medians = (runs: readonly Typed[]): Typed => ({
  cpu: median(runs.map((run) => run.cpu)),
  p50: median(runs.map((run) => run.p50)),
  p99: median(runs.map((run) => run.p99)),
  arrived: Math.min(...runs.map((run) => run.arrived)),
});

const ratio = (by: Map<ServerName, Typed>, to: ServerName): number =>
  (by.get('samsyn')?.cpu ?? Number.NaN) / (by.get(to)?.cpu ?? Number.NaN);
const cpuTo = (by: Map<ServerName, Typed>, to: ServerName, limit: number): Verdict => ({
  what: `server CPU to ${to}`,
  measured: ratio(by, to),
  limit,
  unit: 'x',
});
const p99 = (by: Map<ServerName, Typed>, limit: number): Verdict => ({
  what: 'p99',
  measured: by.get('samsyn')?.p99 ?? Number.NaN,
  limit,
  unit: 'ms',
});

const measureCrowd = async (crowd: Crowd, home: Home, runs: number): Promise<Measured> => {
  const all = new Map<ServerName, Typed[]>(crowd.servers.map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const name of crowd.servers) all.get(name)?.push(await runOnce(crowd, name, home));
  }
  const by = new Map([...all].map(([name, typed]) => [name, medians(typed)]));
  const relay = by.get('relay')?.cpu ?? Number.NaN;
  return {
    title: crowd.title,
    columns: ['server', 'server CPU, % of a core', 'to the relay', 'p50 ms', 'p99 ms', 'arrived'],
    rows: [...by].map(([name, typed]) => [
      name,
      typed.cpu.toFixed(1),
      `${(typed.cpu / relay).toFixed(2)} x`,
      typed.p50.toFixed(1),
      typed.p99.toFixed(1),
      `${(typed.arrived * 100).toFixed(1)} %`,
    ]),
    verdicts: crowd.judge(by),
  };
};

const peers: readonly ServerName[] = ['samsyn', 'relay', 'y-websocket', 'hocuspocus'];

const seminar: Crowd = {
  title: 'A. A seminar: 30 people typing 5 keys/s in one document, durable',
  rooms: 1,
  people: 30,
  typing: 30,
  plan: { perSecond: 5, warmUp: 100_000, warmUpPerSecond: 20, milliseconds: 10_000 },
  servers: peers,
  judge: (by) => [cpuTo(by, 'relay', 0.9), cpuTo(by, 'y-websocket', 0.6), p99(by, 5)],
};

const manyRooms: Crowd = {
  title: 'B. 100 rooms of 5 people, 2 keys/s',
  rooms: 100,
  people: 5,
  typing: 5,
  plan: { perSecond: 2, warmUp: 40_000, warmUpPerSecond: 3, milliseconds: 10_000 },
  servers: [...peers, 'y-websocket + leveldb'],
  judge: (by) => [cpuTo(by, 'relay', 1.2), cpuTo(by, 'y-websocket', 0.6)],
};

const lecture = (perSecond: number, limit: number, longest: number | null): Crowd => ({
  title: `C. 300 people in one document, 30 of them typing ${perSecond} key${perSecond === 1 ? '' : 's'}/s`,
  rooms: 1,
  people: 300,
  typing: 30,
  plan: { perSecond, warmUp: 20_000, warmUpPerSecond: 5, milliseconds: 8000 },
  servers: ['samsyn', 'relay', 'y-websocket'],
  judge: (by) => [cpuTo(by, 'relay', limit), ...(longest === null ? [] : [p99(by, longest)])],
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
