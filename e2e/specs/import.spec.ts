/** References taken in as a list: what came of it is said as it is. */
import { expect, type Page, test } from '@playwright/test';
import { signIn } from '../support/people.ts';
import { type Product, startProduct } from '../support/product.ts';

let product: Product;
test.beforeAll(async () => {
  product = await startProduct();
});
test.afterAll(() => product.dispose());

const pasted = (page: Page) => page.getByLabel('Referenser att importera');
const take = async (page: Page, words: string): Promise<void> => {
  await pasted(page).fill(words);
  await page.getByRole('button', { name: 'Importera referenserna' }).click();
};
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

test('an import says whether all, some or nothing was taken in, why not, and what to do', async ({ browser }) => {
  const page = await signIn(browser, product, 'grundskola@example.org');
  await page.goto('/referenser/importera');
  const good = '@book{a, title={En prövad bok}, author={Lind, Anna}, year={2016}}';
  const broken = '@book{b, author={Berg, Maria}, year={2017}}';

  await take(page, `${broken}\n${broken.replace('{b,', '{c,')}`);
  await expect(heading(page, 'Inget blev importerat')).toBeVisible();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Ingen av de 2 posterna gick att läsa.');
  await expect(alert).toContainText('rätta texten i rutan ovanför och importera igen');
  await expect(page.getByText('Posten saknar titel.')).toHaveCount(2);
  await expect(page.getByText('Importen är klar')).toHaveCount(0);

  await take(page, 'Det här är inga referenser alls.');
  await expect(alert).toContainText('Här finns inga poster i det valda formatet.');
  await expect(pasted(page)).toHaveValue('Det här är inga referenser alls.');

  await take(page, `${good}\n${broken}`);
  await expect(heading(page, 'En del blev importerat')).toBeVisible();
  await expect(page.getByText('1 referens är tillagd.')).toBeVisible();

  await take(page, good);
  await expect(heading(page, 'Inget nytt blev importerat')).toBeVisible();

  await take(page, good.replace('prövad', 'ny'));
  await expect(heading(page, 'Importen är klar')).toBeVisible();
  await page.context().close();
});
