/** Every 409 tells a person what is missing. */
import { paragraph, seedUpdate, withIds } from '@samsyn/document';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Answer, type Client, clientOf, itemsOf, member } from '../support/client.ts';
import { password, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let coordinator: Client;
let admin: Client;
let noteId: string;
let published: string;

const idOf = (value: unknown): string => String(member(value, 'id'));

beforeAll(async () => {
  server = await startServer();
  coordinator = clientOf(server, await server.signIn('kvalitet@example.org'));
  admin = clientOf(server, await server.signIn('admin@example.org'));
  const note = { kind: 'note', leadershipGroup: 'grundskola', title: 'Fri anteckning' };
  noteId = idOf((await coordinator.post('/api/documents', note)).body);
  const analyses = itemsOf(await coordinator.get('/api/analyses?schoolYear=2017-2018'));
  published = idOf(analyses.find((one) => member(one, 'state') === 'published'));
});
afterAll(() => server?.close());

const bytes = { 'content-type': 'application/octet-stream' };
const buildsOnNothing = (): Uint8Array => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedUpdate([withIds(paragraph('Ett.'))]));
  const since = Y.encodeStateVector(doc);
  doc.getXmlFragment('body').insert(1, [new Y.XmlElement('paragraph')]);
  return Y.encodeStateAsUpdate(doc, since);
};
const account = { email: 'namnd@example.org', name: 'En till', password, roles: [], groups: [] };
const book = (title: string) => ({ csl: { type: 'book', title } });

const conflicts: [code: string, kind: string, ask: (language: string) => Promise<Answer>][] = [
  [
    'labelTaken',
    'label',
    (language) =>
      coordinator.post('/api/school-years', { label: '2018-2019', priorityAreas: [] }, { 'accept-language': language }),
  ],
  ['emailTaken', 'email', (language) => admin.post('/api/admin/accounts', account, { 'accept-language': language })],
  [
    'lastAdmin',
    'admin',
    async (language) =>
      admin.send(`/api/admin/accounts/${idOf((await admin.get('/api/me')).body)}`, {
        method: 'PATCH',
        json: { disabled: true },
        headers: { 'accept-language': language },
      }),
  ],
  [
    'slugTaken',
    'slug',
    async (language) => {
      const [first] = itemsOf(await coordinator.get('/api/initiatives'));
      const { id: _id, ...given } = Object(first);
      return coordinator.post('/api/initiatives', given, { 'accept-language': language });
    },
  ],
  [
    'referenceTaken',
    'reference',
    async (language) => {
      await coordinator.post('/api/references', book(`Upptagen titel ${language}`));
      const other = idOf((await coordinator.post('/api/references', book(`Annan titel ${language}`))).body);
      return coordinator.send(`/api/references/${other}`, {
        method: 'PATCH',
        json: book(`Upptagen titel ${language}`),
        headers: { 'accept-language': language },
      });
    },
  ],
  [
    'otherEpoch',
    'epoch',
    (language) => coordinator.get(`/api/documents/${noteId}/updates?epoch=9`, { 'accept-language': language }),
  ],
  [
    'missingPredecessors',
    'predecessors',
    (language) =>
      coordinator.send(`/api/documents/${noteId}/updates`, {
        method: 'POST',
        body: buildsOnNothing(),
        headers: { ...bytes, 'accept-language': language },
      }),
  ],
  [
    'stateNotAllowed',
    'state',
    async (language) => {
      const [closed] = itemsOf(await coordinator.get('/api/seminars?schoolYear=2017-2018'));
      const path = `/api/seminars/${idOf(closed)}/transitions`;
      return coordinator.post(path, { to: 'planned' }, { 'accept-language': language });
    },
  ],
  [
    'cannotMove',
    'state',
    (language) =>
      coordinator.post(
        `/api/analyses/${published}/transitions`,
        { to: 'inReview', reason: 'Prov' },
        { 'accept-language': language },
      ),
  ],
  [
    'draftClosed',
    'state',
    (language) => coordinator.post(`/api/analyses/${published}/draft`, {}, { 'accept-language': language }),
  ],
  [
    'notBeforeFinalised',
    'state',
    (language) =>
      coordinator.send(`/api/analyses/${published}`, {
        method: 'PATCH',
        json: { registryNumber: 'BUN 1' },
        headers: { 'accept-language': language },
      }),
  ],
];

test.each(conflicts)('409 %s says that %s is missing, in the reader’s language', async (code, kind, ask) => {
  const [swedish, english] = [await ask('sv'), await ask('en')];
  for (const answer of [swedish, english]) {
    expect(answer.status, answer.text).toBe(409);
    expect(answer.body).toMatchObject({ code, missing: [{ kind, text: expect.stringMatching(/^\S.{10,}\.$/) }] });
  }
  expect(member(swedish.body, 'missing', 0, 'text')).not.toBe(member(english.body, 'missing', 0, 'text'));
});
