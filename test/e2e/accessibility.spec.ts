/**
 * Every page of the portal in its important states, as axe sees it: by day and by night, on a desk and on a phone, for each
 * role, in both languages. A page that is added to the routes and not looked at here fails this spec.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type StudentReport, studentReportSchema, type SubmissionView } from '#libs/contracts';
import { Argon2PasswordHasher, PostgresAccounts } from '#libs/persistence';
import { ApiClient, untilFinal } from '../support/http';
import { ada, ben, ivo, startPlatform, tess, type Account, type Platform } from '../support/platform';
import { checkThatSays, everyEvidence, reportWith } from '../support/reports';
import { axeFaults, launchBrowser, visit, type Visitor } from './browser';

jest.setTimeout(240_000);

const COURSE = '/courses/intro-ml';
const problem = (id: string): string => `${COURSE}/assignments/prerequisites/problems/${id}`;
const Q1 = `/api${problem('matrix-product')}/submissions`;
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

/** Addresses of all pages, as the router has them. */
const ROUTES = [
  '/',
  ...[
    ...readFileSync(join(__dirname, '../../apps/portal/src/app/routes.tsx'), 'utf8').matchAll(
      /path: '([^']+)'/g,
    ),
  ].map(([, path = '']) => (path === '*' ? path : `/${path}`)),
];
const seen = new Set<string>();

function routeOf(pathname: string): string {
  const fits = (route: string): boolean =>
    route !== '*' && new RegExp(`^${route.replaceAll(/:[a-z]+/g, '[^/]+')}$`).test(pathname);
  return ROUTES.find(fits) ?? '*';
}

/** Folder for pictures of every state, light, dark and on a phone; without the setting none are taken. */
const PICTURES = process.env['ASSAY_PICTURES'];

const pictureOf =
  (page: Page, name: string) =>
  async (look: 'light' | 'dark' | 'phone'): Promise<void> => {
    if (PICTURES === undefined) return;
    const file = `${name.replaceAll(/[^a-z]+/gi, '-').replace(/^-/, '')}-${look}.png`;
    await page.screenshot({ path: join(PICTURES, file) });
  };

/** What makes the page scroll sideways: nothing, or the elements that reach beyond its edge. */
const TOO_WIDE = `(() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const reaching = [...document.querySelectorAll('body *')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth && !element.parentElement.closest('.scroll-x'),
  );
  return reaching.map(({ tagName, className }) => tagName + '.' + className);
})()`;

