/** Lists that are longer than what a page fetches of them at first. */
import { expect, test } from '@playwright/test';
import { signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

test('a filter finds evidence that is older than the hundred newest', async ({ browser }) => {
  const page = await signIn(browser, product, 'kvalitet@example.org');
  const add = async (title: string, more: object): Promise<void> => {
    const data = { title, source: 'Enkäten', period: '2019', ...more };
    const answer = await page.request.post('/api/evidence', { headers: { origin: product.url }, data });
    expect(answer.status()).toBe(201);
  };
  await add('Den enda länken om lekmiljöer', {
    kind: 'link',
    url: 'https://www.example.org/',
    leadershipGroup: 'forskola',
  });
  for (let number = 1; number <= 100; number += 1) await add(`Anteckning ${number}`, { kind: 'text', text: 'Ord.' });

  await page.goto('/underlag');
  await expect(page.getByRole('link', { name: 'Anteckning 100' })).toBeVisible();
  await expect(page.getByText('De 100 första underlagen')).toBeVisible();
  await page.getByLabel('Slag', { exact: true }).selectOption('link');
  await expect(page.getByRole('link', { name: 'Den enda länken om lekmiljöer' })).toBeVisible();
  await page.getByLabel('Ledningsgrupp', { exact: true }).selectOption('forskola');
  await expect(page.getByRole('link', { name: 'Den enda länken om lekmiljöer' })).toBeVisible();
  await page.context().close();
});

test('evidence is sorted by a column wherever it stands in the list, and goes on in that order', async ({
  browser,
}) => {
  const page = await signIn(browser, product, 'kvalitet@example.org');
  const add = async (title: string): Promise<void> => {
    const data = { title, source: 'Enkäten', period: '2019', kind: 'text', text: 'Sorteringsprov.' };
    const answer = await page.request.post('/api/evidence', { headers: { origin: product.url }, data });
    expect(answer.status()).toBe(201);
  };
  await add('Öppna svar');
  await add('Allra äldst');
  for (let n = 1; n <= 101; n += 1) await add(`Anteckning ${String(n).padStart(3, '0')}`);

  await page.goto('/underlag');
  await page.getByRole('searchbox', { name: 'Sök i underlag' }).fill('sorteringsprov');
  const first = page.getByRole('rowheader').first();
  const last = page.getByRole('rowheader').last();
  await expect(first).toHaveText('Anteckning 101');
  const sort = page.getByRole('button', { name: 'Underlag', exact: true });
  await sort.click();
  await expect(first).toHaveText('Allra äldst');
  await expect(page.getByRole('columnheader', { name: 'Underlag' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: 'Visa fler' }).click();
  await expect(last).toHaveText('Öppna svar');
  await expect(page.getByText('103 underlag', { exact: true })).toBeVisible();
  await sort.click();
  await expect(first).toHaveText('Öppna svar');
  await page.context().close();
});
