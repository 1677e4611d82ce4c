/** The database that the product runs on: embedded in DATA_DIR, or a real MongoDB. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startEmbeddedStore } from '@samsyn/embedded-mongodb';
import { isDuplicate, type Models, type RunCommand } from '@samsyn/models';
import type { Settings } from './settings/settings.ts';
import { catalogue } from './text/index.ts';
import { within } from './within.ts';

export type Store = {
  uri: string;
  /** runs a command past the driver, where the store is a thread of this process */
  command?: RunCommand;
  close: () => Promise<void>;
  /** Calls back when the store has ended without being asked to. */
  onCrash: (listener: (error: Error) => void) => void;
};

/** Why the product cannot run on its database: one line for the person who starts it. */
export class StoreError extends Error {
  override name = 'StoreError';
}

const start = catalogue('sv').start;
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** @throws StoreError when it cannot be opened, or another process holds it. */
export const openStore = async ({ mongodbUri, dataDir }: Settings): Promise<Store> => {
  if (mongodbUri !== null) return { uri: mongodbUri, close: async () => {}, onCrash: () => {} };
  try {
    return await startEmbeddedStore({ dir: join(dataDir, 'store') });
  } catch (error) {
    throw new StoreError(start.store(reasonOf(error)));
  }
};

const leaseId = 'node';
const leaseMilliseconds = 15_000;
const renewMilliseconds = 4000;
/** A lease that cannot be given back runs out by itself. */
const releaseMilliseconds = 2000;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Takes the lease when it is free, run out or ours. @returns whether we hold it. */
const take = async ({ leases }: Models, holder: string): Promise<boolean> => {
  const now = Date.now();
  const until = new Date(now + leaseMilliseconds);
  const free = { _id: leaseId, $or: [{ holder }, { until: { $lt: new Date(now) } }] };
  try {
    const row = await leases
      .findOneAndUpdate(free, { $set: { holder, until } }, { upsert: true, returnDocument: 'after' })
      .lean();
    return row?.holder === holder;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
};

/** Another node that is alive moves its lease on; one that died leaves it standing until it runs out. */
const waitFor = async (models: Models, holder: string): Promise<boolean> => {
  const before = await models.leases.findById(leaseId).lean();
  const deadline = Date.now() + leaseMilliseconds + renewMilliseconds;
  while (Date.now() < deadline) {
    if (await take(models, holder)) return true;
    const now = await models.leases.findById(leaseId).lean();
    const isAlive = now !== null && before !== null && now.until.getTime() !== before.until.getTime();
    if (isAlive) return false;
    await pause(500);
  }
  return false;
};

/** Nodes that have a bus between them hold the database together. */
const allNodes = 'nodes';

/**
 * One node at a time holds a database, or several that have a bus between them.
 * @param isShared whether this one has a bus
 * @param onLost called when another has taken it over
 * @returns what gives the lease back
 * @throws StoreError when another holds it
 */
export const holdLease = async (
  models: Models,
  isShared: boolean,
  onLost: () => void,
): Promise<() => Promise<void>> => {
  const holder = isShared ? allNodes : randomUUID();
  if (!(await waitFor(models, holder))) throw new StoreError(isShared ? start.leasedAlone : start.leased);
  const renew = async (): Promise<void> => {
    if (!(await take(models, holder))) onLost();
  };
  const timer = setInterval(() => {
    // While the database does not answer nobody can take it over, nor write: it is waited for. Whether another has taken
    // the lease meanwhile is seen when it answers.
    renew().catch(() => {});
  }, renewMilliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    // What is held together runs out when the last one has gone.
    if (!isShared) await within(releaseMilliseconds, models.leases.deleteOne({ _id: leaseId, holder }).exec());
  };
};
