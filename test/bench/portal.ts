/**
 * How quick the portal feels, in headless Chromium: `npm start` in one terminal, then
 * `npm run build && node dist/test/bench/portal.js` in another.
 *
 * Sign-in, pages and live events are the platform's own; the large report and the large gradebook are put in the place of
 * the server's answers, so that only the browser's work is measured.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Gradebook, gradebookSchema, studentReportSchema } from '#libs/contracts';
import { checkThatSays, everyEvidence, reportWith } from '../support/reports';
import { median, quantile } from './statistics';

const BASE = process.env['ASSAY_URL'] ?? 'http://127.0.0.1:3000';
const COURSE = '/courses/intro-ml';
const PROBLEM = `${COURSE}/assignments/prerequisites/problems/matrix-product`;
const DEMO = JSON.parse(
  readFileSync(join(resolve(__dirname, '../../..'), 'apps/cli/demo-accounts.json'), 'utf8'),
) as { role: string; email: string; password: string }[];

const row = (name: string, value: string, budget: string): void => {
  process.stdout.write(`${name.padEnd(52)}${value.padStart(22)}   ${budget}\n`);
};

/** A browser profile of somebody with this role, signed in. */
async function enter(browser: Browser, role: string): Promise<Page> {
  const account = DEMO.find((one) => one.role === role);
  if (account === undefined) throw new Error(`no demo account is ${role}`);
  const page = await (await browser.newContext({ baseURL: BASE })).newPage();
  await page.goto('/sign-in');
  await page.locator('input[name=email]').fill(account.email);
  await page.locator('input[name=password]').fill(account.password);
  await page.keyboard.press('Enter');
  await page.locator('header').waitFor();
  return page;
}

/** Compressed bytes of the scripts that index.html names: what is there before any page's own. */
async function measureFirstLoad(): Promise<void> {
  const html = await (await fetch(BASE)).text();
  const scripts = [...html.matchAll(/\/assets\/[^"]+\.js/g)].map(([path]) => path);
  for (const encoding of ['br', 'gzip']) {
    let bytes = 0;
    for (const script of scripts) {
      // fetch would unpack: the length is what goes over the wire.
      const { headers } = await fetch(BASE + script, {
        method: 'HEAD',
        headers: { 'accept-encoding': encoding },
      });
      bytes += Number(headers.get('content-length'));
    }
    row(`scripts before those of a page, ${encoding}`, `${(bytes / 1000).toFixed(0)} kB`, '≤ 200 kB');
  }
}

/** From the click to the heading of the next page, measured in the page; chunks and data were fetched before. */
async function measureRouteChange(page: Page): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    await page.goto(COURSE);
    await page.getByRole('link', { name: 'Prerequisites' }).waitFor();
    if (round === 0) {
      await page.getByRole('link', { name: 'Prerequisites' }).click();
      await page.getByRole('heading', { level: 1, name: 'Prerequisites' }).waitFor();
      continue;
    }
    times.push(
      await page.evaluate<number>(`new Promise((done) => {
        const started = performance.now();
        new MutationObserver((_, observer) => {
          if (document.querySelector('h1')?.textContent !== 'Prerequisites') return;
          observer.disconnect();
          requestAnimationFrame(() => done(performance.now() - started));
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
        document.querySelector('a[href$="/assignments/prerequisites"]').click();
      })`),
    );
  }
  row(
    'route change, course to assignment',
    `${median(times).toFixed(0)} ms, p90 ${quantile(times, 0.9).toFixed(0)}`,
    '≤ 150 ms',
  );
}

/** From handing in to what shows that its event came: the server's time of the event against the page's. */
async function measureLive(page: Page): Promise<string> {
  const delays: number[] = [];
  let submission = '';
  for (let round = 0; round < 8; round += 1) {
    await page.goto(PROBLEM);
    await page.getByRole('textbox').fill(`[[${String(round)}, 2, 3], [4, 5, 6], [7, 8, 9]]`);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('region', { name: 'Score' }).waitFor();
    const seen = Date.now();
    submission = page.url().split('/').at(-1) ?? '';
    const report = await page.request.get(`/api/submissions/${submission}/report`);
    const { finishedAt } = studentReportSchema.parse(await report.json());
    delays.push(seen - Date.parse(finishedAt));
  }
  row(
    'report on the screen after grading ended',
    `${median(delays).toFixed(0)} ms, p90 ${quantile(delays, 0.9).toFixed(0)}`,
    '≤ 500 ms',
  );
  return submission;
}

/** Until a check far down can be operated, its charts drawn. */
async function measureReport(page: Page, submission: string): Promise<void> {
  const answer = await page.request.get(`/api/submissions/${submission}/report`);
  const real = studentReportSchema.parse(await answer.json());
  const plot = everyEvidence('1').filter(({ kind }) => kind === 'series');
  const cases = Array.from({ length: 200 }, (_, index) =>
    checkThatSays(`case ${String(index)}`, index < 3 ? plot : []),
  );
  await page.route('**/report', (route) => route.fulfill({ json: reportWith(real, cases) }));
  const times: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const fetched = page.waitForResponse('**/report');
    await page.goto(`/submissions/${submission}`);
    await fetched;
    const started = performance.now();
    await page.locator('.uplot').nth(2).waitFor();
    await page.evaluate('document.querySelectorAll(".case > details > summary")[199].click()');
    await page.locator('.case').nth(199).locator('details[open]').waitFor({ state: 'attached' });
    times.push(performance.now() - started);
  }
  row(
    'report of 200 checks and 3 charts, interactive',
    `${median(times).toFixed(0)} ms, p90 ${quantile(times, 0.9).toFixed(0)}`,
    '≤ 1000 ms',
  );
}

