/**
 * Words that would run if the portal took them for more than words: in names, file names, answers, requests, reasons, program
 * output, reports and handouts, on every page that shows them. Nothing runs, nothing is asked of another host, and the
 * content security policy, the second wall, is never needed.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { studentReportSchema } from '#libs/contracts';
import { graders } from '#graders';
import { GraderRegistry, LoadCourse, SystemClock } from '#libs/grading';
import { Argon2PasswordHasher, PostgresAccounts, PostgresCatalog } from '#libs/persistence';
import { ApiClient, untilFinal } from '../support/http';
import { startPlatform, type Account, type Platform } from '../support/platform';
import { checkThatSays, everyEvidence, reportWith } from '../support/reports';
import { launchBrowser, signIn, visit, type Visitor } from './browser';

jest.setTimeout(180_000);

/** Short enough for a name. */
const NAME = `<img src=x onerror=pwned()>"'><svg onload=pwned()>`;
/** Ways in that mark-up, Markdown, LaTeX, SVG and addresses have offered elsewhere. */
const CORPUS = [
  '<script>pwned()</script>',
  '</textarea></title></script><script>pwned()</script>',
  '<img src=x onerror=pwned()>',
  '<svg><animate onbegin=pwned() attributeName=x dur=1s></svg>',
  '<svg><a xlink:href="javascript:pwned()"><text>x</text></a></svg>',
  '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
  '<math><mtext><table><mglyph><style><img src=x onerror=pwned()></style></mglyph></table></mtext></math>',
  '<form><button formaction=javascript:pwned()>x</button></form>',
  '<base href=https://evil.example/><link rel=stylesheet href=https://evil.example/a.css>',
  '<details open ontoggle=pwned()>',
  '<a href="javascript:pwned()">link</a>',
  '[link](javascript:pwned())',
  '[link](java\tscript:pwned())',
  '[link](data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+)',
  '![image](javascript:pwned())',
  '[ref]: javascript:pwned()\n[ref]',
  '<javascript:pwned()>',
  '$\\href{javascript:pwned()}{x}$',
  '$\\htmlData{onclick=pwned()}{x}$',
  '$\\includegraphics{https://evil.example/x.png}$',
  '$\\url{javascript:pwned()}$',
  '$\\def\\a{\\a\\a}\\a$',
  '{{constructor.constructor("pwned()")()}}',
  '${pwned()}',
];
const ALL = CORPUS.join('\n\n');

const person = (role: string): Account => ({
  role,
  name: `${NAME} ${role}`,
  email: `${role}@evil.example`,
  password: 'four words are enough',
});
const student = person('student');
const instructor = person('instructor');
const COURSE = '/courses/hostile';
const PROBLEM = `${COURSE}/assignments/trap/problems/trap`;

/** A course whose author means harm. */
async function hostileCourse(folder: string): Promise<string> {
  const course = join(folder, 'hostile');
  await mkdir(join(course, 'trap/problems/trap'), { recursive: true });
  const quoted = JSON.stringify(NAME);
  const options = [
    { id: 'a', text: `${NAME} $\\href{javascript:pwned()}{x}$`, correct: true },
    { id: 'b', text: NAME, because: NAME },
  ];
  const question = { name: 'q', question: `${NAME} $\\url{javascript:pwned()}$`, options };
  await writeFile(join(course, 'course.yaml'), `title: ${quoted}\nassignments: [trap]\n`);
  await writeFile(
    join(course, 'trap/assignment.yaml'),
    JSON.stringify({
      title: NAME,
      problems: [{ id: 'trap', title: NAME, grader: 'choice', points: 1, config: { questions: [question] } }],
    }),
  );
  await writeFile(join(course, 'trap/handout.md'), ALL);
  await writeFile(join(course, 'trap/problems/trap/statement.md'), ALL);
  return course;
}

let platform: Platform;
let browser: Browser;
let folder: string;
let submission: string;
let theirs: ApiClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  platform = await startPlatform({ worker: true });
  browser = await launchBrowser();
  const registry = new GraderRegistry(graders);
  const catalog = new PostgresCatalog(platform.source);
  await new LoadCourse(catalog, registry, new SystemClock()).load(await hostileCourse(folder));
  const accounts = new PostgresAccounts(platform.source);
  for (const account of [student, instructor]) {
    const passwordHash = await new Argon2PasswordHasher().hash(account.password);
    const { id } = await accounts.saveUser({ ...account, passwordHash });
    await accounts.enroll(id, 'hostile', account.role as 'student', { name: NAME, reason: ALL });
  }
  theirs = await ApiClient.signedIn(platform.url, student);
  const sent = await theirs.post(`/api${PROBLEM}/submissions`, { answers: { q: 'b' } });
  submission = String(sent.json['id']);
  await untilFinal(theirs, submission);
  await theirs.post(`/api/submissions/${submission}/regrade-requests`, { about: NAME, text: ALL });
  await theirs.post('/api/tokens', { name: NAME.slice(0, 60), scopes: ['read'], expiresInDays: 7 });
  const staff = await ApiClient.signedIn(platform.url, instructor);
  const adjusted = await staff.post(`/api/submissions/${submission}/adjustments`, {
    points: 1,
    reason: ALL,
    seenRevision: 0,
  });
  expect(adjusted.status).toBe(200);
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
  await rm(folder, { recursive: true });
});