/** A page as its visitor has it now, in both schemes and on a phone. */
async function look({ page }: Visitor, state: string, night = true): Promise<readonly string[]> {
  await page.locator('h1').waitFor();
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  const { pathname } = new URL(page.url());
  seen.add(routeOf(pathname));
  const picture = pictureOf(page, `${routeOf(pathname)} ${state}${night ? '' : ' German'}`);
  const light = await axeFaults(page);
  await picture('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = night ? await axeFaults(page, ['color-contrast', 'link-in-text-block']) : [];
  if (night) await picture('dark');
  await page.setViewportSize(PHONE);
  // Open menus and dialogs move to their new place a moment later.
  await page.evaluate('new Promise((done) => setTimeout(done, 100))');
  const wide = await page.evaluate<string[]>(TOO_WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
  await picture('phone');
  await page.setViewportSize(DESK);
  return [
    ...light,
    ...dark.map((fault) => `dark: ${fault}`),
    ...wide.map((element) => `scrolls sideways on a phone: ${element}`),
  ].map((fault) => `${pathname} (${state}): ${fault}`);
}

let platform: Platform;
let browser: Browser;
/** Of ada: graded with a request, and one that could not be read. */
let graded: string;
let unreadable: string;
/** A regrade run of it, that nobody has applied. */
let run: string;
let report: StudentReport;

async function handIn(client: ApiClient, c: string): Promise<string> {
  const { json } = await client.post(Q1, { answers: { c } });
  await untilFinal(client, String(json['id']));
  return String(json['id']);
}

beforeAll(async () => {
  platform = await startPlatform({ worker: true });
  browser = await launchBrowser();
  const student = await ApiClient.signedIn(platform.url, ada);
  unreadable = await handIn(student, '[[1, 2], [3');
  graded = await handIn(student, '[[1, 2, 3], [4, 5, 6], [7, 8, 9]]');
  await student.post(`/api/submissions/${graded}/regrade-requests`, { about: null, text: 'Row 1 is right.' });
  report = studentReportSchema.parse((await student.get(`/api/submissions/${graded}/report`)).json);
  const instructor = await ApiClient.signedIn(platform.url, ivo);
  const started = await instructor.post(`/api${COURSE}/assignments/prerequisites/regrade-runs`, {
    ...{ problem: 'matrix-product', from: null, to: 1, twice: false, reason: 'To see what changes.' },
    selection: { kind: 'all' },
  });
  run = String(started.json['id']);
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
});

async function enter(account: Account, path: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const visitor = await visit(browser, platform.url, { colorScheme: 'light', ...options });
  await visitor.page.goto('/sign-in');
  await visitor.page.locator('input[name=email]').fill(account.email);
  await visitor.page.locator('input[name=password]').fill(account.password);
  await visitor.page.keyboard.press('Enter');
  await visitor.page.locator('header').waitFor();
  await visitor.page.goto(path);
  return visitor;
}

/** Opens an address and waits for its heading. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('h1').waitFor();
}

/** The submission as if its job stood so; all else is the server's. */
async function pretend(page: Page, job: Partial<SubmissionView['job']>): Promise<void> {
  await page.route(`**/api/submissions/${graded}`, async (route) => {
    const response = await route.fetch();
    const real = (await response.json()) as SubmissionView;
    await route.fulfill({ json: { ...real, points: null, job: { ...real.job, ...job } } });
  });
}

it('welcomes strangers', async () => {
  const visitor = await visit(browser, platform.url, { colorScheme: 'light' });
  const { page } = visitor;
  const faults: string[] = [];
  await open(page, '/sign-in?next=%2Ftokens');
  faults.push(...(await look(visitor, 'asked for')));
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill('not this one');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  faults.push(...(await look(visitor, 'refused')));
  await open(page, '/sign-in?problem=sso.unknown');
  faults.push(...(await look(visitor, 'single sign-on failed')));
  await open(page, '/forgot-password');
  faults.push(...(await look(visitor, 'no mail')));
  await open(page, '/password');
  faults.push(...(await look(visitor, 'incomplete')));
  await open(page, '/password#a-token');
  await page.reload();
  faults.push(...(await look(visitor, 'form')));
  await open(page, '/unsubscribe');
  faults.push(...(await look(visitor, 'incomplete')));
  expect(faults).toEqual([]);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

it('serves students', async () => {
  const visitor = await enter(ada, COURSE);
  const { page } = visitor;
  const faults: string[] = [];
  const see = async (state: string): Promise<void> => void faults.push(...(await look(visitor, state)));

  await see('assignments');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Access tokens' }).waitFor();
  await see('menu open');
  await page.keyboard.press('Escape');

  await open(page, `${COURSE}/assignments/prerequisites`);
  await page.locator('.katex').first().waitFor();
  await see('handout');

  await open(page, problem('matrix-product'));
  await page.getByRole('textbox').fill('20 -2 0\n23 -4 ?');
  await page.getByText(/^Line 2, character/).waitFor();
  await see('misread answer');
  await page.getByRole('textbox').fill('[[1]]');
  await page.getByText('We read:').waitFor();
  await see('read answer');
  await page.getByRole('textbox').fill('');
  await page.getByRole('button', { name: 'Submit' }).click();
  await see('asked to answer');

  await open(page, problem('sort'));
  await page.getByLabel('Files to hand in').setInputFiles({
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('hm'),
  });
  await page.getByRole('button', { name: 'Write here' }).click();
  await page.locator('.cm-content').waitFor();
  await see('editor');

  await open(page, `/submissions/${unreadable}`);
  await page.getByText('it costs you nothing').waitFor();
  await see('not gradable');

  await open(page, `/submissions/${graded}`);
  await page.getByRole('region', { name: 'Score' }).waitFor();
  await page.getByText('c.txt').first().click();
  await see('graded');
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('button', { name: 'Ask for a regrade' }).click();
  await page.getByRole('combobox', { name: 'What is it about?' }).click();
  await page.getByRole('option').first().waitFor();
  await see('asking for a regrade');
  await page.getByRole('textbox', { name: 'Why should it be graded again?' }).fill('Row 1 is right.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Waits for an answer').waitFor();

  await open(page, '/tokens');
  await page.getByLabel('What is it for?').fill('laptop');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText(/^assay_pat_/).waitFor();
  await see('made');
  await page.getByRole('button', { name: 'Revoke laptop' }).click();
  await page.getByRole('dialog').waitFor();
  await see('dialog');

  await open(page, '/account/password');
  await see('form');
  await open(page, '/notifications');
  await see('empty');
  await open(page, '/nowhere');
  await see('not found');
  await open(page, `${COURSE}/grades`);
  await see('not for students');

  await open(page, COURSE);
  await page.context().setOffline(true);
  await page.getByText('You are offline.').waitFor();
  await see('offline');
  await page.context().setOffline(false);

  expect(faults).toEqual([]);
  await visitor.close();
});

it('shows every kind of evidence and every state of grading', async () => {
  const visitor = await enter(ada, COURSE);
  const { page } = visitor;
  const faults: string[] = [];
  const see = async (state: string): Promise<void> => void faults.push(...(await look(visitor, state)));

  const checks = (
    [
      'correct',
      'partially-correct',
      'invalid',
      'crashed',
      'timed-out',
      'rejected',
      'needs-review',
      'not-run',
    ] as const
  ).map((verdict) => checkThatSays(`A check that is ${verdict}`, [], { verdict }));
  const shown = {
    ...reportWith(report, [checkThatSays('all', everyEvidence('x^2')), ...checks]),
    hidden: { count: 2, maxPoints: 3 },
  };
  await page.route('**/report', (route) => route.fulfill({ json: shown }));
  await open(page, `/submissions/${graded}`);
  await page.locator('.uplot').waitFor();
  await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
  await see('evidence');
  await page.unroute('**/report');
  await page.route('**/report', (route) => route.fulfill({ status: 500 }));
  await open(page, `/submissions/${graded}`);
  await page.getByText('This part could not be loaded').waitFor();
  await see('report failed');

  await page.route('**/events', (route) => route.abort());
  for (const state of ['queued', 'running', 'failed', 'cancelled', 'superseded'] as const) {
    await pretend(page, { state, ahead: 2, eta: { from: 5, to: 20 }, casesDone: 1, casesPlanned: 3 });
    await open(page, `/submissions/${graded}`);
    await see(state);
    await page.unroute(`**/api/submissions/${graded}`);
  }
  await page.route(`**/api${COURSE}`, (route) => route.fulfill({ status: 503 }));
  await open(page, COURSE);
  await see('failed');
  await page.unroute(`**/api${COURSE}`);

  expect(faults).toEqual([]);
  await visitor.close();
});

it('serves people who are in no course', async () => {
  const nobody = {
    role: '',
    name: 'Nobody',
    email: 'nobody@assay.example',
    password: 'four words are enough',
  };
  const passwordHash = await new Argon2PasswordHasher().hash(nobody.password);
  await new PostgresAccounts(platform.source).saveUser({ ...nobody, passwordHash });
  const visitor = await enter(nobody, '/');
  await visitor.page.getByText('You are in no course yet').waitFor();
  expect(await look(visitor, 'empty')).toEqual([]);
  await visitor.close();
});

const STAFF_PAGES = [
  'submissions',
  'review',
  'regrade-requests',
  'regrade-runs',
  'grades',
  'extensions',
  'people',
  'audit',
];

it('serves assistants', async () => {
  const visitor = await enter(tess, COURSE);
  const { page } = visitor;
  const faults: string[] = [];
  const see = async (state: string): Promise<void> => void faults.push(...(await look(visitor, state)));
  await see('assignments');
  for (const path of STAFF_PAGES) {
    await open(page, `${COURSE}/${path}`);
    await see('filled');
  }
  await open(page, `${COURSE}/grades`);
  await page.getByRole('textbox', { name: 'Search for a student' }).fill('nobody at all');
  await page.getByText('Nobody found').waitFor();
  await see('nobody found');
  await page.getByRole('button', { name: 'Save as' }).click();
  await page.getByRole('menuitem').first().waitFor();
  await see('menu open');
  await open(page, `/submissions/${graded}`);
  await page.getByRole('textbox', { name: 'Answer' }).fill('Look at row 2.');
  await see('review');
  await open(page, `/submissions/${graded}/review`);
  await see('desk');
  expect(faults).toEqual([]);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

it('serves instructors', async () => {
  const visitor = await enter(ivo, `${COURSE}/people`);
  const { page } = visitor;
  const faults: string[] = [];
  const see = async (state: string): Promise<void> => void faults.push(...(await look(visitor, state)));
  await page.locator('input[type=file]').setInputFiles({
    name: 'roster.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name,Email\nGrace,grace at example\nEmmy,emmy@assay.example\n'),
  });
  await page.getByText('Lines to mend first').waitFor();
  await see('preview of a roster');
  await page.getByRole('button', { name: `Link for ${ben.name}` }).click();
  await page.getByRole('dialog').waitFor();
  await see('dialog');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByText('/password#').waitFor();
  await see('link made');
  for (const path of [
    `${COURSE}/regrade-runs/${run}`,
    `${COURSE}/publications`,
    `${problem('matrix-product')}/rubric`,
  ]) {
    await open(page, path);
    await see('as instructors see it');
  }
  await open(page, `${COURSE}/people`);
  await page.getByRole('button', { name: `See the course as ${ben.name}` }).click();
  await page.getByText(`you see this as ${ben.name} does`).waitFor();
  await see('as a student');
  expect(faults).toEqual([]);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

it('speaks German on every page to who reads German', async () => {
  const visitor = await enter(ivo, COURSE, { locale: 'de-DE' });
  const { page } = visitor;
  const faults: string[] = [];
  const paths = [
    COURSE,
    `${COURSE}/assignments/prerequisites`,
    problem('sort'),
    `/submissions/${graded}`,
    '/tokens',
    '/account/password',
    ...STAFF_PAGES.map((path) => `${COURSE}/${path}`),
  ];
  for (const path of paths) {
    await open(page, path);
    // What colours there are was looked at in English.
    faults.push(...(await look(visitor, 'German', false)));
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
  }
  await page.getByRole('button', { name: /^Konto von/ }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Changes' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(faults).toEqual([]);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

it('has looked at every page there is', () => {
  expect([...seen].sort()).toEqual([...ROUTES].sort());
});
