/** Scenario G: kill -9 while ten people type; what of that which was acknowledged, or seen by another, is lost. */
import * as Y from 'yjs';
import { Person } from './person.ts';
import { type Home, placeOf, type Running, type ServerName, start } from './servers.ts';
import { fill, type Room, sleep, typeFor } from './typing.ts';
import type { Measured } from './verdict.ts';

const people = 10;
const perSecond = 10;
/** What another has seen for this long must not vanish. Milliseconds. */
const seenFor = 100;
const names: readonly ServerName[] = ['samsyn', 'y-websocket + leveldb', 'hocuspocus + sqlite'];

type Lost = { acknowledged: number; seen: number; typed: number };

/** How far each one's words were seen by the watcher, long enough before the end. */
const seenBy = (room: Room, clientId: number, end: number): number => {
  const [watcher] = room.watchers;
  const seenAt = watcher?.seenAt.get(clientId) ?? [];
  return seenAt.findLastIndex((at) => at !== undefined && at <= end - seenFor) + 1;
};

const killOnce = async (server: Running, home: Home): Promise<Lost> => {
  const place = await server.place();
  const room = await fill(place, people, people, 1);
  await typeFor(room.typists, perSecond, 1000 + Math.random() * 3000, true);
  const end = performance.now();
  const promised = room.typists.map((person) => ({
    person,
    clock: person.clock,
    acknowledged: person.clockAfter[person.acknowledged] ?? 0,
    seen: seenBy(room, person.clientId, end),
  }));
  await server.stop('SIGKILL');
  for (const person of room.people) person.leave();
  const again = await start(server.name, home);
  try {
    const reader = await Person.join({
      ...placeOf(again.port, place.dialect, place.documentName, place.headers['Cookie']),
    });
    await sleep(500);
    const lost = { acknowledged: 0, seen: 0, typed: 0 };
    for (const { person, clock, acknowledged, seen } of promised) {
      const kept = Y.getState(reader.doc.store, person.clientId);
      lost.acknowledged += Math.max(0, acknowledged - kept);
      lost.seen += Math.max(0, seen - kept);
      lost.typed += Math.max(0, clock - kept);
    }
    reader.leave();
    return lost;
  } finally {
    await again.stop();
  }
};

export const measureKills = async (home: Home, runs: number): Promise<Measured[]> => {
  const all = new Map<ServerName, Lost>(names.map((name) => [name, { acknowledged: 0, seen: 0, typed: 0 }]));
  for (let run = 0; run < runs; run += 1) {
    for (const name of names) {
      const lost = await killOnce(await start(name, home), home);
      const sum = all.get(name);
      if (!sum) continue;
      sum.acknowledged += lost.acknowledged;
      sum.seen += lost.seen;
      sum.typed += lost.typed;
    }
  }
  const ours = all.get('samsyn');
  return [
    {
      title: `G. kill -9 while ${people} people type ${perSecond} keys/s, ${runs} times`,
      columns: [
        'server',
        'acknowledged keys lost',
        `keys lost that another saw ${seenFor} ms before`,
        'keys lost in all',
      ],
      rows: [...all].map(([name, { acknowledged, seen, typed }]) => [
        name,
        name.startsWith('y-websocket') ? 'acknowledges nothing' : String(acknowledged),
        String(seen),
        String(typed),
      ]),
      verdicts: [
        { what: 'acknowledged keys lost', measured: ours?.acknowledged ?? Number.NaN, limit: 0, unit: 'keys' },
        { what: 'seen keys lost', measured: ours?.seen ?? Number.NaN, limit: 0, unit: 'keys' },
      ],
    },
  ];
};
