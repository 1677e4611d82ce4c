/** npm run backup -- FILE: a consistent copy of the embedded database, also while the product runs on it. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backupStore } from '@samsyn/embedded-mongodb';
import { runCommand } from '../backup/command.ts';
import { catalogue } from '../text/index.ts';

await runCommand('backup', 'mongodump', async (file, dataDir) => {
  await backupStore(join(dataDir, 'store'), file);
  const { size } = await stat(file);
  return catalogue('sv').backup.made(file, size);
});
