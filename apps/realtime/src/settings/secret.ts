/** What signs the session cookies: given, or made once and kept in DATA_DIR. */
import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from './settings.ts';

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** @returns the secret. DATA_DIR is there (ensureDataDir). */
export const sessionSecretOf = async (settings: Pick<Settings, 'sessionSecret' | 'dataDir'>): Promise<string> => {
  if (settings.sessionSecret !== null) return settings.sessionSecret;
  const file = join(settings.dataDir, 'session-secret');
  try {
    const kept = (await readFile(file, 'utf8')).trim();
    if (kept.length >= 32) return kept;
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
  const secret = randomBytes(32).toString('base64url');
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(`${secret}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return secret;
};
