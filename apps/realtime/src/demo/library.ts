/** The demo's evidence and references, added by the commands that people's forms use. */
import type { Demo } from '@samsyn/demo';
import { evidenceBody } from '@samsyn/domain/schemas';
import type { Context } from '../context.ts';
import { recordOf } from '../evidence/evidence.ts';
import { addReference } from '../references/add.ts';

const authorOf = (accounts: ReadonlyMap<string, string>, email: string): string => {
  const id = accounts.get(email);
  if (id === undefined) throw new Error(`The demo has no account ${email}`);
  return id;
};

/** @returns ids by `evidence:KEY` and `reference:KEY`. */
export const seedLibrary = async (
  { models }: Context,
  demo: Demo,
  accounts: ReadonlyMap<string, string>,
): Promise<Map<string, string>> => {
  const ids = new Map<string, string>();
  for (const { key, addedBy, ...given } of demo.evidence) {
    const row = recordOf(evidenceBody.parse(given), authorOf(accounts, addedBy));
    await models.evidence.create(row);
    ids.set(`evidence:${key}`, row._id);
  }
  for (const { key, addedBy, ...given } of demo.references) {
    const { id } = await addReference(models, given, authorOf(accounts, addedBy));
    ids.set(`reference:${key}`, id);
  }
  return ids;
};
