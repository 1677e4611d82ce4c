/** Scenario D: how many edits a second one document takes on one core while they are still seen within 20 ms. */
import { median } from '../table.ts';
import { type Home, type Running, type ServerName, start } from './servers.ts';
import { fill, HungUp, type Typed, Typing } from './typing.ts';
import type { Measured } from './verdict.ts';

const people = 30;
const longest = 20;
/** Where the search begins: what each server is sure to manage, so that it ends sooner. Edits a second. */
const startsAt = { samsyn: 8000, relay: 1500, 'y-websocket': 1500, hocuspocus: 1500 } as const;
type Name = keyof typeof startsAt;
const names: readonly Name[] = ['samsyn', 'relay', 'y-websocket', 'hocuspocus'];
/** Halvings between the last rate that was managed and the first that was not. */
const halvings = 3;
const most = 200_000;

/** A hiccup of 30 ms in a step is let pass, as the hundredth part of it. */
const step = 3000;
/** A rate is managed when it is in two of three steps: garbage that is collected now and then makes a step late. */
const tries = 3;

/**
 * Node has four threads help to collect garbage, whatever it runs on. On the one core that a server has here they leave it a
 * fifth of that while they mark, for a tenth of a second: each is told that it is alone.
 */
const flags = ['--single-threaded-gc'];

const search = async (server: Running, from: number): Promise<number> => {
  let room = await fill(await server.place(), people, people, 1);
  const type = async (rate: number, warmUp: number): Promise<Typed> => {
    const plan = { perSecond: rate / people, warmUp, milliseconds: step, hasCaret: false };
    const typing = new Typing(server, [room], plan);
    await typing.warmUp();
    await typing.turn();
    return typing.typed;
  };
  const isInTime = async (rate: number): Promise<boolean> => {
    try {
      const { p99, arrived } = await type(rate, 500);
      if (arrived === 1) return p99 < longest;
    } catch (error) {
      if (!(error instanceof HungUp)) throw error;
    }
    // What it could not cope with is not to be in the way of the next step.
    for (const person of room.people) person.leave();
    room = await fill(await server.place(), people, people, 1);
    return false;
  };
  const manages = async (rate: number): Promise<boolean> => {
    let inTime = 0;
    let late = 0;
    while (Math.max(inTime, late) <= tries / 2) {
      if (await isInTime(rate)) inTime += 1;
      else late += 1;
    }
    return inTime > late;
  };
  // The server's code is compiled by then.
  await type(from, 10_000);
  let managed = 0;
  let failed = from;
  for (; failed < most && (await manages(failed)); failed *= 2) managed = failed;
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = (managed + failed) / 2;
    if (await manages(middle)) managed = middle;
    else failed = middle;
  }
  for (const person of room.people) person.leave();
  return managed;
};

export const measureMost = async (home: Home, runs: number): Promise<Measured[]> => {
  const all = new Map<ServerName, number[]>(names.map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const name of names) {
      const unlimited = { LIMIT_MESSAGES_PER_SECOND: '0', LIMIT_BYTES_PER_SECOND: '0' };
      const server = await start(name, home, unlimited, flags);
      try {
        all.get(name)?.push(await search(server, startsAt[name]));
      } finally {
        await server.stop();
      }
    }
  }
  const measured = median(all.get('samsyn') ?? []);
  return [
    {
      title: `D. Most edits a second in one document (${people} people, p99 below ${longest} ms)`,
      columns: ['server', 'edits/s', 'samsyn to it'],
      rows: [...all].map(([name, rates]) => [
        name,
        String(Math.round(median(rates))),
        `${(measured / median(rates)).toFixed(1)} x`,
      ]),
      verdicts: [{ what: 'edits a second', measured, limit: 20_000, unit: 'edits/s', isLeast: true }],
    },
  ];
};
