/** npm run restore -- FILE: puts a backup into an empty DATA_DIR. */
import { runCommand } from '../backup/command.ts';
import { restoreData } from '../backup/restore.ts';
import { catalogue } from '../text/index.ts';

await runCommand('restore', 'mongorestore', async (file, dataDir) =>
  catalogue('sv').backup.restored(dataDir, await restoreData(file, dataDir)),
);
