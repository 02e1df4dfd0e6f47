/** Ways into the portal besides the password that one remembers, and the roster, in Chromium. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { Mailbox } from '../support/mailbox';
import { ProviderProcess } from '../support/openid-provider';
import { ada, ben, ivo, startPlatform, type Platform } from '../support/platform';
import { accessibilityFaults, launchBrowser, signIn, visit } from './browser';

jest.setTimeout(120_000);

const PORTAL = 'https://assay.example.edu';
const CLIENT = { clientId: 'assay', clientSecret: 'a secret of the tests' };
const NEW_PASSWORD = 'four words are enough';
const PEOPLE = {
  ben: { email: ben.email, email_verified: true, name: ben.name },
  stranger: { email: 'stranger@assay.example', email_verified: true, name: 'Stranger' },
};

let mailbox: Mailbox;
let provider: ProviderProcess;
let platform: Platform;
let browser: Browser;

beforeAll(async () => {
  mailbox = await Mailbox.open();
  const redirectUri = `${PORTAL}/api/sso/callback`;
  provider = await ProviderProcess.start({ ...CLIENT, redirectUri, people: PEOPLE });
  platform = await startPlatform({
    worker: false,
    mail: { program: mailbox.program, from: 'assay@assay.example', portal: PORTAL },
    sso: {
      ...CLIENT,
      issuer: provider.issuer,
      name: 'Example University',
      takesStrangers: false,
      portal: PORTAL,
    },
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
  await provider.stop();
  await mailbox.close();
});

it('lets in again who forgot the password, and shows the link to nobody after', async () => {
  const { page, complaints, close } = await visit(browser, platform.url);
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  // The page before has such a field, too.
  await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor();
  await page.getByLabel('E-mail').fill(ada.email);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('a link is on its way').waitFor();
  const { text } = await mailbox.next(ada.email);
  await page.goto(/https:\S+/.exec(text)?.[0].slice(PORTAL.length) ?? '');
  await page.getByRole('textbox', { name: 'New password' }).fill(NEW_PASSWORD);
  expect(new URL(page.url()).hash).toBe('');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, { ...ada, password: NEW_PASSWORD });
  expect(complaints).toEqual([]);
  await close();
});

it('changes a password, and stays signed in', async () => {
  const { page, complaints, close } = await visit(browser, platform.url);
  await page.goto('/account/password');
  await signIn(page, { ...ada, password: NEW_PASSWORD });
  await page.getByRole('textbox', { name: 'Current password' }).fill('not this one');
  await page.getByRole('textbox', { name: 'New password' }).fill(ada.password.padEnd(12, '!'));
  await page.getByRole('button', { name: 'Change it' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('current password');
  await page.getByRole('textbox', { name: 'Current password' }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change it' }).click();
  await page.getByText('Your password is changed').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto('/');
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

it.each([
  ['ben', '/tokens'],
  ['stranger', '/sign-in'],
])('signs in at the university: %s ends at %s', async (subject, end) => {
  const { page, complaints, close } = await visit(browser, platform.url);
  // The name of the portal leads here, as it does where the platform is installed.
  await page.route(`${PORTAL}/**`, (route) => {
    const location = platform.url + route.request().url().slice(PORTAL.length);
    return route.fulfill({ status: 302, headers: { location } });
  });
  await page.goto('/tokens');
  await page.getByRole('link', { name: 'Sign in with Example University' }).click();
  await page.getByRole('link', { name: subject, exact: true }).click();
  if (end === '/sign-in') await page.getByText('You have no account here').waitFor();
  else await page.getByRole('button', { name: `Account of ${ben.name}` }).waitFor();
  expect(new URL(page.url()).pathname).toBe(end);
  expect(complaints).toEqual([]);
  await close();
});

it('takes a roster: bad lines are named, a good file is looked at, then applied', async () => {
  const { page, complaints, close } = await visit(browser, platform.url);
  await page.goto('/courses/intro-ml/people');
  await signIn(page, ivo);
  const choose = (csv: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await choose('Name,Email\nGrace,grace at example\n');
  await page.getByText('Line 2: “grace at example” is no e-mail address.').waitFor();
  expect(await page.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
  await choose('Name,Email,Section\nGrace Hopper,grace@assay.example,A\n');
  await page.getByText('1 to add').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('1 invitation mailed').waitFor();
  const table = page.getByRole('region', { name: 'People of the course' });
  await table.getByRole('rowheader', { name: 'Grace Hopper' }).getByText('invited').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Make invitation links' }).click(),
  ]);
  const links = await readFile(await file.path(), 'utf8');
  expect(links).toContain(`"Grace Hopper","grace@assay.example","${platform.url}/password#`);
  await page.getByRole('button', { name: 'Link for Grace Hopper' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByText(`${platform.url}/password#`).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

it('shows staff the course as a student sees it, marked on every page, until they stop', async () => {
  const { page, complaints, close } = await visit(browser, platform.url);
  await page.goto('/courses/intro-ml/people');
  await signIn(page, ivo);
  await page.getByRole('button', { name: `See the course as ${ben.name}` }).click();
  await page.getByText(`you see this as ${ben.name} does`).waitFor();
  expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto('/courses/intro-ml/assignments/prerequisites/problems/matrix-product');
  await page.getByText(`you see this as ${ben.name} does`).waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('link', { name: 'People' }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});
