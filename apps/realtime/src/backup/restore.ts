/** The way back of a backup, into an empty DATA_DIR. */
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError, restoreStore, startEmbeddedStore } from '@samsyn/embedded-mongodb';
import { raiseEpochs } from '@samsyn/models';
import mongoose from 'mongoose';
import { ensureDataDir } from '../settings/dataDir.ts';

/** Where it is made ready; a restore that was stopped leaves it, and the next one takes it away. */
const workshop = 'restoring';
/** The key of the session cookies may be kept: who is signed in stays so. */
const mayStand = new Set([workshop, 'session-secret']);

/** @throws BackupError when anything of another store, its log included, is there: it must not mix with what is restored */
const refuseUsed = async (dataDir: string): Promise<void> => {
  const names = await readdir(dataDir);
  if (names.some((name) => !mayStand.has(name))) throw new BackupError('notEmpty', dataDir);
};

const beginAnew = async (dir: string): Promise<number> => {
  const store = await startEmbeddedStore({ dir });
  const connection = await mongoose.createConnection(store.uri).asPromise();
  try {
    return await raiseEpochs(connection);
  } finally {
    await connection.close();
    await store.close();
  }
};

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path);
  await folder.sync();
  await folder.close();
};

/**
 * Checks a backup, puts it into the folder, and begins every document's history anew: who still holds what was written
 * after the backup was made is told so, and keeps it to read. Stopped anywhere, there is no store yet or the whole one.
 * @returns how many documents there are
 * @throws BackupError, StoreDamagedError, SettingsError
 */
export const restoreData = async (file: string, dataDir: string): Promise<number> => {
  await ensureDataDir({ dataDir });
  await refuseUsed(dataDir);
  const dir = join(dataDir, workshop);
  await rm(dir, { recursive: true, force: true });
  try {
    await restoreStore(file, dir);
    const documents = await beginAnew(dir);
    await rename(dir, join(dataDir, 'store'));
    await syncFolder(dataDir);
    return documents;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};
