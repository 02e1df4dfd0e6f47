/** A student's road through the portal, on the whole platform: Chromium, api, queue, worker, sandbox. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ada, ben, startPlatform, tess, type Platform } from '../support/platform';
import { accessibilityFaults, launchBrowser, signIn, visit, type Visitor } from './browser';

jest.setTimeout(120_000);

const PACK = resolve(__dirname, '../../courses/intro-ml/prerequisites');
const solution = (problem: string, file: string): string =>
  readFileSync(join(PACK, 'problems', problem, 'solution', file), 'utf8').trim();

const COURSE = '/courses/intro-ml';
const ASSIGNMENT = `${COURSE}/assignments/prerequisites`;
const problem = (id: string): string => `${ASSIGNMENT}/problems/${id}`;

let platform: Platform;
let browser: Browser;
let student: Visitor;

beforeAll(async () => {
  platform = await startPlatform({ worker: true });
  browser = await launchBrowser();
  student = await visit(browser, platform.url);
  await student.page.goto('/');
  await signIn(student.page, ada);
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});
afterEach(() => {
  expect(student.complaints).toEqual([]);
});

/** Hands in what is on the page; ends on the page of the new submission. */
async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.waitForURL('**/submissions/*');
}

const score = (page: Page) => page.getByRole('region', { name: 'Score' });

it('asks to sign in, says when that fails, and goes on to the page that was asked for', async () => {
  const { page, close } = await visit(browser, platform.url);
  await page.goto(problem('sort'));
  await page.waitForURL('**/sign-in?next=*');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill('not this one');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('alert').innerText()).toContain('do not go together');
  await signIn(page, ada);
  expect(new URL(page.url()).pathname).toBe(problem('sort'));
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await page.waitForURL('**/sign-in');
  await page.goto(COURSE);
  await page.waitForURL('**/sign-in?next=*');
  await close();
});

