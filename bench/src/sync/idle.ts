/** Scenario F: what an idle connection costs in memory. */
import { median } from '../table.ts';
import { Person, type Place } from './person.ts';
import { type Home, type ServerName, start } from './servers.ts';
import { sleep } from './typing.ts';
import type { Measured } from './verdict.ts';

const rooms = 50;
/** Those who are there before anything is counted, so that what a server's heap takes once is not counted; and the rest. */
const firstPerRoom = 12;
const perRoom = 28;
const names: readonly ServerName[] = ['samsyn', 'relay', 'y-websocket', 'hocuspocus'];

/** People who are there, seen by the others, and silent. */
const joinAll = async (places: readonly Place[], each: number): Promise<Person[]> => {
  const joined: Person[] = [];
  for (const place of places) {
    const here = await Promise.all(Array.from({ length: each }, () => Person.join(place)));
    for (const person of here) {
      person.greet();
      person.forget();
    }
    joined.push(...here);
  }
  return joined;
};

/** @returns kB that each connection costs */
const measureIdle = async (name: ServerName, home: Home): Promise<number> => {
  const server = await start(name, home);
  const people: Person[] = [];
  try {
    const places: Place[] = [];
    for (let room = 0; room < rooms; room += 1) places.push(await server.place());
    people.push(...(await joinAll(places, firstPerRoom)));
    await sleep(1500);
    const before = await server.memory();
    const counted = await joinAll(places, perRoom);
    people.push(...counted);
    await sleep(1500);
    const after = await server.memory();
    if (people.some((person) => person.isGone)) throw new Error(`${name} hung up on somebody`);
    return (after - before) / counted.length / 1024;
  } finally {
    for (const person of people) person.leave();
    await server.stop();
  }
};

export const measureConnections = async (home: Home, runs: number): Promise<Measured[]> => {
  const all = new Map<ServerName, number[]>(names.map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const name of names) all.get(name)?.push(await measureIdle(name, home));
  }
  return [
    {
      title: `F. Idle connections: ${rooms * perRoom} more beside ${rooms * firstPerRoom} in ${rooms} documents`,
      columns: ['server', 'kB each'],
      rows: [...all].map(([name, sizes]) => [name, median(sizes).toFixed(1)]),
      verdicts: [{ what: 'memory of a connection', measured: median(all.get('samsyn') ?? []), limit: 15, unit: 'kB' }],
    },
  ];
};
