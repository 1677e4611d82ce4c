/** The rights table as one generated test: each route and each text, knocked at by each role. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { member } from '../support/client.ts';
import { wordsUpdate, write } from '../support/words.ts';
import { elsewhere, knocks, people, texts, type Thing, things } from './rights-table.ts';
import { makeWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.server.close());

const isThing = (name: string): name is Thing => things.some((thing) => thing === name);
const pathOf = (template: string): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => (isThing(name) ? world.ids[name] : whole));

describe.each(people)('%s', (person) => {
  test.each(knocks.map((knock) => [`${knock.method} ${knock.path}`, knock] as const))('%s', async (_title, knock) => {
    const { method, path, json } = knock;
    const answer = await world.clients[person].send(pathOf(path), { method, ...(json !== undefined && { json }) });
    expect(answer.status, answer.text.slice(0, 300)).toBe(knock.expected[person]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    if (answer.status >= 400) {
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(member(answer.body, 'status')).toBe(answer.status);
    }
  });
});

const levels = Object.entries(texts).flatMap(([name, byPerson]) =>
  Object.entries(byPerson).map(([person, access]) => ({ name, person, access })),
);

describe('texts', () => {
  test.each(levels)('$person has $access to $name', async ({ name, person, access }) => {
    const client = world.clients[people.find((one) => one === person) ?? 'visitor'];
    const documentId = isThing(name) ? world.ids[name] : '';
    const seen = await client.get(`/api/documents/${documentId}`);
    if (access === 'none') {
      expect(seen.status).toBe(404);
      expect((await write(client, documentId, wordsUpdate('Intrång'))).status).toBe(404);
      expect((await client.get(`/api/documents/${documentId}/updates`)).status).toBe(404);
      return;
    }
    expect(member(seen.body, 'access')).toBe(access);
    const written = await write(client, documentId, wordsUpdate(`Skrivet av ${person}.`));
    expect(written.status).toBe(access === 'write' ? 204 : 403);
  });

  test.each(Object.keys(texts))('a visitor is told to sign in at %s', async (name) => {
    const { visitor } = world.clients;
    const documentId = isThing(name) ? world.ids[name] : '';
    expect((await visitor.get(`/api/documents/${documentId}`)).status).toBe(401);
    expect((await write(visitor, documentId, wordsUpdate('Intrång'))).status).toBe(401);
  });
});

test('every route of the description has its row in the table', async () => {
  const { body } = await world.clients.visitor.get('/api/openapi.json');
  const described = Object.entries(Object(member(body, 'paths'))).flatMap(([path, operations]) =>
    Object.keys(Object(operations)).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const known = new Set([
    ...elsewhere,
    ...knocks.map(({ method, path }) => `${method} ${path.split('?')[0]?.replace(/\{\w+\}/g, '{id}')}`),
  ]);
  expect(described.filter((route) => !known.has(route))).toEqual([]);
  expect(described.length).toBeGreaterThan(50);
});
