/** The product with a note of a hundred pages in it, and thirty people who may write there. */
import { demo } from '@samsyn/demo';
import { appendToBody } from '@samsyn/document';
import { type Product, startProduct } from '@samsyn/e2e/product';
import type { List, SeminarEntry } from '@samsyn/domain';
import * as Y from 'yjs';
import { type Way } from './crowd.ts';
import { type LongNote, longNote } from './longNote.ts';

const group = 'grundskola';
const password = demo.password;

const post = (product: Product, path: string, body: unknown, cookie = ''): Promise<Response> =>
  fetch(`${product.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url, cookie },
    body: JSON.stringify(body),
  });

const must = async (answer: Promise<Response>): Promise<Response> => {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response;
};

const signIn = async (product: Product, email: string): Promise<string> => {
  const answer = await must(post(product, '/api/auth/sign-in/email', { email, password }));
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
};

const read = async <T>(product: Product, path: string, cookie: string): Promise<T> => {
  const answer = await must(fetch(`${product.url}${path}`, { headers: { cookie } }));
  return (await answer.json()) as T;
};

const makeColleagues = async (product: Product, count: number): Promise<string[]> => {
  const admin = await signIn(product, 'admin@example.org');
  const names = Array.from({ length: count }, (_, index) => `kollega${index + 1}`);
  const make = async (name: string): Promise<string> => {
    const email = `${name}@example.org`;
    const account = { email, name: `Kollega ${name.slice(7)}`, password, roles: ['groupMember'], groups: [group] };
    await must(post(product, '/api/admin/accounts', account, admin));
    return signIn(product, email);
  };
  const cookies: string[] = [];
  for (const name of names) cookies.push(await make(name));
  return cookies;
};

export type House = {
  product: Product;
  note: LongNote;
  /** where the note is written */
  page: string;
  documentId: string;
  /** one way to the note for each colleague */
  ways: Way[];
  /** the document as it stands now */
  state(): Promise<Uint8Array>;
};

const fill = async (product: Product, documentId: string, cookie: string, pages: number): Promise<LongNote> => {
  const evidence = await read<List<{ id: string }>>(product, '/api/evidence?limit=20', cookie);
  const areas = demo.schoolYears.at(-1)?.priorityAreas.map(({ slug }) => slug) ?? [];
  const note = longNote(pages, { areas, evidence: evidence.items.map(({ id }) => id) });
  const path = `${product.url}/api/documents/${documentId}/updates`;
  const before = await must(fetch(path, { headers: { cookie } }));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, new Uint8Array(await before.arrayBuffer()));
  const known = Y.encodeStateVector(doc);
  appendToBody(doc, note.blocks);
  const body = Buffer.from(Y.encodeStateAsUpdate(doc, known));
  doc.destroy();
  const headers = { cookie, origin: product.url, 'content-type': 'application/octet-stream' };
  await must(fetch(path, { method: 'POST', headers, body }));
  return note;
};

/** Starts the product on a store of its own and fills it. The caller disposes of the product. */
export const makeHouse = async (pages: number, colleagues: number): Promise<House> => {
  const product = await startProduct();
  const cookie = await signIn(product, `${group}@example.org`);
  const { items } = await read<List<SeminarEntry>>(product, '/api/seminars?schoolYear=2018-2019', cookie);
  const seminar = items.find((one) => one.round === 3 && one.leadershipGroup.slug === group);
  if (seminar === undefined) throw new Error('The demo has no third seminar');
  const { id, documentId } = seminar;
  const note = await fill(product, documentId, cookie, pages);
  const socketUrl = `${product.url.replace('http', 'ws')}/yjs/${documentId}?ack=1`;
  const cookies = await makeColleagues(product, colleagues);
  return {
    product,
    note,
    page: `${product.url}/seminarier/${id}`,
    documentId,
    ways: cookies.map((own) => ({ socketUrl, origin: product.url, cookie: own })),
    state: async () => {
      const answer = await must(fetch(`${product.url}/api/documents/${documentId}/updates`, { headers: { cookie } }));
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
};
