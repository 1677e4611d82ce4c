/** The folder of the embedded store, this node's log and its secret. */
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { catalogue } from '../text/index.ts';
import { type Settings, SettingsError } from './settings.ts';

const { start, expected } = catalogue('sv');

/** Makes the folder when it is missing. @throws SettingsError when it cannot be read and written */
export const ensureDataDir = async ({ dataDir }: Pick<Settings, 'dataDir'>): Promise<void> => {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new SettingsError(start.setting('DATA_DIR', dataDir, expected.folder));
  }
};
