/** Fills an empty store with the demo, through the product's own commands; all of it, or at the next start again from the beginning. */
import { demo } from '@samsyn/demo';
import type { Context } from '../context.ts';
import { seedAnalyses } from './analyses.ts';
import { seedLibrary } from './library.ts';
import { seedAccounts, seedAuthority, seedPages, seedYearsFrame } from './organisation.ts';
import { resolver, seedYears } from './years.ts';

/** The mark of a filling that has begun and not ended. Nobody can have written to such a store: it was never served. */
const mark = { _id: 'demo', holder: 'filling', until: new Date(8.64e15) };

const isUsed = async ({ models }: Context): Promise<boolean> => {
  const found = await Promise.all([models.users.findOne(), models.schoolYears.findOne(), models.settings.findOne()]);
  return found.some((row) => row !== null);
};

/** Empties every collection; their indexes stay. */
const empty = async ({ models }: Context): Promise<void> => {
  const collections = (await models.connection.db?.collections()) ?? [];
  for (const collection of collections) await collection.deleteMany({});
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

export const seedDemo = async (context: Context): Promise<void> => {
  const { models } = context;
  if (await models.leases.exists({ _id: mark._id })) await empty(context);
  else if (await isUsed(context)) return;
  await models.leases.create(mark);
  await fill(context);
  await models.leases.deleteOne({ _id: mark._id });
};
