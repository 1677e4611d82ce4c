/** What is written in a form and not saved yet, when the session, the page or the network goes. */
import { expect, type Page, test } from '@playwright/test';
import type { Account, Evidence, List, Reference } from '@samsyn/domain';
import { analysisOf, get, password, reloadWhenAsked, seminarOf, signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

const title = (page: Page) => page.getByLabel('Rubrik', { exact: true });
const words = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
const wasKept = (page: Page) => page.getByText('Formuläret är som du lämnade det.');
const save = (page: Page) => page.getByRole('button', { name: 'Spara underlaget' });

/** Goes to the form as people do, from the list, and begins to write. */
const write = async (page: Page, name: string, text: string): Promise<void> => {
  await page.goto('/underlag');
  await page.getByRole('link', { name: 'Lägg till underlag' }).click();
  await page.getByText('Text', { exact: true }).click();
  await title(page).fill(name);
  await words(page).fill(text);
};

const signInAgain = async (page: Page, email: string): Promise<void> => {
  await page.getByLabel('E-post', { exact: true }).fill(email);
  await page.getByLabel('Lösenord', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
};

test('a session that ended takes nothing of a form: it is there after the sign-in, for nobody else, until it is saved', async ({
  browser,
}) => {
  const page = await signIn(browser, product, 'grundskola@example.org');
  await write(page, 'Samtal med elever', 'En halvtimmes ord.');
  await page.context().clearCookies();
  await save(page).click();
  await signInAgain(page, 'forvaltning@example.org');
  await expect(title(page)).toHaveValue('');
  await expect(wasKept(page)).toHaveCount(0);
  await page.context().clearCookies();
  await page.reload();
  await signInAgain(page, 'grundskola@example.org');
  await expect(wasKept(page)).toBeVisible();
  await expect(title(page)).toHaveValue('Samtal med elever');
  await expect(words(page)).toHaveValue('En halvtimmes ord.');
  await save(page).click();
  await expect(page.getByRole('heading', { name: 'Samtal med elever' })).toBeVisible();
  await page.goto('/underlag/nytt');
  await expect(title(page)).toHaveValue('');
  await expect(wasKept(page)).toHaveCount(0);
  await page.context().close();
});

test('the way back takes nothing of a form, and what is thrown away can be had again', async ({ browser }) => {
  const page = await signIn(browser, product, 'grundskola@example.org');
  await write(page, 'Trygghetsrond', 'Ord före bakåtknappen.');
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Lägg till underlag' })).toBeVisible();
  await page.goForward();
  await expect(words(page)).toHaveValue('Ord före bakåtknappen.');

  await page.getByRole('link', { name: 'Avbryt' }).click();
  await page.getByRole('button', { name: 'Ångra' }).click();
  await expect(words(page)).toHaveValue('Ord före bakåtknappen.');

  await page.getByRole('button', { name: 'Börja om' }).click();
  await expect(title(page)).toHaveValue('');
  await page.getByRole('button', { name: 'Ångra' }).click();
  await expect(title(page)).toHaveValue('Trygghetsrond');

  await reloadWhenAsked(page);
  await expect(words(page)).toHaveValue('Ord före bakåtknappen.');
  await page.context().close();
});

test('two people change one piece of evidence, and one reference: what each changed stays', async ({ browser }) => {
  const one = await signIn(browser, product, 'forvaltning@example.org');
  const other = await signIn(browser, product, 'kvalitet@example.org');
  const evidence = (await get<List<Evidence>>(one, '/api/evidence')).items.find(({ kind }) => kind === 'text');
  const [reference] = (await get<List<Reference>>(one, '/api/references')).items;
  if (!evidence || !reference) throw new Error('The demo has none');
  for (const page of [one, other]) await page.goto(`/underlag/${evidence.id}?andra`);
  for (const page of [one, other]) await expect(title(page)).toHaveValue(evidence.title);
  await title(one).fill('Ny rubrik');
  await save(one).click();
  await expect(one.getByRole('heading', { name: 'Ny rubrik' })).toBeVisible();
  await other.getByLabel('Period').fill('vt 2019');
  await save(other).click();
  await expect(other.getByRole('heading', { name: 'Ny rubrik' })).toBeVisible();
  expect(await get(one, `/api/evidence/${evidence.id}`)).toMatchObject({ title: 'Ny rubrik', period: 'vt 2019' });

  for (const page of [one, other]) await page.goto(`/referenser/${reference.id}?andra`);
  for (const page of [one, other]) await expect(page.getByLabel('Titel')).toHaveValue(reference.csl.title ?? '');
  await one.getByLabel('Titel').fill('Ny titel');
  await one.getByRole('button', { name: 'Spara referensen' }).click();
  await expect(one.getByRole('heading', { name: 'Ny titel' })).toBeVisible();
  await other.getByLabel('Förlag').fill('Nytt förlag');
  await other.getByRole('button', { name: 'Spara referensen' }).click();
  await expect
    .poll(async () => (await get<Reference>(one, `/api/references/${reference.id}`)).csl)
    .toMatchObject({ title: 'Ny titel', publisher: 'Nytt förlag' });
  for (const page of [one, other]) await page.context().close();
});

test('from the draft to what is fastställt by the page’s own button: reason and number stay when the session ends', async ({
  browser,
}) => {
  const page = await signIn(browser, product, 'kvalitet@example.org');
  const { id } = await analysisOf(page, 3);
  expect((await page.request.post(`/api/analyses/${id}/draft`)).status()).toBe(200);
  await page.goto(`/analyser/${id}`);
  const act = (name: string) => page.getByRole('button', { name, exact: true });
  const dialog = page.getByRole('dialog');
  await act('Skicka till granskning').first().click();
  await dialog.getByRole('button', { name: 'Skicka till granskning' }).click();
  await expect(page.getByText('Före fastställandet')).toBeVisible();

  await act('Fastställ').first().click();
  await dialog.getByLabel('Varför får luckorna stå kvar?').fill('Underlaget kommer i juni.');
  await dialog.getByRole('button', { name: 'Fastställ', exact: true }).click();
  await expect(dialog.getByText('Fyll i det här fältet.')).toBeVisible();
  await dialog.getByLabel('Diarienummer').fill('BUN 2019/77');
  await page.context().clearCookies();
  await dialog.getByRole('button', { name: 'Fastställ', exact: true }).click();
  await signInAgain(page, 'kvalitet@example.org');
  await act('Fastställ').first().click();
  await expect(dialog.getByLabel('Varför får luckorna stå kvar?')).toHaveValue('Underlaget kommer i juni.');
  await dialog.getByRole('button', { name: 'Fastställ', exact: true }).click();
  await expect(dialog).toHaveCount(0, { timeout: 30_000 });
  expect(await get(page, `/api/analyses/${id}`)).toMatchObject({ state: 'finalised', registryNumber: 'BUN 2019/77' });
  await page.context().close();
});

test('a very long word in what somebody wrote widens no page', async ({ browser }) => {
  const page = await signIn(browser, product, 'forvaltning@example.org');
  await page.setViewportSize({ width: 320, height: 640 });
  const long = 'Specialpedagogikverksamhetsutvecklingskonferensdeltagarförteckningsuppdatering';
  const headers = { origin: product.url };
  const csl = { type: 'book', title: long, author: [{ literal: long }], publisher: long };
  const added = [
    ['/underlag', '/api/evidence', { title: long, kind: 'text', source: long, period: long, text: long }],
    [
      '/underlag',
      '/api/evidence',
      { title: long, kind: 'link', source: '', period: '', url: `https://example.org/${long}` },
    ],
    ['/referenser', '/api/references', { csl, finding: long, contextNote: long }],
    ['/dokument', '/api/documents', { kind: 'note', leadershipGroup: 'grundskola', title: long }],
  ] as const;
  for (const [at, path, data] of added) {
    const answer = await page.request.post(path, { headers, data });
    const { id }: { id: string } = await answer.json();
    for (const address of [`${at}/${id}`, at === '/dokument' ? '/seminarier' : at]) {
      await page.goto(address);
      await expect(page.getByText(long.slice(0, 20)).first()).toBeVisible();
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([address, wider]).toEqual([address, 0]);
    }
  }
  await page.context().close();
});

test('whoever locks a note is not told that words are lost; whoever has the caret in it is told to stop', async ({
  browser,
}) => {
  const locks = await signIn(browser, product, 'forvaltning@example.org');
  const writes = await signIn(browser, product, 'forskola@example.org');
  const { id } = await seminarOf(locks, 'forskola');
  const stopped = (page: Page) =>
    page.getByRole('region', { name: 'Meddelanden' }).getByText('Texten går inte att skriva i längre.');
  for (const page of [locks, writes]) {
    await page.goto(`/seminarier/${id}`);
    await expect(page.getByText('Sparat', { exact: true }).first()).toBeVisible();
    await page.locator('.ProseMirror p').first().click();
  }
  await locks.getByRole('button', { name: 'Lås anteckningen' }).click();
  await locks.getByRole('dialog').getByRole('button', { name: 'Lås anteckningen' }).click();
  await expect(stopped(writes)).toBeVisible();
  await expect(locks.getByText('Anteckningen är låst, så du läser den.')).toBeVisible();
  await expect(stopped(locks)).toHaveCount(0);
  for (const page of [locks, writes]) await page.context().close();
});

test('the small forms keep their words too, over a reload and the way back, until they are saved or thrown away', async ({
  browser,
}) => {
  const page = await signIn(browser, product, 'kvalitet@example.org');
  const dialog = page.getByRole('dialog');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  await page.goto('/');
  await press('Nytt läsår');
  const areas = dialog.getByLabel('Prioriterade områden');
  await areas.fill('Läsning\nTrygghet');
  await reloadWhenAsked(page);
  await press('Nytt läsår');
  await expect(wasKept(page)).toBeVisible();
  await expect(areas).toHaveValue('Läsning\nTrygghet');
  await dialog.getByRole('button', { name: 'Börja om' }).click();
  await expect(areas).not.toHaveValue('Läsning\nTrygghet');
  await press('Ångra');
  await expect(areas).toHaveValue('Läsning\nTrygghet');
  await dialog.getByRole('button', { name: 'Avbryt' }).click();
  await expect(dialog).toHaveCount(0);
  await press('Ångra');
  await expect(areas).toHaveValue('Läsning\nTrygghet');
  await dialog.getByRole('button', { name: 'Skapa läsåret' }).click();
  await expect(dialog).toHaveCount(0);
  await press('Nytt läsår');
  await expect(wasKept(page)).toHaveCount(0);
  await expect(areas).toHaveValue('Läsning\nTrygghet');

  await dialog.getByRole('button', { name: 'Avbryt' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Seminarier' }).click();
  await press('Ny anteckning');
  const name = dialog.getByLabel('Rubrik');
  await name.fill('Studiebesök');
  await page.goBack();
  await expect(dialog).toHaveCount(0);
  await page.goForward();
  await press('Ny anteckning');
  await expect(name).toHaveValue('Studiebesök');
  await dialog.getByRole('button', { name: 'Skapa anteckningen' }).click();
  await expect(page.getByRole('heading', { name: 'Studiebesök' })).toBeVisible();
  await page.goto('/seminarier');
  await press('Ny anteckning');
  await expect(name).toHaveValue('');
  await page.context().close();
});

test('the forms of the administration keep their words, but no password; two administrators do not write over each other', async ({
  browser,
}) => {
  const page = await signIn(browser, product, 'admin@example.org');
  const dialog = page.getByRole('dialog');
  const secret = 'hemligt-hemligt';
  await page.goto('/administration');
  const make = () => page.getByRole('button', { name: 'Nytt konto' }).click();
  await make();
  await dialog.getByLabel('Namn').fill('Nils Nyström');
  await dialog.getByLabel('E-post').fill('nils@example.org');
  await dialog.getByLabel('Lösenord').fill(secret);
  await dialog.getByText('Förvaltningen', { exact: true }).click();
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(secret);
  await reloadWhenAsked(page);
  await make();
  await expect(dialog.getByLabel('Namn')).toHaveValue('Nils Nyström');
  await expect(dialog.getByLabel('E-post')).toHaveValue('nils@example.org');
  await expect(dialog.getByLabel('Lösenord')).toHaveValue('');
  await expect(wasKept(page)).toBeVisible();
  await dialog.getByLabel('Lösenord').fill(secret);
  await dialog.getByRole('button', { name: 'Skapa kontot' }).click();
  await expect(page.getByRole('cell', { name: 'nils@example.org' })).toBeVisible();

  const { items } = await get<List<Account>>(page, '/api/admin/accounts?limit=200');
  const nils = items.find(({ email }) => email === 'nils@example.org');
  if (!nils) throw new Error('No account');
  await page.getByRole('button', { name: 'Ändra Nils Nyström' }).click();
  await dialog.getByLabel('Namn').fill('Nils Ny');
  const headers = { origin: product.url };
  await page.request.patch(`/api/admin/accounts/${nils.id}`, { headers, data: { disabled: true } });
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await expect(page.getByRole('button', { name: 'Ändra Nils Ny', exact: true })).toBeVisible();
  const after = (await get<List<Account>>(page, '/api/admin/accounts?limit=200')).items;
  expect(after.find(({ id }) => id === nils.id)).toMatchObject({ name: 'Nils Ny', disabled: true });

  await page.goto('/administration/installningar');
  await page.getByLabel('Nämndens namn').fill('Barnnämnden');
  await reloadWhenAsked(page);
  await expect(wasKept(page)).toBeVisible();
  await expect(page.getByLabel('Nämndens namn')).toHaveValue('Barnnämnden');
  await page.request.patch('/api/admin/settings', { headers, data: { smallGroupLimit: 12 } });
  await page.getByRole('button', { name: 'Spara inställningarna' }).click();
  await expect(page.getByRole('region', { name: 'Meddelanden' })).toContainText('Inställningarna är sparade');
  await expect(wasKept(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel('Nämndens namn')).toHaveValue('Barnnämnden');
  await expect(page.getByLabel('Minsta grupp som visas')).toHaveValue('12');
  await page.context().close();
});
