/** A grade that is disputed and mended: student and assistant in two browsers, on the whole platform. */
import type { Browser, Page } from 'playwright-core';
import { Pack } from '#libs/grading';
import { PostgresCatalog } from '#libs/persistence';
import { ApiClient, untilFinal } from '../support/http';
import { ada, ben, ivo, startPlatform, tess, type Account, type Platform } from '../support/platform';
import { accessibilityFaults, launchBrowser, signIn, visit, type Visitor } from './browser';

jest.setTimeout(120_000);

const Q1 = '/api/courses/intro-ml/assignments/prerequisites/problems/matrix-product/submissions';

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

/** A graded, wrong answer of this student. */
async function wrongAnswerOf(student: Account): Promise<string> {
  const client = await ApiClient.signedIn(platform.url, student);
  const { json } = await client.post(Q1, { answers: { c: '[[1, 2, 3], [4, 5, 6], [7, 8, 9]]' } });
  const id = String(json['id']);
  await untilFinal(client, id);
  return id;
}

async function open(account: Account, path: string): Promise<Visitor> {
  const visitor = await visit(browser, platform.url);
  await visitor.page.goto(path);
  await signIn(visitor.page, account);
  return visitor;
}

const regrade = (page: Page) => page.getByRole('region', { name: 'Regrade' });

it('is asked for, answered and set by keys alone, and the student sees what changed and why', async () => {
  const id = await wrongAnswerOf(ada);
  const student = await open(ada, `/submissions/${id}`);
  await student.page.getByRole('button', { name: 'Ask for a regrade' }).press('Enter');
  await student.page
    .getByRole('textbox', { name: 'Why should it be graded again?' })
    .pressSequentially('Row 2 is right.\nPlease look.');
  expect(await accessibilityFaults(student.page)).toEqual([]);
  await student.page.keyboard.press('Tab');
  await student.page.keyboard.press('Enter');
  await regrade(student.page).getByText('Waits for an answer').waitFor();

  const staff = await open(tess, '/courses/intro-ml');
  await staff.page.getByRole('link', { name: 'Requests' }).press('Enter');
  await staff.page.getByRole('cell', { name: 'Row 2 is right. Please look.' }).waitFor();
  expect(await accessibilityFaults(staff.page)).toEqual([]);
  await staff.page.getByRole('link', { name: ada.name }).press('Enter');
  await staff.page.getByRole('textbox', { name: 'Points, of 20' }).fill('12.5');
  await staff.page.getByRole('textbox', { name: 'Reason' }).pressSequentially('Half of it follows.');
  await staff.page.keyboard.press('Tab');
  await staff.page.keyboard.press('Enter');
  await staff.page.getByText(`12.5 of 20 points count, set by ${tess.name}`).waitFor();
  await staff.page.getByRole('textbox', { name: 'Answer' }).fill('You are right, see the points.');
  await staff.page.getByRole('button', { name: 'Accept' }).press('Enter');
  await regrade(staff.page).getByText('Accepted').waitFor();
  expect(await accessibilityFaults(staff.page)).toEqual([]);
  await staff.page.getByRole('link', { name: 'Requests' }).press('Enter');
  await staff.page.getByText('Nothing waits for an answer').waitFor();

  await student.page.reload();
  await student.page.getByText(`12.5 of 20 points count, set by ${tess.name}`).waitFor();
  await regrade(student.page).getByText('You are right, see the points.').waitFor();
  await student.page.goto('/courses/intro-ml/assignments/prerequisites');
  await student.page.getByText('12.5 / 20').waitFor();
  expect([...student.complaints, ...staff.complaints]).toEqual([]);
  await student.close();
  await staff.close();
});

it('of two who decide at once, the second is told and overwrites nothing', async () => {
  const id = await wrongAnswerOf(ben);
  const visitors = [await open(tess, `/submissions/${id}`), await open(tess, `/submissions/${id}`)] as const;
  const set = async ({ page }: Visitor, points: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Points, of 20' }).fill(points);
    await page.getByRole('textbox', { name: 'Reason' }).fill(`It is worth ${points}.`);
    await page.getByRole('button', { name: 'Set points' }).click();
  };
  const [first, second] = visitors;
  await first.page.getByRole('region', { name: 'Set other points' }).waitFor();
  await second.page.getByRole('region', { name: 'Set other points' }).waitFor();
  await set(first, '10');
  await first.page.getByText('10 of 20 points count').waitFor();
  await set(second, '20');
  await second.page.getByRole('alert').getByText('Somebody else changed these points meanwhile.').waitFor();
  await second.page.getByText('10 of 20 points count').waitFor();
  expect(await second.page.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('It is worth 20.');
  await second.page.getByRole('button', { name: 'Set points' }).click();
  await second.page.getByText('20 of 20 points count').waitFor();
  for (const { close } of visitors) await close();
});

it('is mended for everybody by a run: every change is seen first, and the student reads why', async () => {
  const id = await wrongAnswerOf(ada);
  await publishWrongKey();
  const staff = await open(ivo, '/courses/intro-ml/regrade-runs');
  const form = staff.page.getByRole('region', { name: 'Start a run' });
  await form.getByLabel('Assignment').selectOption('prerequisites');
  await form.getByLabel('Submissions').selectOption('latest');
  await form.getByLabel('Why').fill('The key was wrong.');
  expect(await accessibilityFaults(staff.page)).toEqual([]);
  await form.getByRole('button', { name: 'Grade again' }).press('Enter');
  await staff.page.getByRole('heading', { name: 'Regrade of matrix-product' }).waitFor();
  const row = staff.page.getByRole('region', { name: 'Students' }).getByRole('row', { name: ada.name });
  await row.getByRole('cell', { name: '20', exact: true }).waitFor();
  expect(await accessibilityFaults(staff.page)).toEqual([]);
  await staff.page.getByRole('button', { name: 'Apply' }).press('Enter');
  await staff.page.getByText('Applied by').waitFor();

  const student = await open(ada, `/submissions/${id}`);
  const told = student.page.getByRole('region', { name: 'Regraded' });
  await told.getByText('The key was wrong.').waitFor();
  await told.getByText('by version 2').waitFor();
  await student.page.goto('/courses/intro-ml/assignments/prerequisites');
  const changes = student.page.getByRole('region', { name: 'Changes of this assignment' });
  await changes.getByText('matrix-product: how it is graded').waitFor();
  expect(await accessibilityFaults(student.page)).toEqual([]);

  await staff.page.getByLabel('Why it is reverted').fill('It was right after all.');
  await staff.page.getByRole('button', { name: 'Revert' }).press('Enter');
  await staff.page.getByText('Reverted by').waitFor();
});

/** A second version of the assignment, whose key is what everybody here answers. */
async function publishWrongKey(): Promise<void> {
  const catalog = new PostgresCatalog(platform.source);
  const version = (await catalog.findCurrentAssignment('intro-ml', 'prerequisites'))!;
  const manifest = new TextDecoder().decode(version.pack.files.get('assignment.yaml'));
  const edited = manifest.replace('expected: A @ B.T', 'expected: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]');
  const files = new Map(version.pack.files).set('assignment.yaml', new TextEncoder().encode(edited));
  const author = { name: ivo.email, reason: 'The key was wrong.' };
  await catalog.publish('intro-ml', 'prerequisites', 0, Pack.fromFiles(files), new Date(), author);
}
