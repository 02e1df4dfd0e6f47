/** An assignment from an instructor's folder to the student's page, in two browsers. */
import type { Browser } from 'playwright-core';
import { choicePack, zipOf } from '../support/packs';
import { ada, ivo, startPlatform, tess, type Account, type Platform } from '../support/platform';
import { accessibilityFaults, launchBrowser, signIn, visit, type Visitor } from './browser';

jest.setTimeout(120_000);

let platform: Platform;
let browser: Browser;

beforeAll(async () => {
  platform = await startPlatform({ worker: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

async function open(account: Account, path: string): Promise<Visitor> {
  const visitor = await visit(browser, platform.url);
  await visitor.page.goto(path);
  await signIn(visitor.page, account);
  return visitor;
}

it('is sent in, checked before the eyes of who sent it, and published', async () => {
  const staff = await open(ivo, '/courses/intro-ml');
  const { page } = staff;
  await page.getByRole('link', { name: 'Publish an assignment' }).click();
  await page.getByText('Nothing was sent in yet').waitFor();
  const send = async (name: string, zip: Buffer): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a ZIP' }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/zip', buffer: zip });
  };

  await send('Quick Questions.zip', zipOf(choicePack({ 'problems/questions/solution/one.txt': 'b\n' })));
  const checks = page.getByRole('region', { name: 'Checks of quick-questions' });
  await checks.getByText('Not published: mend it and send it in again').waitFor();
  await checks.getByText(/^problems\/questions\/solution: the solution must earn everything/).waitFor();

  await send('Quick Questions.zip', zipOf(choicePack()));
  await checks.getByText('Passed, not published · 3 of 3 checks').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await checks.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('rowheader', { name: 'version 1' }).waitFor();
  expect(staff.complaints).toEqual([]);

  const student = await open(ada, '/courses/intro-ml');
  await student.page.getByRole('link', { name: 'Questions' }).click();
  await student.page.getByRole('heading', { level: 1, name: 'Questions' }).waitFor();
  await Promise.all([staff.close(), student.close()]);
});

it('is nothing that assistants are led to', async () => {
  const { page, close } = await open(tess, '/courses/intro-ml');
  await page.getByRole('link', { name: 'Prerequisites' }).waitFor();
  expect(await page.getByRole('link', { name: 'Publish an assignment' }).count()).toBe(0);
  await page.goto('/courses/intro-ml/publications');
  await page.getByText('Only instructors of this course may do this.').waitFor();
  await close();
});
