/** Scenario E: opening a document that nobody has open, after 260,000 edits. */
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LeveldbPersistence } from 'y-leveldb';
import { median } from '../table.ts';
import { Person, type Place } from './person.ts';
import { type Home, placeOf, type Running, type ServerName, start } from './servers.ts';
import { sleep } from './typing.ts';
import { edits, makeTrace, type Trace } from './trace.ts';
import type { Measured } from './verdict.ts';

/** The peers with a store are given what they would have stored by then; their documents have this name. */
const peerDocument = 'document-1';
/** How far the sender may be ahead of what is durable. Messages. */
const mostAhead = 4000;
/** After the last one has left a document is closed, and its journal merged. Milliseconds. */
const closesWithin = 9000;

/**
 * To tell its memory a server collects garbage thoroughly, which its engine goes on clearing up after; only then is a
 * document opened. Milliseconds.
 */
const settlesWithin = 300;

/** Less is not the document. */
const contentBytes = 50_000;

type Prepared = { name: ServerName; place(server: Running): Place; reset(): Promise<void> };
type Opened = { milliseconds: number; cpu: number; megabytes: number };

/** The product gets every edit as a message of its own, through the socket. */
const prepareSamsyn = async (home: Home, trace: Trace): Promise<Prepared> => {
  const unlimited = { LIMIT_MESSAGES_PER_SECOND: '0', LIMIT_BYTES_PER_SECOND: '0' };
  const server = await start('samsyn', home, unlimited);
  const place = await server.place();
  const writer = await Person.join(place);
  writer.onUpdate = () => {};
  for (const update of trace.updates) {
    writer.send(update);
    while (writer.sent - writer.acknowledged > mostAhead) await sleep(5);
  }
  while (writer.acknowledged < writer.sent) await sleep(20);
  writer.leave();
  await sleep(closesWithin);
  await server.stop();
  const cookie = place.headers['Cookie'];
  return {
    name: 'samsyn',
    place: ({ port }) => placeOf(port, 'samsyn', place.documentName, cookie),
    reset: async () => {},
  };
};

const prepareHocuspocus = async (home: Home, trace: Trace): Promise<Prepared> => {
  const database = new DatabaseSync(join(home.folder, 'documents.sqlite'));
  database.exec('CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, state BLOB NOT NULL)');
  database.prepare('INSERT OR REPLACE INTO documents VALUES (?, ?)').run(peerDocument, trace.state);
  database.close();
  return {
    name: 'hocuspocus + sqlite',
    place: ({ port }) => placeOf(port, 'hocuspocus', peerDocument),
    reset: async () => {},
  };
};

/** It stores each edit, and merges them when the document is opened: each start has a fresh copy. */
const prepareLeveldb = async (home: Home, trace: Trace): Promise<Prepared> => {
  const kept = join(home.folder, 'leveldb-kept');
  const store = new LeveldbPersistence(kept);
  for (const update of trace.updates) await store.storeUpdate(peerDocument, update);
  await store.destroy();
  const reset = async (): Promise<void> => {
    await rm(join(home.folder, 'leveldb'), { recursive: true, force: true });
    await mkdir(join(home.folder, 'leveldb'), { recursive: true });
    await cp(kept, join(home.folder, 'leveldb'), { recursive: true });
  };
  return {
    name: 'y-websocket + leveldb',
    place: ({ port }) => placeOf(port, 'y-websocket', peerDocument),
    reset,
  };
};

/** Peers name their documents by counting: not with the name of the one that is measured. */
const smallDocument = (place: Place, number: number): Place =>
  place.dialect === 'samsyn' ? place : placeOf(place.port, place.dialect, `small-${number}`);

/** The server's code is compiled by some small documents first; this one it has never opened. */
const openOnce = async (prepared: Prepared, home: Home): Promise<Opened> => {
  await prepared.reset();
  const server = await start(prepared.name, home);
  try {
    for (let small = 0; small < 10; small += 1) {
      const person = await Person.join(smallDocument(await server.place(), small));
      person.leave();
    }
    await sleep(1000);
    await server.cpu();
    const memory = await server.memory();
    await sleep(settlesWithin);
    const cpu = await server.cpu();
    const began = performance.now();
    const reader = await Person.join(prepared.place(server), false);
    // One peer answers with nothing at first, and sends the content when it has it.
    await reader.content(contentBytes);
    const milliseconds = reader.contentAt - began;
    await sleep(300);
    const used = (await server.cpu()) - cpu;
    const megabytes = ((await server.memory()) - memory) / 1024 / 1024;
    reader.leave();
    return { milliseconds, cpu: used, megabytes };
  } finally {
    await server.stop();
  }
};

export const measureOpening = async (home: Home, runs: number): Promise<Measured[]> => {
  const trace = makeTrace();
  const prepared = [
    await prepareSamsyn(home, trace),
    await prepareHocuspocus(home, trace),
    await prepareLeveldb(home, trace),
  ];
  const all = new Map<ServerName, Opened[]>(prepared.map(({ name }) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const one of prepared) all.get(one.name)?.push(await openOnce(one, home));
  }
  const rows = [...all].map(([name, opened]) => ({
    name,
    milliseconds: median(opened.map((one) => one.milliseconds)),
    cpu: median(opened.map((one) => one.cpu)),
    megabytes: median(opened.map((one) => one.megabytes)),
  }));
  const ours = rows.find(({ name }) => name === 'samsyn');
  return [
    {
      title: `E. Opening a document after ${edits.toLocaleString('en')} edits (${Math.round(trace.state.length / 1024)} kB)`,
      columns: ['server', 'content at the client, ms', 'server CPU, ms', 'memory, MB'],
      rows: rows.map(({ name, milliseconds, cpu, megabytes }) => [
        name,
        milliseconds.toFixed(1),
        cpu.toFixed(1),
        megabytes.toFixed(1),
      ]),
      verdicts: [
        { what: 'content at the client', measured: ours?.milliseconds ?? Number.NaN, limit: 15, unit: 'ms' },
        { what: 'server CPU', measured: ours?.cpu ?? Number.NaN, limit: 20, unit: 'ms' },
        { what: 'memory', measured: ours?.megabytes ?? Number.NaN, limit: 5, unit: 'MB' },
      ],
    },
  ];
};
