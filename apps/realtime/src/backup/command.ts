/** What the commands backup and restore have in common: one file as argument, a database of our own, one line when it fails. */
import { BackupError, StoreDamagedError, StoreLockedError } from '@samsyn/embedded-mongodb';
import { endWith } from '../ending.ts';
import { readSettings } from '../settings/read.ts';
import { catalogue } from '../text/index.ts';

const { backup, start } = catalogue('sv');

/** What the person has to know; the message is one line. */
class CommandError extends Error {
  override name = 'CommandError';
}

const reasonOf = (error: unknown): string => {
  if (error instanceof BackupError) return backup.reasons[error.reason](error.place);
  if (error instanceof StoreDamagedError) return backup.damaged(error.what);
  if (error instanceof StoreLockedError) return start.store(error.message);
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
};

/**
 * Runs the command and ends the process.
 * @param tool MongoDB's own, for a database that is not embedded
 * @param work gets the file and DATA_DIR. @returns the line that says how it went
 */
export const runCommand = async (
  name: 'backup' | 'restore',
  tool: string,
  work: (file: string, dataDir: string) => Promise<string>,
): Promise<void> => {
  try {
    const settings = readSettings(process.env);
    if (settings.mongodbUri !== null) throw new CommandError(backup.useTool(tool));
    const [file, ...more] = process.argv.slice(2);
    if (file === undefined || more.length > 0) throw new CommandError(backup.usage(name));
    process.stdout.write(`${await work(file, settings.dataDir)}\n`);
    endWith(0);
  } catch (error) {
    process.stderr.write(`${backup.failed[name](reasonOf(error))}\n`);
    endWith(1);
  }
};
