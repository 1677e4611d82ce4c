/** What makes several nodes one: a name of their own on the bus, and one secret. */
import { randomBytes } from 'node:crypto';
import type { InstallationRecord, Models } from '@samsyn/models';

const id = 'installation';

/** @returns the row, made by whichever node comes first. */
export const installationOf = async ({ installation }: Pick<Models, 'installation'>): Promise<InstallationRecord> => {
  const made = { name: randomBytes(9).toString('base64url'), secret: randomBytes(32).toString('base64url') };
  const find = (): Promise<InstallationRecord | null> =>
    installation
      .findOneAndUpdate({ _id: id }, { $setOnInsert: made }, { upsert: true, returnDocument: 'after' })
      .lean();
  // Of two that make it at once one is told that it is there.
  const found = await find().catch(find);
  if (!found) throw new Error('The installation has no row');
  return found;
};
