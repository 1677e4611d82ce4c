/** One account at the HTTP door. */
import type { TestServer } from './server.ts';

export type Answer = { status: number; headers: Headers; text: string; body: unknown };
export type Send = { method?: string; json?: unknown; body?: string | Uint8Array; headers?: Record<string, string> };

const bodyOf = (text: string, type: string): unknown => (/json/.test(type) && text !== '' ? JSON.parse(text) : text);

/** Sends one request; a `json` body gets its type, nothing is followed or thrown. */
export const request = async (server: Pick<TestServer, 'url'>, path: string, send: Send = {}): Promise<Answer> => {
  const { method = 'GET', json, body, headers = {} } = send;
  const answer = await fetch(`${server.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(json !== undefined ? { body: JSON.stringify(json) } : body !== undefined && { body }),
  });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, headers: answer.headers, text, body: bodyOf(text, type) };
};

export type Client = {
  cookie: string;
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  post: (path: string, json: unknown, headers?: Record<string, string>) => Promise<Answer>;
  patch: (path: string, json: unknown) => Promise<Answer>;
  send: (path: string, send: Send) => Promise<Answer>;
};

/** @param cookie '' for a visitor */
export const clientOf = (server: Pick<TestServer, 'url'>, cookie: string): Client => {
  const send = (path: string, { headers, ...rest }: Send): Promise<Answer> =>
    request(server, path, { ...rest, headers: { ...(cookie !== '' && { cookie }), ...headers } });
  return {
    cookie,
    send,
    get: (path, headers) => send(path, { ...(headers && { headers }) }),
    post: (path, json, headers) => send(path, { method: 'POST', json, ...(headers && { headers }) }),
    patch: (path, json) => send(path, { method: 'PATCH', json }),
  };
};

/** @returns the member of an answer's body. @throws when it is not there */
export const member = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((inner, name) => {
    if (typeof inner !== 'object' || inner === null || !(name in inner)) throw new Error(`No ${path.join('.')} in it`);
    return Reflect.get(inner, name);
  }, value);

/** @returns the `items` of a list's answer. */
export const itemsOf = (answer: Answer): unknown[] => {
  const items = member(answer.body, 'items');
  if (!Array.isArray(items)) throw new Error('No list');
  return items;
};
