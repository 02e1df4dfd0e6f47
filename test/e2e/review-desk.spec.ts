/** Reviewing by keys alone: the pace of it, two people at one submission, and keys that never fire while one types. */
import { Argon2PasswordHasher } from '#libs/persistence';
import type { Review } from '#libs/contracts';
import type { Browser, Locator, Page } from 'playwright-core';
import { ApiClient } from '../support/http';
import { People, type Person } from '../support/people';
import { ada, ivo, startPlatform, tess, type Account, type Platform } from '../support/platform';
import { accessibilityFaults, launchBrowser, signIn, visit, type Visitor } from './browser';

jest.setTimeout(240_000);

const COURSE = 'intro-ml';
const PROBLEM = `/api/courses/${COURSE}/assignments/prerequisites/problems/matrix-product`;
const REVIEWS = 20;
/** What is asked for: 20 reviews in 5 minutes. */
const ALLOWED_SECONDS = 300;

let platform: Platform;
let browser: Browser;
let people: People;
let student: Person;
let assistant: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  people = new People(platform, await new Argon2PasswordHasher().hash(ada.password));
  browser = await launchBrowser();
  student = await people.add('student', COURSE);
  assistant = await ApiClient.signedIn(platform.url, tess);
  const items = [
    { id: null, text: 'Explains the order', points: 4 },
    { id: null, text: 'Shows the steps', points: 2 },
    { id: null, text: 'Unreadable', points: -1 },
  ];
  await assistant.post(`${PROBLEM}/rubric`, { seenRevision: 0, scoring: 'positive', items });
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

const desk = (id: string) => `/submissions/${id}/review`;
const item = (page: Page, text: string, pressed: boolean): Locator =>
  page.getByRole('button', { name: text, pressed });
/** @throws Error when it does not come to hold */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it does not come to hold');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const reviewOf = async (id: string) =>
  (await assistant.get(`/api/submissions/${id}/review`)).json as unknown as Review;

it('of two at one submission each sees the other, and nothing is lost', async () => {
  const id = await people.submissionOf(student, COURSE, true);
  const one = await open(tess, desk(id));
  await item(one.page, 'Explains the order', false).waitFor();
  const other = await open(ivo, desk(id));
  await item(other.page, 'Explains the order', false).waitFor();
  await other.page.getByText(`Also open at: ${tess.name}`).waitFor();
  await one.page.getByText(`Also open at: ${ivo.name}`).waitFor();

  // What the other does arrives, too, but later than a quick hand.
  await other.page.route('**/api/submissions/*/review', (route) => route.abort());
  await one.page.keyboard.press('1');
  await item(one.page, 'Explains the order', true).waitFor();
  await eventually(async () => (await reviewOf(id)).markings.length === 1);
  await other.page.keyboard.press('2');
  const conflict = other.page.getByRole('alert');
  await conflict.waitFor();
  await other.page.unroute('**/api/submissions/*/review');
  await conflict.getByText(`${tess.name} marked this meanwhile.`).waitFor();
  await conflict.getByText('Explains the order (draft)').waitFor();
  await conflict.getByText('Shows the steps (draft)').waitFor();
  expect(await accessibilityFaults(other.page)).toEqual([]);
  expect((await reviewOf(id)).markings).toHaveLength(1);

  await conflict.getByRole('button', { name: 'Leave it as it is' }).press('Enter');
  await other.page.keyboard.press('2');
  await item(one.page, 'Shows the steps', true).waitFor();
  await item(one.page, 'Explains the order', true).waitFor();
  const { markings } = await reviewOf(id);
  expect(markings.map(({ author, items }) => [author, items.length])).toEqual([
    [ivo.name, 2],
    [tess.name, 1],
  ]);
  expect([...one.complaints, ...other.complaints]).toEqual([]);
  await one.close();
  await other.close();
});

