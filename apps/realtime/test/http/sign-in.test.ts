import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, clientOf, member, request } from '../support/client.ts';
import { password, startServer, type TestServer } from '../support/server.ts';

const signIn = '/api/auth/sign-in/email';

let server: TestServer;
let visitor: Client;
beforeAll(async () => {
  server = await startServer({ settings: { LIMIT_SIGN_INS_PER_MINUTE: '4', TRUSTED_PROXIES: '127.0.0.1,::1' } });
  visitor = clientOf(server, '');
});
afterAll(() => server?.close());

const attempt = (email: string, secret: string, language = 'sv') =>
  request(server, signIn, {
    method: 'POST',
    json: { email, password: secret },
    headers: { 'accept-language': language },
  });

test('a trusted proxy is the first to let go of an idle connection', async () => {
  // Proxies keep theirs for a minute, and send the next request over one that may just be closed: 502.
  expect((await visitor.get('/healthz')).headers.get('keep-alive')).toBe('timeout=75');
});

describe('a session', () => {
  test('begins with a cookie that scripts and other sites cannot use', async () => {
    const answer = await attempt('kvalitet@example.org', password);
    expect(answer.status).toBe(200);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Secure/);
    expect(answer.text).not.toContain(cookie?.split(/[=.;]/)[2]);
  });

  test('says who it is, with roles, groups and a colour', async () => {
    const client = clientOf(server, await server.signIn('grundskola@example.org'));
    const { body } = await client.get('/api/me');
    expect(body).toMatchObject({
      email: 'grundskola@example.org',
      roles: ['groupMember'],
      groups: [{ slug: 'grundskola', name: expect.stringMatching(/\S/) }],
      color: expect.stringMatching(/^#[0-9A-F]{6}$/i),
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
    });
  });

  test('is let in whatever the case of the e-mail address', async () => {
    expect((await attempt('Kvalitet@Example.org', password)).status).toBe(200);
  });

  test('ends with a sign-out, for good', async () => {
    const client = clientOf(server, await server.signIn('namnd@example.org'));
    expect((await client.post('/api/auth/sign-out', {})).status).toBe(200);
    expect((await client.get('/api/me')).status).toBe(401);
    expect((await client.post('/api/auth/sign-out', {})).status).toBe(401);
  });

  test('cannot be made up', async () => {
    const cookie = await server.signIn('admin@example.org');
    expect((await clientOf(server, cookie.replace(/.{6}$/, 'AAAAAA')).get('/api/me')).status).toBe(401);
    expect((await clientOf(server, 'samsyn.session_token=x.y').get('/api/me')).status).toBe(401);
  });

  test('of an account that is disabled ends at once, and does not come back', async () => {
    const admin = clientOf(server, await server.signIn('admin@example.org'));
    const json = { email: 'kort@example.org', name: 'Kort Gäst', password, roles: ['board'], groups: [] };
    const id = member((await admin.post('/api/admin/accounts', json)).body, 'id');
    const client = clientOf(server, await server.signIn('kort@example.org'));
    expect((await client.get('/api/me')).status).toBe(200);
    expect((await admin.patch(`/api/admin/accounts/${id}`, { disabled: true })).status).toBe(200);
    expect((await client.get('/api/me')).status).toBe(401);
    expect((await attempt('kort@example.org', password)).status).toBe(401);
  });
});

describe('what is not a way in', () => {
  test('a wrong password is a 401 in the language that is asked for', async () => {
    const swedish = await attempt('okand@example.org', 'fel-fel-fel');
    expect(swedish.status).toBe(401);
    expect(swedish.headers.get('content-type')).toContain('application/problem+json');
    expect(swedish.body).toMatchObject({
      status: 401,
      code: 'wrongPassword',
      title: expect.stringContaining('stämmer'),
    });
    const english = await attempt('okand2@example.org', 'fel-fel-fel', 'en-GB,en;q=0.9,sv;q=0.5');
    expect(member(english.body, 'title')).toContain('wrong');
  });

  test.each(['/api/auth/sign-up/email', '/api/auth/get-session', '/api/auth/update-user', '/api/auth/ok', '/api/auth'])(
    '%s is closed',
    async (path) => {
      const answer = await visitor.post(path, { email: 'ny@example.org', password, name: 'Ny' });
      expect([401, 404]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  test('the sign-in page learns which demo accounts there are, and no password', async () => {
    const { body, text } = await visitor.get('/api/auth/options');
    expect(member(body, 'demo')).toBe(true);
    expect(member(body, 'demoAccounts', 0, 'email')).toContain('@example.org');
    expect(text).not.toContain(password);
  });
});

const from = (address: string, email: string, secret: string) =>
  request(server, signIn, {
    method: 'POST',
    json: { email, password: secret },
    headers: { 'x-forwarded-for': address },
  });

describe('failed sign-ins', () => {
  test('limit an account beyond the budget, the right password included; others still come in from there', async () => {
    for (let count = 0; count < 4; count += 1)
      expect((await from('10.0.0.1', 'forskola@example.org', 'fel')).status).toBe(401);
    const over = await from('10.0.0.1', 'forskola@example.org', 'fel');
    expect(over.status).toBe(429);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('10.0.0.2', 'forskola@example.org', password)).status).toBe(429);
    // The address is over its budget too: a wrong password of another account is 429 there, a right one is let in.
    expect((await from('10.0.0.1', 'forvaltning@example.org', 'fel')).status).toBe(429);
    expect((await from('10.0.0.1', 'forvaltning@example.org', password)).status).toBe(200);
    expect((await from('10.0.0.3', 'forvaltning@example.org', 'fel')).status).toBe(401);
  });

  test('cannot be outrun by guessing many times at once', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, at) => from(`10.0.1.${at}`, 'kompetenscenter@example.org', `gissning-${at}`)),
    );
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(4);
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(8);
  });

  test('are none when many sign in to one account at once with its password', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => from('10.0.2.1', 'forstelarare@example.org', password)),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});
