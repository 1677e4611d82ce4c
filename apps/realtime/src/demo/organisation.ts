/** The demo's authority: settings, groups, units, accounts, and what a year rests on. */
import type { Demo } from '@samsyn/demo';
import { emptyTemplate, schemaVersion, seedUpdate } from '@samsyn/document';
import { newObjectId } from '@samsyn/models';
import { authorityKey, defaultSettings } from '../authority.ts';
import type { Context } from '../context.ts';
import { toBlocks } from './convert.ts';

/** @returns the accounts' ids by their e-mail addresses. */
export const seedAccounts = async (context: Context, demo: Demo): Promise<Map<string, string>> => {
  const ids = new Map<string, string>();
  for (const { email, name, roles, groups } of demo.accounts) {
    ids.set(email, await context.accounts.create({ email, name, roles, groups, password: demo.password }));
  }
  return ids;
};

export const seedAuthority = async ({ models }: Context, demo: Demo): Promise<void> => {
  const { name: authorityName, boardName } = demo.authority;
  const settings = { ...defaultSettings, authorityName, boardName };
  await models.settings.replaceOne({ _id: authorityKey }, settings, { upsert: true });
  await models.leadershipGroups.insertMany(demo.groups.map((group, order) => ({ ...group, order })));
  await models.schoolUnits.insertMany(demo.schoolUnits);
};

export const seedYearsFrame = async ({ models }: Context, demo: Demo): Promise<void> => {
  await models.annualCycles.insertMany(demo.annualCycles);
  await models.initiatives.insertMany(demo.initiatives);
  await models.assignments.insertMany(
    demo.leadTeachers.map(({ name, unit, ...rest }) => ({ ...rest, leadTeacher: name, schoolUnit: unit })),
  );
};

const noCitations = (kind: string, key: string): never => {
  throw new Error(`Plans and handbooks of the demo cite nothing, but one cites ${kind}:${key}`);
};

/** Plans and handbooks: pages with a co-edited document each. */
export const seedPages = async ({ models, documents }: Context, demo: Demo, authorId: string): Promise<void> => {
  for (const page of [...demo.plans, ...demo.handbooks]) {
    const documentId = newObjectId();
    const blocks = toBlocks(page.blocks, noCitations);
    await documents.create(documentId, seedUpdate(blocks.length > 0 ? blocks : emptyTemplate()), authorId);
    const now = new Date();
    const { kind, title, state, schoolYear, leadershipGroup: group } = page;
    await models.documents.create({
      _id: documentId,
      kind,
      title,
      group,
      schoolYear,
      schemaVersion,
      state,
      createdAt: now,
      createdBy: authorId,
      updatedAt: now,
    });
    await models.pages.create({ kind, title, state, schoolYear, group, documentId });
  }
};