it('listens to keys only where they are meant, takes marks back, and lets keys be changed and switched off', async () => {
  const id = await people.submissionOf(student, COURSE, true);
  const { page, complaints, close } = await open(tess, desk(id));
  await item(page, 'Explains the order', false).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('1');
  await page.keyboard.press('3');
  await item(page, 'Unreadable', true).waitFor();
  await page.keyboard.press('z');
  await item(page, 'Unreadable', false).waitFor();
  await item(page, 'Explains the order', true).waitFor();

  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Comment on line 1' }).waitFor();
  await page.keyboard.type('n 1 2 3 ? p g');
  await page.getByRole('checkbox', { name: 'Keep it to be used again' }).check();
  await page.getByRole('textbox', { name: 'Comment on line 1' }).press('Control+Enter');
  await page
    .getByRole('article', { name: `Comment of ${tess.name}` })
    .getByText('n 1 2 3 ? p g')
    .waitFor();
  await item(page, 'Shows the steps', false).waitFor();
  await page.keyboard.press('c');
  await page.getByRole('button', { name: 'n 1 2 3 ? p g (1 use)' }).press('Enter');
  await eventually(async () => (await reviewOf(id)).comments.length === 2);

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  const undo = keys.getByRole('textbox', { name: 'Key for: Undo the last mark' });
  await undo.fill('n');
  await keys.getByText('Taken: Next that waits').waitFor();
  await undo.fill('x');
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'hidden' });
  await page.keyboard.press('z');
  await item(page, 'Explains the order', true).waitFor();
  await page.keyboard.press('x');
  await item(page, 'Explains the order', false).waitFor();

  await page.keyboard.press('?');
  await keys.getByRole('switch', { name: 'Single keys do something' }).click();
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'hidden' });
  await page.reload();
  await item(page, 'Explains the order', false).waitFor();
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Explains the order' }).press('Enter');
  await item(page, 'Explains the order', true).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

it(`keeps the pace of ${String(REVIEWS)} reviews in ${String(ALLOWED_SECONDS)} seconds, by keys alone`, async () => {
  await platform.source.query('DELETE FROM review_claims');
  await platform.source.query('UPDATE markings SET finished = TRUE');
  for (let n = 0; n < REVIEWS; n++) {
    await people.submissionOf(await people.add('student', COURSE, `student-${String(n)}`), COURSE, true);
  }
  const { page, complaints, close } = await open(tess, `/courses/${COURSE}/review`);
  const waiting = async () =>
    (await assistant.get(`/api/courses/${COURSE}/review-queue?state=waiting`)).json as { items: unknown[] };
  const before = (await waiting()).items.length;
  expect(await accessibilityFaults(page)).toEqual([]);
  await page
    .getByRole('button', { name: /^Review next: .*/ })
    .first()
    .press('Enter');
  const start = performance.now();
  let last = `/courses/${COURSE}/review`;
  for (let n = 0; n < REVIEWS; n++) {
    await page.waitForURL((url) => url.pathname.endsWith('/review') && url.pathname !== last);
    last = new URL(page.url()).pathname;
    const name = `Student ${last.split('/').at(2)?.slice(0, 6) ?? ''}`;
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('region', { name: 'c.txt' }).waitFor();
    await page.keyboard.press(n % 3 === 0 ? '2' : '1');
    await page.getByRole('button', { pressed: true }).first().waitFor();
    if (n % 5 === 0) {
      await page.keyboard.press('c');
      await page.getByRole('textbox', { name: 'Comment on line 1' }).waitFor();
      await page.keyboard.type('Say why.');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('article').getByText('Say why.').waitFor();
    }
    await page.keyboard.press('g');
  }
  await eventually(async () => (await waiting()).items.length === before - REVIEWS);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`pace: ${String(REVIEWS)} reviews in ${seconds.toFixed(1)} s\n`);
  expect(seconds).toBeLessThan(ALLOWED_SECONDS);
  expect(complaints).toEqual([]);
  await close();
});
