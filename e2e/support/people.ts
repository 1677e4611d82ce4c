/** People of the demo at their browsers, and the same people as programs. */
import { type Browser, expect, type Page } from '@playwright/test';
import { appendToBody, claimsIn, type Claim, docFrom, type DocNode, readBody } from '@samsyn/document';
import type { AnalysisEntry, List, SeminarEntry } from '@samsyn/domain';
import type { Product } from './product.ts';

export const password = 'samsyn-demo';

/** A new browser of its own, signed in; nothing is open in it yet. */
export const signIn = async (browser: Browser, product: Product, email: string): Promise<Page> => {
  const context = await browser.newContext({ baseURL: product.url });
  const headers = { origin: product.url };
  const answer = await context.request.post('/api/auth/sign-in/email', { headers, data: { email, password } });
  expect(answer.status()).toBe(200);
  return context.newPage();
};

/** Signs in by the form that the page shows. */
export const fillInForm = async (page: Page, email: string): Promise<void> => {
  await page.getByLabel('E-post', { exact: true }).fill(email);
  await page.getByLabel('Lösenord', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Året' })).toBeVisible();
};

/** As people do it: by the form, which leads to Året. */
export const signInByForm = async (browser: Browser, product: Product, email: string): Promise<Page> => {
  const page = await (await browser.newContext({ baseURL: product.url })).newPage();
  await page.goto('/');
  await fillInForm(page, email);
  return page;
};

/** Loads a page anew that asks before it goes. */
export const reloadWhenAsked = async (page: Page): Promise<void> => {
  const asked = page.waitForEvent('dialog');
  const reloaded = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await reloaded;
};

/** A connection that the server has just let go of is no failure: browsers ask again too. */
const again = { maxRetries: 3 };

/** GET of the public interface with the browser's own session. */
export const get = async <T>(page: Page, path: string): Promise<T> => {
  const answer = await page.request.get(path, again);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as T;
};

const year = '2018-2019';

/** The group's third seminar of the demo's year. */
export const seminarOf = async (page: Page, group: string): Promise<SeminarEntry> => {
  const { items } = await get<List<SeminarEntry>>(page, `/api/seminars?schoolYear=${year}`);
  const found = items.find((one) => one.round === 3 && one.leadershipGroup.slug === group);
  if (!found) throw new Error(`No third seminar of ${group}`);
  return found;
};

export const analysisOf = async (page: Page, number: number): Promise<AnalysisEntry> => {
  const { items } = await get<List<AnalysisEntry>>(page, `/api/analyses?schoolYear=${year}`);
  const found = items.find((one) => one.number === number);
  if (!found) throw new Error(`No analysis ${number}`);
  return found;
};

/** The document as the server has it now. */
export const bodyOf = async (page: Page, documentId: string): Promise<DocNode> => {
  const answer = await page.request.get(`/api/documents/${documentId}/updates`, again);
  expect(answer.status()).toBe(200);
  const doc = docFrom([await answer.body()]);
  const body = readBody(doc);
  doc.destroy();
  return body;
};

/** Writes blocks at the end of a document, as a program does. */
export const append = async (
  page: Page,
  product: Product,
  documentId: string,
  blocks: readonly DocNode[],
): Promise<void> => {
  const path = `/api/documents/${documentId}/updates`;
  const doc = docFrom([await (await page.request.get(path, again)).body()]);
  const written: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => written.push(update));
  appendToBody(doc, blocks);
  doc.destroy();
  const headers = { origin: product.url, 'content-type': 'application/octet-stream' };
  for (const update of written) {
    const answer = await page.request.post(path, { headers, data: Buffer.from(update) });
    expect(answer.status()).toBe(204);
  }
};

export const claimsOf = async (page: Page, documentId: string): Promise<Claim[]> =>
  claimsIn(await bodyOf(page, documentId));
