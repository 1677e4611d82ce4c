import { rmSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import type { MongoClientOptions, ServerHeartbeatSucceededEvent } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedStore } from '../src/index.ts';
import { socketPath } from './raw.ts';
import { newFolder, openStore } from './support.ts';
import type { Opened } from './support.ts';

/** What a driver does of itself, beside commands: specifications/source/server-discovery-and-monitoring and sessions. */

let opened: Opened;

beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

/** The heartbeats that a client of these options has had when there are so many. */
async function heartbeats(options: MongoClientOptions, count: number): Promise<ServerHeartbeatSucceededEvent[]> {
  const client = new MongoClient(opened.store.uri, { ...options, heartbeatFrequencyMS: 500 });
  const seen: ServerHeartbeatSucceededEvent[] = [];
  const enough = new Promise<void>((resolve) => {
    client.on('serverHeartbeatSucceeded', (event) => {
      seen.push(event);
      if (seen.length === count) resolve();
    });
  });
  await client.connect();
  await enough;
  await client.close();
  return seen;
}

describe('a driver', () => {
  it('that streams its heartbeats has each held back until its time, one after another', async () => {
    const began = performance.now();
    const seen = await heartbeats({ serverMonitoringMode: 'stream' }, 4);
    // The first is answered at once; timers may be a little early.
    expect(performance.now() - began).toBeGreaterThan(3 * 490);
    for (const { awaited, reply } of seen.slice(1)) {
      expect(awaited).toBe(true);
      expect(reply).toMatchObject({ isWritablePrimary: true, topologyVersion: seen[0]?.reply['topologyVersion'] });
    }
  });

  it('that polls is answered at once', async () => {
    const seen = await heartbeats({ serverMonitoringMode: 'poll' }, 2);
    expect(seen.map(({ awaited }) => awaited)).toEqual([false, false]);
  });

  it('finds the one member of the replica set by itself, and its primary', async () => {
    const dir = newFolder();
    const store = await startEmbeddedStore({ dir, port: 0 });
    const uri = store.uri.replace('directConnection=true', 'replicaSet=samsyn');
    const client = await MongoClient.connect(uri, { compressors: ['zlib'], readPreference: 'nearest' });
    const things = client.db().collection<{ _id: number }>('found');
    await things.insertOne({ _id: 1 }, { writeConcern: { w: 'majority', j: true, wtimeoutMS: 5000 } });
    expect(await things.find({}, { readConcern: 'majority', maxTimeMS: 1000, comment: 'x' }).toArray()).toEqual([
      { _id: 1 },
    ]);
    await client.close();
    await store.close();
    rmSync(dir, { recursive: true });
  });

  it('that wants another replica set does not take this one for it', async () => {
    const uri = `mongodb://${encodeURIComponent(socketPath(opened.store.uri))}/samsyn?replicaSet=another`;
    const connecting = MongoClient.connect(uri, { serverSelectionTimeoutMS: 300 });
    await expect(connecting).rejects.toThrow(/selection/i);
  });

  it('passes the time of the cluster on, and reads after it in a session', async () => {
    const client = new MongoClient(opened.store.uri, { monitorCommands: true });
    const sent: Record<string, unknown>[] = [];
    client.on('commandStarted', ({ command }) => sent.push(command));
    await client.withSession(async (session) => {
      const things = client.db().collection<{ _id: number }>('gossip');
      await things.insertOne({ _id: 1 }, { session });
      expect(await things.findOne({ _id: 1 }, { session })).toEqual({ _id: 1 });
      expect(session.operationTime).toBeDefined();
    });
    expect(sent.at(-1)).toMatchObject({
      readConcern: { afterClusterTime: expect.anything() },
      $clusterTime: { clusterTime: expect.anything() },
    });
    await client.close();
    expect(sent.map((command) => Object.keys(command)[0])).toEqual(['insert', 'find', 'endSessions']);
  });

  it('closes the cursors that it leaves open', async () => {
    const client = new MongoClient(opened.store.uri, { monitorCommands: true });
    const replies: unknown[] = [];
    client.on('commandSucceeded', ({ commandName, reply }) => {
      if (commandName === 'killCursors') replies.push(reply);
    });
    const things = client.db().collection('left');
    await things.insertMany(Array.from({ length: 10 }, () => ({})));
    const cursor = things.find({}, { batchSize: 2 });
    await cursor.next();
    await cursor.close();
    expect(replies).toMatchObject([{ cursorsKilled: [expect.anything()], cursorsNotFound: [], ok: 1 }]);
    await client.close();
  });
});