it('leads from the course to the assignment with its mathematics typeset', async () => {
  const { page } = student;
  await page.goto('/');
  await page.waitForURL(`**${COURSE}`);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Prerequisites' }).click();
  await page.waitForURL(`**${ASSIGNMENT}`);
  await page.getByRole('link', { name: 'A matrix product' }).click();
  await page.locator('.katex-display').first().waitFor();
  expect(await page.locator('.katex-error').count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('Q1: shows how a matrix is read as it is typed, then grades it', async () => {
  const { page } = student;
  await page.goto(problem('matrix-product'));
  const answer = page.getByRole('textbox');
  await answer.fill('20 -2 0\n23 -4 ?\n-6 4 -2');
  await page.getByText(/^Line 2, character/).waitFor();

  await answer.fill(solution('matrix-product', 'c.txt'));
  await page.getByText('We read:').waitFor();
  await page.reload();
  expect(await answer.inputValue()).toBe(solution('matrix-product', 'c.txt'));

  await submit(page);
  await score(page).getByText('20 of 20 points').waitFor();
  expect(await page.getByText('Correct', { exact: true }).count()).toBeGreaterThan(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('Q2: tells a right derivative from a wrong one, and where the wrong one goes wrong', async () => {
  const { page } = student;
  await page.goto(problem('partial-derivatives'));
  const [y, theta] = [page.getByRole('textbox').nth(0), page.getByRole('textbox').nth(1)];
  await y.fill(solution('partial-derivatives', 'y.txt'));
  await theta.fill('2 y sin(theta)');
  await submit(page);
  await score(page).getByText('1 of 2 checks passed.').waitFor();
  expect(await page.getByText('Incorrect', { exact: true }).count()).toBe(1);
  expect(await page.getByText('your answer gives').count()).toBeGreaterThan(0);

  await page.getByRole('link', { name: 'Back to the problem' }).click();
  await theta.fill(solution('partial-derivatives', 'theta.txt'));
  await submit(page);
  await score(page).getByText('30 of 30 points').waitFor();
  await page.getByRole('link', { name: 'Attempt 1' }).click();
  await score(page).getByText('15 of 30 points').waitFor();
});

it('Q3: takes a file, shows grading live, then the report', async () => {
  const { page } = student;
  await page.goto(problem('sort'));
  const source = solution('sort', 'main.c');
  await page.getByLabel('Files to hand in').setInputFiles({
    name: 'my homework.c',
    mimeType: 'text/x-csrc',
    buffer: Buffer.from(source),
  });
  await page.getByText('my homework.c is handed in as main.c.').waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Text of main.c' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await submit(page);
  await page.getByRole('heading', { name: /^Check \d+ of \d+$/ }).waitFor();
  await page.getByRole('list', { name: 'Finished checks' }).getByRole('listitem').first().waitFor();
  await score(page).getByText('100 of 100 points').waitFor({ timeout: 90_000 });
  await page.getByText('main.c', { exact: true }).click();
  await page.getByRole('region', { name: 'main.c' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.goto(ASSIGNMENT);
  await page.getByText('100 / 100').waitFor();
  expect(await page.getByText('Solved', { exact: true }).count()).toBe(3);
});

it('keeps a submission from other students, and shows it to staff', async () => {
  const { page } = student;
  await page.goto(problem('sort'));
  await page.getByRole('link', { name: 'Attempt 1' }).click();
  await score(page).waitFor();
  const address = page.url();

  const other = await visit(browser, platform.url);
  await other.page.goto(address);
  await signIn(other.page, ben);
  await other.page.getByRole('heading', { name: 'Page not found' }).waitFor();
  expect(await accessibilityFaults(other.page)).toEqual([]);
  expect(await other.page.locator('body').innerText()).not.toContain('Sorting');
  await other.close();

  const staff = await visit(browser, platform.url);
  await staff.page.goto(`${COURSE}/submissions`);
  await signIn(staff.page, tess);
  const rows = staff.page.getByRole('row', { name: /Sorting in O\(N log N\)/ });
  expect(await rows.getByText('Graded').innerText()).toBe('Graded');
  expect(await accessibilityFaults(staff.page)).toEqual([]);
  await rows.getByRole('link', { name: /^Student [0-9a-f]{6}$/ }).click();
  await score(staff.page).getByText('100 of 100 points').waitFor();
  await staff.close();
});

it('says plainly when an answer can’t be read, and that it costs nothing', async () => {
  const { page } = student;
  await page.goto(problem('matrix-product'));
  await page.getByRole('textbox').fill('[[1, 2], [3');
  await submit(page);
  await page.getByText('it costs you nothing').waitFor();
  expect(await page.getByText('Could not be read', { exact: true }).count()).toBeGreaterThan(0);
});

it('asks for the state where the live feed does not get through', async () => {
  const { page, close } = await visit(browser, platform.url);
  await page.route('**/events', (route) => route.abort());
  await page.goto(problem('matrix-product'));
  await signIn(page, ben);
  await page.getByRole('textbox').fill(solution('matrix-product', 'c.txt'));
  await submit(page);
  await score(page).getByText('20 of 20 points').waitFor();
  await close();
});

it('keeps what was typed when the session ends meanwhile', async () => {
  const { page, close } = await visit(browser, platform.url);
  await page.goto(problem('partial-derivatives'));
  await signIn(page, ben);
  await page.getByRole('textbox').first().fill('2 y');
  await page.context().clearCookies();
  // The preview may notice the lost session first and take the form away: then there is nothing left to click.
  const submit = page.getByRole('button', { name: 'Submit' });
  await submit.click({ timeout: 5_000 }).catch(() => undefined);
  await page.waitForURL('**/sign-in?next=*');
  await signIn(page, ben);
  expect(await page.getByRole('textbox').first().inputValue()).toBe('2 y');
  await close();
});

it('needs no pointer: from signing in to the report by keys alone', async () => {
  const { page, close } = await visit(browser, platform.url);
  const { keyboard } = page;
  const tabTo = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < 30; presses += 1) {
      if (await page.locator(`${selector}:focus`).count()) return;
      await keyboard.press('Tab');
    }
    throw new Error(`30 tabs did not lead to ${selector}`);
  };
  await page.goto(problem('matrix-product'));
  await page.locator('input[name=email]:focus').waitFor();
  await keyboard.type(ben.email);
  await tabTo('input[name=password]');
  await keyboard.type(ben.password);
  await keyboard.press('Enter');
  await page.locator('h1:focus').waitFor();
  await tabTo('textarea');
  await keyboard.type(solution('matrix-product', 'c.txt'));
  await tabTo('button[type=submit]');
  await keyboard.press('Enter');
  await page.waitForURL('**/submissions/*');
  await page.locator('h1:focus').waitFor();
  await score(page).waitFor();
  await tabTo('summary');
  await keyboard.press('Enter');
  await page.locator('.case details[open]').waitFor();
  await close();
});

it('shows what a hostile student sends as text, and runs none of it', async () => {
  const { page } = student;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const markup = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  await page.goto(problem('partial-derivatives'));
  for (const text of [markup, '\\href{javascript:alert(3)}{y}', '\\htmlData{onclick=alert(4)}{y}']) {
    await page.getByRole('textbox').first().fill(text);
    await page.getByText(/^Line 1, character/).waitFor();
  }
  await page.goto(problem('sort'));
  await page.getByRole('button', { name: 'Remove main.c' }).click();
  await page.getByLabel('Files to hand in').setInputFiles({
    name: `${markup.replaceAll('/', '')}.c`,
    mimeType: 'text/x-csrc',
    buffer: Buffer.from(`#error ${markup}\n`),
  });
  await submit(page);
  await page.getByText('Does not compile', { exact: true }).first().waitFor();
  await page.getByRole('region', { name: 'Where the compiler stopped' }).getByText(markup).first().waitFor();
  expect(await page.locator('img[src=x], a[href^=javascript]').count()).toBe(0);
  expect(dialogs).toEqual([]);
});

it('makes a token, shows it once, and revokes it', async () => {
  const { page } = student;
  await page.goto('/tokens');
  await page.getByLabel('What is it for?').fill('laptop');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText(/^assay_pat_/).waitFor();
  await page.getByRole('button', { name: 'Revoke laptop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByText('No tokens').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
