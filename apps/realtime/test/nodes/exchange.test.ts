/** One node of several, with the bus and the way to the database in the test's hands: what comes in which order is chosen. */
import { connect, createServer, type Socket } from 'node:net';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { paragraph, seedUpdate, withIds } from '@samsyn/document';
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';
import { Journal, type UpdateRow } from '@samsyn/models';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import type { Bus } from '../../src/nodes/bus.ts';
import { encodeEnvelope, type NodeMessage } from '../../src/nodes/messages.ts';
import { Nodes } from '../../src/nodes/nodes.ts';
import { Client, sleep, until } from '../sync/support/client.ts';
import { newDirectory, startServer } from '../sync/support/server.ts';
import { wordsOf, writeLine } from '../sync/support/writing.ts';

const documentId = '5f0000000000000000000001';

/** Stands before a database on a Unix socket, and can hold back what it answers. */
const startGate = async (uri: string, path: string) => {
  const store = decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? '');
  const sockets = new Set<Socket>();
  let held: (() => void)[] | null = null;
  /** what was asked by connections whose answer is held */
  let asked = '';
  const server = createServer((driver) => {
    const database = connect(store);
    let question = '';
    driver.on('data', (bytes) => {
      question = bytes.toString('latin1');
      database.write(bytes);
    });
    database.on('data', (bytes) => {
      if (!held) return void driver.write(bytes);
      asked += question;
      held.push(() => driver.write(bytes));
    });
    for (const [socket, other] of [
      [driver, database],
      [database, driver],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    uri: uri.replace(encodeURIComponent(store), encodeURIComponent(path)),
    hold: () => {
      held = [];
      asked = '';
    },
    /** Whether an answer is held to a question that names this. */
    holds: (name: string) => asked.includes(name),
    release: () => {
      for (const send of held ?? []) send();
      held = null;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

/** A bus with one node on it; the test speaks for the other. */
const busOfOne = () => {
  let hear: (message: Uint8Array) => void = () => {};
  let sequence = 0;
  const bus: Bus = {
    open: async (hears) => {
      hear = hears.message;
      hears.state(true);
    },
    send: () => {},
    evaluate: async () => 0,
    close: async () => {},
  };
  const say = (messages: NodeMessage[], missed = 0): void => {
    sequence += missed + (messages.length > 0 ? 1 : 0);
    hear(encodeEnvelope({ from: 'there', sequence, isLast: false, isSettled: true, messages }));
  };
  return { bus, say };
};

/** A node that is here, with its way to the database; and another's journal on the same database. */
const start = async () => {
  const directory = newDirectory();
  const store = await startEmbeddedStore({ dir: join(directory, 'store') });
  const gate = await startGate(store.uri, join(directory, 'gate.sock'));
  const { bus, say } = busOfOne();
  const nodes = new Nodes('here', bus, pino({ level: 'silent' }));
  const here = await startServer({ directory, uri: gate.uri, nodes });
  await nodes.start(() => true);
  const connection = await mongoose.createConnection(store.uri).asPromise();
  const there = await Journal.open({ connection, directory: join(directory, 'there'), isShared: true });
  onTestFinished(async () => {
    gate.release();
    await nodes.close();
    await here.close();
    await there.close();
    await connection.close();
    gate.close();
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });
  /** Puts an update into the database as the other node does. @returns its rows */
  const append = async (bytes: Uint8Array): Promise<readonly UpdateRow[]> => {
    const written = new Promise<readonly UpdateRow[]>((resolve) => there.listen(({ rows }) => resolve(rows)));
    there.append({ documentId, epoch: 1, bytes, authorIds: [], broughtBy: null, bindings: [] });
    there.hurry();
    return written;
  };
  const marks = async (): Promise<string[]> => {
    const rows = await connection.collection<{ _id: string }>('openjournals').find().toArray();
    return rows.map(({ _id }) => _id).toSorted();
  };
  return { here, there, gate, say, append, marks };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

// The listing of the journal's rows names a row that is heard of, and cannot be applied, before the listing has come. It
// must not count as known by then: its bytes are nowhere but in the journal.
test('(12) what comes out of order while the journal is being read is read again', async () => {
  const { here, gate, say, append } = await start();
  await here.sync.documents.create(documentId, seedUpdate([withIds(paragraph('Hej'))]), null);
  const client = await new Client({ port: here.port, documentId, account: 'anna', query: '?ack=1' }).synced();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(client.doc));
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  writeLine(doc, 'ett');
  writeLine(doc, 'två');
  const [first = new Uint8Array(), second = new Uint8Array()] = updates;
  await append(first);
  const rows = await append(second);

  gate.hold();
  // It has missed the first, which it is told now, and looks in the journal.
  say([], 1);
  await until('asked', () => gate.holds('updates'));
  const shared = rows.map(({ _id, epoch, bytes }) => ({ id: _id, documentId, epoch, bytes: new Uint8Array(bytes) }));
  say([{ kind: 'rows', rows: shared }]);
  // The beat in which it is found that it cannot be applied.
  await turn();
  await turn();
  expect(wordsOf(client.doc)).not.toContain('två');
  gate.release();
  await until('två', () => wordsOf(client.doc).includes('två'));
  expect(wordsOf(client.doc)).toContain('ett');
  await client.leave();
});

test('what is written while another node begins the history anew goes back to its writer, and is never called safe', async () => {
  const { here, there } = await start();
  await here.sync.documents.create(documentId, seedUpdate([withIds(paragraph('Hej'))]), null);
  const place = { port: here.port, documentId, account: 'anna', query: '?ack=1' };
  const client = await new Client(place).synced();
  writeLine(client.doc, 'innan');
  await client.durable();
  const { acknowledged } = client;
  // The bus is silent: this node does not hear of it.
  expect(await there.rebuild(documentId, { former: 'keep' })).toBe(2);
  writeLine(client.doc, 'efter');
  expect(await client.closed()).toBe(4409);
  expect(client.acknowledged).toBe(acknowledged);
  expect(wordsOf(client.doc)).toContain('efter');
  const again = await new Client(place).synced();
  expect(wordsOf(again.doc)).toContain('innan');
  expect(wordsOf(again.doc)).not.toContain('efter');
  writeLine(again.doc, 'i den nya');
  await again.durable();
  expect(await there.rebuild(documentId, { former: 'keep' })).toBe(3);
  const update = Y.encodeStateAsUpdate(again.doc);
  writeLine(again.doc, 'över HTTP');
  const late = Y.diffUpdate(Y.encodeStateAsUpdate(again.doc), Y.encodeStateVectorFromUpdate(update));
  const answer = await here.sync.documents.receive(documentId, { accountId: 'anna', access: 'write' }, late);
  expect(answer).toEqual({ kind: 'otherEpoch' });
  await again.closed();
});

test('(3) while it heals nobody brings words for a colleague who is here through another node', async () => {
  const { here, say } = await start();
  await here.sync.documents.create(documentId, seedUpdate([withIds(paragraph('Hej'))]), null);
  here.journal.heal();
  const place = { port: here.port, documentId, query: '?ack=1' };
  const witness = await new Client({ ...place, account: 'bo' }).synced();
  const victim = new Y.Doc();
  Y.applyUpdate(victim, Y.encodeStateAsUpdate(witness.doc));
  const { clientID: clientId } = victim;
  const anna = { clientId, since: Date.now(), accountId: 'anna', hasBroughtAll: true, state: '{"user":{}}' };
  say([{ kind: 'presence', documentId, isWhole: true, states: [anna] }]);
  const beats = setInterval(() => say([]), 200);
  onTestFinished(() => clearInterval(beats));
  const since = Y.encodeStateVector(victim);
  writeLine(victim, 'i hennes namn');
  const forger = await new Client({ ...place, account: 'mallory' }).synced();
  forger.update(Y.encodeStateAsUpdate(victim, since));
  expect(await forger.closed(15_000)).toBe(4422);
  expect(wordsOf(witness.doc)).not.toContain('hennes namn');
  await witness.leave();
});

// Others take its mark away while it stands still; an unclean end of it must be found out all the same.
test('a node that was taken for lost says again that it has not closed', async () => {
  const { there, marks } = await start();
  const before = await marks();
  expect(before).toHaveLength(2);
  expect(await there.forgetUnclosed([])).toBe(1);
  expect(await marks()).toHaveLength(1);
  while ((await marks()).length < 2) await sleep(50);
  expect(await marks()).toEqual(before);
});
