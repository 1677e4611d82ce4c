/** A server with an account of every role (and none besides), and one of everything that rights are about. */
import { type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { password, startServer, type TestServer } from '../support/server.ts';
import { sectionUpdate, write } from '../support/words.ts';
import type { Person, Thing } from './rights-table.ts';

const accounts: Record<Exclude<Person, 'visitor'>, { roles: string[]; groups: string[] }> = {
  board: { roles: ['board'], groups: [] },
  leadTeacher: { roles: ['leadTeacher'], groups: ['grundskola'] },
  member: { roles: ['groupMember'], groups: ['grundskola'] },
  otherMember: { roles: ['groupMember'], groups: ['forskola'] },
  administration: { roles: ['administration'], groups: [] },
  qualityCoordinator: { roles: ['qualityCoordinator'], groups: [] },
  admin: { roles: ['admin'], groups: [] },
};

export type World = {
  server: TestServer;
  clients: Record<Person, Client>;
  ids: Record<Thing, string>;
};

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new Error(`Not a text: ${JSON.stringify(value)}`);
  return value;
};

const idOf = (value: unknown): string => text(member(value, 'id'));
const isMatch = (item: unknown, wanted: Record<string, unknown>): boolean =>
  Object.entries(wanted).every(([name, value]) => member(item, name) === value);

const first = async (client: Client, path: string, wanted: Record<string, unknown> = {}): Promise<unknown> => {
  const found = itemsOf(await client.get(path)).find((item) => isMatch(item, wanted));
  if (found === undefined) throw new Error(`Nothing like ${JSON.stringify(wanted)} at ${path}`);
  return found;
};

const done = async (answer: Promise<{ status: number; text: string }>): Promise<void> => {
  const { status, text: words } = await answer;
  if (status >= 300) throw new Error(`${status}: ${words}`);
};

const makeAccounts = async (server: TestServer): Promise<Record<Person, Client>> => {
  const admin = clientOf(server, await server.signIn('admin@example.org'));
  const made = await Promise.all(
    Object.entries(accounts).map(async ([person, rights]): Promise<[string, Client]> => {
      const email = `${person.toLowerCase()}@rights.example.org`;
      await done(admin.post('/api/admin/accounts', { email, name: `En ${person}`, password, ...rights }));
      return [person, clientOf(server, await server.signIn(email))];
    }),
  );
  const [visitor, clients] = [clientOf(server, ''), Object.fromEntries(made)];
  const of = (person: string): Client => clients[person] ?? visitor;
  return {
    visitor,
    board: of('board'),
    leadTeacher: of('leadTeacher'),
    member: of('member'),
    otherMember: of('otherMember'),
    administration: of('administration'),
    qualityCoordinator: of('qualityCoordinator'),
    admin: of('admin'),
  };
};

/** The states in their order; an analysis gets there one step at a time. */
const steps = ['workingDraft', 'inReview', 'finalised', 'presented', 'published', 'archived'] as const;

/** Brings an analysis with words in it to a state. @returns the ids of the analysis and its text */
const bring = async (client: Client, analysis: unknown, state: (typeof steps)[number]): Promise<[string, string]> => {
  const id = idOf(analysis);
  const documentId = text(member(analysis, 'documentId'));
  const written = await write(client, documentId, sectionUpdate('Sammanfattning', 'Resultaten är kända och delade.'));
  if (written.status !== 204) throw new Error(`The analysis could not be written in: ${written.status}`);
  await done(client.patch(`/api/analyses/${id}`, { registryNumber: `BUN 2030:${id.slice(-4)}` }));
  for (const to of steps.slice(1, steps.indexOf(state) + 1))
    await done(client.post(`/api/analyses/${id}/transitions`, { to, reason: 'Prövning av rättigheter' }));
  return [id, documentId];
};

const makeAnalyses = async (client: Client): Promise<Record<string, string>> => {
  const area = { slug: 'larmiljoer', name: 'Lärmiljöer' };
  for (const label of ['2030-2031', '2031-2032'])
    await done(client.post('/api/school-years', { label, priorityAreas: [area] }));
  const analyses = [
    ...itemsOf(await client.get('/api/analyses?schoolYear=2030-2031')),
    ...itemsOf(await client.get('/api/analyses?schoolYear=2031-2032')),
  ];
  const ids: Record<string, string> = {};
  for (const [place, state] of steps.entries()) {
    const [id, documentId] = await bring(client, analyses[place], state);
    ids[state] = id;
    ids[`${state}Text`] = documentId;
  }
  return ids;
};

const isOfSchool = (one: unknown): boolean => member(one, 'leadershipGroup', 'slug') === 'grundskola';
const documentOf = (one: unknown): string => text(member(one, 'documentId'));

const makeThings = async (clients: Record<Person, Client>): Promise<Record<Thing, string>> => {
  const { qualityCoordinator: client, admin } = clients;
  const analyses = await makeAnalyses(client);
  const [open, closed] = itemsOf(await client.get('/api/seminars?schoolYear=2030-2031')).filter(isOfSchool);
  const closedId = idOf(closed);
  for (const to of ['live', 'locked']) await done(client.post(`/api/seminars/${closedId}/transitions`, { to }));
  await done(client.post(`/api/seminars/${idOf(open)}/transitions`, { to: 'live' }));
  const added = await Promise.all([
    client.post('/api/documents', { kind: 'note', leadershipGroup: 'grundskola', title: 'Fri anteckning' }),
    client.post('/api/evidence', {
      kind: 'text',
      title: 'Eget underlag',
      text: 'Ett underlag som ingen hänvisar till.',
    }),
    client.post('/api/references', { csl: { type: 'book', title: 'En bok som ingen hänvisar till' } }),
  ]);
  const [freeNote, evidence, reference] = added.map(({ body }) => idOf(body));
  const plans = itemsOf(await client.get('/api/plans')).filter(isOfSchool);
  return {
    ...(analyses as Record<Thing, string>),
    seminar: idOf(open),
    liveNote: documentOf(open),
    lockedNote: documentOf(closed),
    freeNote: freeNote ?? '',
    evidence: evidence ?? '',
    reference: reference ?? '',
    plan: documentOf(plans[0]),
    handbook: documentOf(await first(client, '/api/handbooks')),
    initiative: idOf(await first(client, '/api/initiatives')),
    account: idOf(await first(admin, '/api/admin/accounts', { email: 'forskola@example.org' })),
  };
};

export const makeWorld = async (): Promise<World> => {
  const server = await startServer();
  try {
    const clients = await makeAccounts(server);
    return { server, clients, ids: await makeThings(clients) };
  } catch (error) {
    await server.close();
    throw error;
  }
};