interface Watched extends Visitor {
  /** What ran, was asked of others, or was stopped by the policy alone. */
  readonly harm: string[];
}

async function watched(account: Account): Promise<Watched> {
  const visitor = await visit(browser, platform.url);
  const { page } = visitor;
  const harm: string[] = [];
  await page.exposeFunction('pwned', () => harm.push(`ran at ${page.url()}`));
  await page.exposeFunction('refused', (what: string) => harm.push(`refused at ${page.url()}: ${what}`));
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
       refused(violatedDirective + ' ' + blockedURI))`,
  );
  page.on('dialog', (dialog) => {
    harm.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === platform.url || ['data:', 'blob:'].includes(url.protocol);
    if (!isOwn) harm.push(`asked ${request.url()}`);
  });
  await page.goto(COURSE);
  await signIn(page, account);
  return { ...visitor, harm };
}

/** Opens a page, all that is folded in it, and touches every link and element that the words may have made. */
async function provoke(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('h1').waitFor();
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
  expect(await page.locator('#main').innerText()).toContain('pwned()');
  // What hangs inside the main region and would run or lead out of the portal, had mark-up become elements.
  const made = await page.evaluate<string[]>(`[...document.querySelectorAll('#main *')].filter((element) =>
    element.matches('script, iframe, base, link, object, embed, animate') ||
    [...element.attributes].some(({ name, value }) => /^on/.test(name) || /^\\s*(javascript|data:text)/i.test(value.replace(/\\s/g, '')))
  ).map(({ outerHTML }) => outerHTML.slice(0, 200))`);
  expect(made).toEqual([]);
}

it('run on no page of a student', async () => {
  const { page, harm, complaints, close } = await watched(student);
  for (const path of [
    COURSE,
    `${COURSE}/assignments/trap`,
    PROBLEM,
    `/submissions/${submission}`,
    '/tokens',
  ]) {
    await provoke(page, path);
  }
  expect([...harm, ...complaints]).toEqual([]);
  await close();
});

it('run on no page of staff', async () => {
  const { page, harm, complaints, close } = await watched(instructor);
  const pages = ['submissions', 'regrade-requests', 'grades', 'people', 'audit'];
  for (const path of [...pages.map((name) => `${COURSE}/${name}`), `/submissions/${submission}`]) {
    await provoke(page, path);
  }
  await page.goto(`${COURSE}/people`);
  await page.locator('input[type=file]').setInputFiles({
    name: `${NAME.replaceAll('/', '')}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `Name,Email,Section\n"${NAME.replaceAll('"', '""')}",x@evil.example,"${NAME.replaceAll('"', '""')}"\n`,
    ),
  });
  await page.getByRole('button', { name: 'Apply' }).waitFor();
  expect([...harm, ...complaints]).toEqual([]);
  await close();
});

it('run in no evidence, file name or program output', async () => {
  const { page, harm, complaints, close } = await watched(student);
  const report = studentReportSchema.parse((await theirs.get(`/api/submissions/${submission}/report`)).json);
  const cases = CORPUS.map((text) => checkThatSays(text, everyEvidence(text)));
  const facts = { [NAME]: ALL, nested: { [NAME]: [ALL] } };
  await page.route('**/report', (route) => route.fulfill({ json: { ...reportWith(report, cases), facts } }));
  await page.route(`**/api/submissions/${submission}`, async (route) => {
    const real = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...real, files: [{ name: NAME, sha256: 'a'.repeat(64), bytes: 9 }] } });
  });
  await page.route('**/files/**', (route) => route.fulfill({ body: ALL, contentType: 'text/plain' }));
  await provoke(page, `/submissions/${submission}`);
  await page.locator('.uplot').first().waitFor();
  expect([...harm, ...complaints]).toEqual([]);
  await close();
});

it('would meet a policy that runs no script but the portal’s own', async () => {
  const { headers } = await fetch(platform.url);
  const policy = new Map(
    (headers.get('content-security-policy') ?? '')
      .split(';')
      .map((directive): [string, string] => [
        directive.split(' ')[0] ?? '',
        directive.split(' ').slice(1).join(' '),
      ]),
  );
  expect(policy.get('script-src')).toBe("'self'");
  expect(policy.get('script-src-attr')).toBe("'none'");
  expect(policy.get('object-src')).toBe("'none'");
  expect(policy.get('base-uri')).toBe("'self'");
  expect(policy.get('form-action')).toBe("'self'");
  expect(policy.get('frame-ancestors')).toBe("'none'");
});
