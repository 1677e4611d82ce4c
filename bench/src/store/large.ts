/** A store of a million journal rows in 2 GB: how long it takes to open, and how much memory it takes. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { printTable } from '../table.ts';
import { journalRow, type Rows } from './operations.ts';
import { embedded } from './subject.ts';

const rowCount = 1_000_000;
const rowBytes = 1700;
const perBatch = 1000;
const mostResident = 150;

/** Each batch is a document's. Two go at once, so that the driver and the store both have something to do. */
const build = async (uri: string): Promise<void> => {
  const client = await MongoClient.connect(uri);
  const rows: Rows = client.db().collection('updates');
  await rows.createIndex({ documentId: 1, merged: 1 });
  const bytes = Buffer.alloc(rowBytes, 7);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < rowCount / perBatch) {
      const documentId = `document-${(next += 1)}`;
      await rows.insertMany(Array.from({ length: perBatch }, () => ({ ...journalRow(documentId), bytes })));
    }
  };
  await Promise.all([worker(), worker()]);
  await client.close();
};

/** Reads from all over the store. @returns how many rows it found */
const wander = async (uri: string): Promise<number> => {
  const client = await MongoClient.connect(uri);
  const rows: Rows = client.db().collection('updates');
  let found = 0;
  for (let at = 1; at <= 200; at += 1) {
    const documentId = `document-${at * 5}`;
    found += (await rows.find({ documentId, merged: false }, { limit: 100 }).toArray()).length;
    found += await rows.countDocuments({ documentId });
  }
  await client.close();
  return found;
};

export const benchLarge = async (): Promise<boolean> => {
  const dir = await mkdtemp(join(tmpdir(), 'samsyn-bench-'));
  try {
    const building = await embedded(dir);
    const began = performance.now();
    await build(building.uri);
    await building.close();
    const built = Math.round((performance.now() - began) / 1000);
    const { size } = await stat(join(dir, 'store.sqlite'));
    const store = await embedded(dir);
    const atOpen = (await store.figures())?.resident ?? Number.NaN;
    const found = await wander(store.uri);
    if (found !== 200 * (100 + perBatch)) throw new Error(`The store lacks rows: found ${found}`);
    const later = (await store.figures())?.resident ?? Number.NaN;
    await store.close();
    const isBounded = printTable(
      `a store of ${rowCount} journal rows, ${(size / 1e9).toFixed(2)} GB (built in ${built} s)`,
      [
        { what: 'opens in', measured: store.opened, limit: 2000 },
        { what: 'resident when it is open', measured: atOpen / 1e6, limit: mostResident, unit: 'MB' },
        { what: 'resident after reads from all over it', measured: later / 1e6, limit: mostResident, unit: 'MB' },
      ],
    );
    return isBounded;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};