/** Frames that the browser drew while the list was scrolled through. */
async function measureGradebook(page: Page): Promise<void> {
  const real = gradebookSchema.parse(
    await (await page.request.get('/api/courses/intro-ml/gradebook')).json(),
  );
  const [assignment] = real.assignments;
  const [student] = real.students;
  if (assignment === undefined || student === undefined) throw new Error('the gradebook is empty');
  const assignments = Array.from({ length: 20 }, (_, n) => ({ ...assignment, id: `week-${String(n)}` }));
  const totals = Object.fromEntries(assignments.map(({ id }, n) => [id, n + 0.5]));
  const students = Array.from({ length: 500 }, (_, n) => ({
    ...student,
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    name: `Student ${String(n)}`,
    totals,
  }));
  const book: Gradebook = { ...real, assignments, students };
  await page.route('**/gradebook', (route) => route.fulfill({ json: book }));
  await page.goto(`${COURSE}/grades`);
  await page.getByRole('rowheader').first().waitFor();
  const frames = await page.evaluate<number[]>(`new Promise((done) => {
    const times = [];
    const step = (now) => {
      times.push(now);
      window.scrollBy(0, 60);
      if (times.length < 240) requestAnimationFrame(step);
      else done(times);
    };
    requestAnimationFrame(step);
  })`);
  const gaps = frames.slice(1).map((time, index) => time - (frames[index] ?? time));
  const spent = (frames.at(-1) ?? 0) - (frames[0] ?? 0);
  row(
    'gradebook of 500 × 20, scrolled',
    `${((gaps.length / spent) * 1000).toFixed(0)} frames/s, worst ${Math.max(...gaps).toFixed(0)} ms`,
    '≥ 50 frames/s',
  );
}

async function main(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['ASSAY_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    await measureFirstLoad();
    const student = await enter(browser, 'student');
    await measureRouteChange(student);
    await measureReport(student, await measureLive(student));
    await measureGradebook(await enter(browser, 'instructor'));
  } finally {
    await browser.close();
  }
}

void main();
