/** Fills an empty store with the demo, through the product's own commands; all of it, or at the next start again from the beginning. */
import { demo } from '@samsyn/demo';
import { withLease } from '../analyses/lease.ts';
import type { Context } from '../context.ts';
import { seedAnalyses } from './analyses.ts';
import { seedLibrary } from './library.ts';
import { seedAccounts, seedAuthority, seedPages, seedYearsFrame } from './organisation.ts';
import { resolver, seedYears } from './years.ts';

/** The mark of a filling that has begun and not ended. Nobody can have written to such a store: it was never served. */
const mark = { _id: 'demo', holder: 'filling', until: new Date(8.64e15) };

const ofNodes: ReadonlySet<string> = new Set(['leases', 'openjournals', 'installation', 'notices']);
/** How long a node waits for another that fills the store. Milliseconds. */
const patience = 5 * 60_000;

const isUsed = async ({ models }: Context): Promise<boolean> => {
  const found = await Promise.all([models.users.findOne(), models.schoolYears.findOne(), models.settings.findOne()]);
  return found.some((row) => row !== null);
};

/** Empties every collection but those by which nodes and their journals know of each other; the indexes stay. */
const empty = async ({ models }: Context): Promise<void> => {
  const collections = (await models.connection.db?.collections()) ?? [];
  const content = collections.filter(({ collectionName }) => !ofNodes.has(collectionName));
  for (const collection of content) await collection.deleteMany({});
};

const fill = async (context: Context): Promise<void> => {
  await seedAuthority(context, demo);
  const accounts = await seedAccounts(context, demo);
  const coordinator = demo.accounts.find(({ roles }) => roles.includes('qualityCoordinator'));
  const by = accounts.get(coordinator?.email ?? '');
  if (by === undefined) throw new Error('The demo has no quality coordinator');
  const authors = new Map(
    demo.accounts
      .filter(({ roles }) => roles.includes('groupMember'))
      .flatMap(({ email, groups }) => groups.map((group): [string, string] => [group, accounts.get(email) ?? by])),
  );
  await seedYearsFrame(context, demo);
  await seedPages(context, demo, by);
  const library = await seedLibrary(context, demo, accounts);
  await seedYears(context, demo, resolver(demo, library), authors, by);
  await seedAnalyses(context, demo, by);
};

/** One node fills; others that start meanwhile wait for it. @throws when another has not finished in time */
export const seedDemo = (context: Context): Promise<void> =>
  withLease(
    context.models,
    'demo:filling',
    patience,
    () => new Error('Another node fills the store with the demo and does not finish'),
    async () => {
      const { models } = context;
      if (await models.leases.exists({ _id: mark._id })) await empty(context);
      else if (await isUsed(context)) return;
      await models.leases.updateOne({ _id: mark._id }, { $set: mark }, { upsert: true });
      await fill(context);
      await models.leases.deleteOne({ _id: mark._id });
    },
  );
