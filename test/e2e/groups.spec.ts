/** Two students find together and hand in as one; staff see it and move one of them. */
import type { Browser, Page } from 'playwright-core';
import { ApiClient } from '../support/http';
import { People } from '../support/people';
import { ada, ben, startPlatform, tess, type Account, type Platform } from '../support/platform';
import { accessibilityFaults, launchBrowser, signIn, visit, type Visitor } from './browser';

jest.setTimeout(120_000);

const WORK = '/courses/intro-ml/assignments/pair-work';

let platform: Platform;
let browser: Browser;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  await new People(platform, 'no password').publishGroupWork('intro-ml', 2);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

async function open(account: Account): Promise<Visitor> {
  const visitor = await visit(browser, platform.url);
  await visitor.page.goto(WORK);
  await signIn(visitor.page, account);
  return visitor;
}

const panel = (page: Page) => page.getByRole('region', { name: 'Working together' });

it('is started, joined by its code, handed in together, and mended by staff', async () => {
  const first = await open(ada);
  await panel(first.page).getByLabel('Name of the group').fill('The two of us');
  await panel(first.page).getByRole('button', { name: 'Start a group' }).click();
  const code = await panel(first.page).locator('code').textContent();
  expect(await accessibilityFaults(first.page)).toEqual([]);

  const second = await open(ben);
  expect(await accessibilityFaults(second.page)).toEqual([]);
  await panel(second.page).getByLabel('Code from a member').fill('WRONGONE');
  await panel(second.page).getByRole('button', { name: 'Join a group' }).click();
  await panel(second.page).getByText('No group of this assignment has that code').waitFor();
  await panel(second.page)
    .getByLabel('Code from a member')
    .fill(code ?? '');
  await panel(second.page).getByRole('button', { name: 'Join a group' }).click();
  await panel(second.page).getByText(ada.name).waitFor();

  const client = await ApiClient.signedIn(platform.url, ada);
  const { json } = await client.post(`/api${WORK}/problems/matrix-product/submissions`, {
    answers: { c: '[[1]]' },
  });
  await second.page.goto(`/submissions/${String(json['id'])}`);
  await second.page.getByText(`Work of ${ada.name} and ${ben.name}`).waitFor();
  await second.page.goto(WORK);
  await panel(second.page).getByText('The group has handed in').waitFor();

  const staff = await open(tess);
  const row = staff.page.getByRole('row', { name: 'The two of us' });
  await row.getByText(`${ada.name} and ${ben.name}`).waitFor();
  await row.getByText('Has handed in').waitFor();
  await staff.page.getByRole('combobox', { name: 'Student' }).click();
  await staff.page.getByRole('option', { name: ben.email }).click();
  await staff.page.getByRole('combobox', { name: 'Group' }).click();
  await staff.page.getByRole('option', { name: 'No group' }).click();
  await staff.page.getByRole('textbox', { name: 'Reason' }).fill('They asked for it.');
  expect(await accessibilityFaults(staff.page)).toEqual([]);
  await staff.page.getByRole('button', { name: 'Apply' }).click();
  await row.getByText(ben.name).waitFor({ state: 'detached' });
  expect([...first.complaints, ...second.complaints, ...staff.complaints]).toEqual([]);
});
