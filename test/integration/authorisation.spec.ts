/** Sends every combination of `authorisation.md` to a running api and compares the statuses. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_SCOPES, type AccessScope } from '#libs/domain';
import { Argon2PasswordHasher } from '#libs/persistence';
import { packZip } from '#libs/uploads';
import { EVERYBODYS_CODE, People, type Person } from '../support/people';
import { startPlatform, type Platform } from '../support/platform';
import { routesOf } from '../support/routes';

const COURSES = ['intro-ml', 'another-course'] as const;
const PASSWORD = 'correct horse battery staple';
const COLUMNS = ['nobody', 'stranger', 'student', 'assistant', 'instructor'] as const;
const TOKEN = ['none', ...ACCESS_SCOPES, 'session'] as const;
const WHOSE = ['', 'own', "a student's", "staff's", "other course's"] as const;

type Column = (typeof COLUMNS)[number];
type Whose = (typeof WHOSE)[number];
type NeededScope = (typeof TOKEN)[number];

interface Row {
  readonly route: string;
  readonly whose: Whose;
  readonly statuses: Readonly<Record<Column, number | null>>;
  readonly token: NeededScope;
}

interface Target {
  readonly course: string;
  /** Whose object; null where a route has none or only a course. */
  readonly owner: Person | null;
}

function readTable(): Row[] {
  const lines = readFileSync(join(__dirname, 'authorisation.md'), 'utf8').split('\n');
  const rows = lines.filter((line) => /^\| (GET|POST|PUT|PATCH|DELETE) /.test(line));
  return rows.map((line) => {
    const [route = '', whose = '', ...statuses] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    const known = WHOSE.find((each) => each === whose);
    if (known === undefined) throw new Error(`whose is "${whose}"?`);
    const token = TOKEN.find((each) => each === statuses[COLUMNS.length]);
    if (token === undefined) throw new Error(`${route}: which token?`);
    const status = (index: number) => (statuses[index] === '–' ? null : Number(statuses[index]));
    const byColumn = Object.fromEntries(COLUMNS.map((column, index) => [column, status(index)]));
    return { route, whose: known, statuses: byColumn as Row['statuses'], token };
  });
}

const table = readTable();
const BODIES: Readonly<Record<string, unknown>> = {
  preview: { field: 'c', text: '[[1]]' },
  submissions: { answers: { c: '[[1]]' } },
  tokens: { name: 'made by a test' },
  adjustments: { points: 1, reason: 'to try it out', seenRevision: 0 },
  'regrade-requests': { about: null, text: 'Please look again.' },
  group: { name: 'Pair' },
  join: { code: EVERYBODYS_CODE },
  rename: { name: 'Pair' },
  extensions: { target: { kind: 'label', name: 'slow' }, assignment: null, minutes: 60, reason: 'a test' },
  revoke: { reason: 'a test' },
  read: { ids: null },
  'notification-settings': { mail: 'daily' },
  release: { released: true, reason: 'a test' },
  answer: { decision: 'declined', text: 'It is right as it is.' },
  rubric: { seenRevision: 0, scoring: 'positive', items: [] },
  'saved-comments': { text: 'Say why.' },
  marks: { seenRevision: 0, items: [], finished: false },
  comments: { file: 'c.txt', line: 1, text: 'Why?', saved: null },
  'next-review': { after: null },
  reword: { seenRevision: 1, text: 'Why, then?' },
  password: { current: PASSWORD, password: PASSWORD },
  'password-resets': { email: 'somebody@assay.example' },
  'regrade-runs': {
    ...{ problem: 'matrix-product', from: null, to: 1, twice: false, reason: 'to try it out' },
    selection: { kind: 'all' },
  },
  similarity: { problem: 'sort' },
  decision: { state: 'dismissed', statement: '', reason: 'to try it out', seen: 'open' },
  apply: { policy: 'replace', digest: 'none' },
  revert: { reason: 'to try it out' },
  'password-links': { token: 'there is no such link', password: PASSWORD },
};

jest.setTimeout(600_000);

let platform: Platform;
let people: People;
let stranger: Person;
const members = new Map<
  string,
  Record<'student' | 'fellow' | 'assistant' | 'instructor' | 'colleague', Person>
>();
const graded = new Map<Person, string>();

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  people = new People(platform, await new Argon2PasswordHasher().hash(PASSWORD));
  await people.copyCourse('intro-ml', 'prerequisites', COURSES[1]);
  stranger = await people.add('stranger', null);
  graded.set(stranger, await people.submissionOf(stranger, COURSES[0], true));
  for (const course of COURSES) {
    const all = {
      student: await people.add('student', course),
      fellow: await people.add('student', course, 'fellow'),
      assistant: await people.add('assistant', course),
      instructor: await people.add('instructor', course),
      colleague: await people.add('instructor', course, 'colleague'),
    };
    members.set(course, all);
    await people.publishGroupWork(course, 20, all.colleague);
    for (const person of Object.values(all)) {
      graded.set(person, await people.submissionOf(person, course, true));
    }
  }
});
afterAll(() => platform.stop());

function membersOf(course: string) {
  const all = members.get(course);
  if (!all) throw new Error(`nobody is in ${course}`);
  return all;
}

/** What `whose` means for this actor. */
function targetOf(actor: Person | null, whose: Whose): Target {
  const home = actor?.course ?? COURSES[0];
  const abroad = COURSES.find((course) => course !== home) ?? COURSES[1];
  switch (whose) {
    case '':
    case 'own':
      return { course: home, owner: actor };
    case "a student's":
      return { course: home, owner: membersOf(home).fellow };
    case "staff's":
      return { course: home, owner: membersOf(home).colleague };
    case "other course's":
      return { course: abroad, owner: membersOf(abroad).fellow };
  }
}

/** The id of an object that this request may use up. */
async function idOf(route: string, { course, owner }: Target): Promise<string> {
  if (!owner) return randomUUID();
  if (route.includes('/tokens/')) return (await people.accessTokenOf(owner)).id;
  if (route.includes('/similarity-cases/')) return people.similarityCaseOf(owner, course);
  if (route.includes('/regrade-runs/')) return people.regradeRunOf(owner, course);
  if (route.includes('/extensions/')) return people.extensionOf(owner, course);
  if (route.includes('/regrade-requests/')) {
    return people.regradeRequestOf(await people.submissionOf(owner, course, true));
  }
  if (route.includes('/publications/')) return people.publicationOf(owner, course);
  if (/\/(?:adjustments|marks|regrade-requests)$/.test(route))
    return people.submissionOf(owner, course, true);
  if (route.includes('/api/comments/')) {
    const { fellow } = membersOf(course);
    return people.commentOf(owner, graded.get(fellow) ?? '');
  }
  if (route.includes('/saved-comments/')) return people.savedCommentOf(owner, course);
  if (route.includes('/roster/') || route.includes('/members/')) return owner.id;
  if (route.includes('/cancel')) return people.submissionOf(owner, course, false);
  return graded.get(owner) ?? randomUUID();
}

const isAboutGroups = (route: string) => /\/groups?(?:\/|$)/.test(route);

function pathOf(route: string, course: string, id: string): string {
  return route
    .replace(/^\w+ /, '')
    .replace(':course', course)
    .replace(':assignment', isAboutGroups(route) ? 'pair-work' : 'prerequisites')
    .replace(':problem', route.includes('starter') ? 'sort' : 'matrix-product')
    .replace(':file', 'main.c')
    .replace(':name', 'c.txt')
    .replace(':id', id);
}

/** A roster of nobody, as a form with what its preview says. */
function emptyRoster(): FormData {
  const form = new FormData();
  form.append('digest', createHash('sha256').update('[[],[]]').digest('hex'));
  form.append('file', new Blob(['Email\n']), 'roster.csv');
  return form;
}

/** The smallest folder that is an assignment by its name. */
function smallestPack(): FormData {
  const form = new FormData();
  form.append('assignment', 'homework');
  form.append(
    'file',
    new Blob([packZip(new Map([['assignment.yaml', Buffer.from('title: T')]]))]),
    'homework.zip',
  );
  return form;
}

function formOf(route: string): FormData | null {
  if (route.endsWith('/publications')) return smallestPack();
  return /roster(\/preview)?$/.test(route) ? emptyRoster() : null;
}

function bodyOf(route: string, actor: Person | null): unknown {
  if (route.includes('/members/')) return { group: null, reason: 'to try it out' };
  const last = route.split('/').at(-1) ?? '';
  if (route === 'POST /api/comments/:id') return BODIES['reword'];
  if (route !== 'POST /api/session') return BODIES[last];
  return { email: (actor ?? membersOf(COURSES[0]).student).email, password: PASSWORD };
}

async function request(
  route: string,
  target: Target,
  id: string,
  actor: Person | null,
  credential: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  const [method = ''] = route.split(' ');
  const form = method === 'POST' ? formOf(route) : null;
  const json = method === 'POST' && !form ? JSON.stringify(bodyOf(route, actor) ?? {}) : null;
  const response = await fetch(platform.url + pathOf(route, target.course, id), {
    method,
    headers: { ...credential, ...(json !== null && { 'content-type': 'application/json' }) },
    body: form ?? json,
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text() };
}

interface Credential {
  readonly headers: Readonly<Record<string, string>>;
  readonly what: string;
  /** What the answer is for this credential, where the table says `status` for a session. */
  readonly expected: (status: number) => number;
}

const refused = () => 403;
const asForSession = (status: number) => status;

async function tokenOf(
  actor: Person,
  scopes: readonly AccessScope[],
  mayEnter: boolean,
): Promise<Credential> {
  const { headers } = await people.accessTokenOf(actor, scopes);
  return { headers, what: `token for ${scopes.join()}`, expected: mayEnter ? asForSession : refused };
}

/**
 * A session, a token that may do everything, and, of instructors, one that lacks the scope which the table names: scopes are
 * looked at before anybody asks for roles, and instructors have most to lose.
 */
async function credentialsOf(actor: Person | null, token: NeededScope): Promise<Credential[]> {
  if (!actor) return [{ headers: {}, what: 'nothing', expected: asForSession }];
  const others = ACCESS_SCOPES.filter((scope) => scope !== token);
  const lacking = await tokenOf(actor, others.slice(0, 2), token === 'none');
  return [
    { headers: await people.sessionOf(actor), what: 'session', expected: asForSession },
    await tokenOf(actor, ACCESS_SCOPES, token !== 'session'),
    ...(actor.role === 'instructor' ? [lacking] : []),
  ];
}

function actorsOf(column: Column): (Person | null)[] {
  if (column === 'nobody') return [null];
  if (column === 'stranger') return [stranger];
  return COURSES.map((course) => membersOf(course)[column]);
}

interface Combination {
  readonly row: Row;
  readonly column: Column;
  readonly actor: Person | null;
  readonly expected: number;
}

function combinationsOf(row: Row): Combination[] {
  return COLUMNS.flatMap((column) => {
    const expected = row.statuses[column];
    return expected === null ? [] : actorsOf(column).map((actor) => ({ row, column, actor, expected }));
  });
}

/** Answers what differs from the table, in words, for each credential that the actor can show. */
async function tryOut({ row, column, actor, expected }: Combination): Promise<(string | null)[]> {
  const target = targetOf(actor, row.whose);
  const outcomes: (string | null)[] = [];
  for (const { headers, what, expected: expectedOf } of await credentialsOf(actor, row.token)) {
    if (actor && isAboutGroups(row.route)) {
      await people.setGroup(actor, target.course, /\/(?:leave|rename)$/.test(row.route));
    }
    const { status } = await request(row.route, target, await idOf(row.route, target), actor, headers);
    const wanted = expectedOf(expected);
    const who = `${column} of ${actor?.course ?? 'no course'} by ${what}`;
    outcomes.push(
      status === wanted
        ? null
        : `${row.route}, ${row.whose}, ${who}: ${String(status)}, not ${String(wanted)}`,
    );
  }
  return outcomes;
}

it('knows every route of the api, and no other', () => {
  expect([...new Set(table.map(({ route }) => route))].sort()).toEqual(routesOf(platform.api));
});

it('is a table without a gap: each route that names an object is tried with those of others', () => {
  const whoseOf = (route: string) => table.filter((row) => row.route === route).map(({ whose }) => whose);
  for (const { route } of table) {
    const expected = route.includes('/:id')
      ? WHOSE.slice(1)
      : route.includes('/:')
        ? ['own', "other course's"]
        : [''];
    expect({ route, whose: whoseOf(route) }).toEqual({ route, whose: expected });
  }
});

it('answers every combination as the table says', async () => {
  const outcomes: (string | null)[] = [];
  for (const row of table) {
    // The people of one row don't touch each other's things, so they may all come at once.
    if (!row.route.endsWith('/similarity'))
      outcomes.push(...(await Promise.all(combinationsOf(row).map((each) => tryOut(each)))).flat());
    // But the api compares programs for one at a time, and says so to the next.
    else for (const each of combinationsOf(row)) outcomes.push(...(await tryOut(each)));
  }
  const differences = outcomes.filter((outcome) => outcome !== null);
  process.stdout.write(
    `authorisation: ${String(outcomes.length)} combinations tried, ${String(differences.length)} differences\n`,
  );
  expect(differences).toEqual([]);
});

it("says the same of another's object as of none", async () => {
  const { student } = membersOf(COURSES[0]);
  const credential = await people.sessionOf(student);
  for (const row of table.filter(({ route, whose }) => route.includes('/:id') && whose === "a student's")) {
    const target = targetOf(student, row.whose);
    const theirs = await request(row.route, target, await idOf(row.route, target), student, credential);
    const none = await request(row.route, target, randomUUID(), student, credential);
    expect({ route: row.route, ...theirs }).toEqual({ route: row.route, ...none });
  }
});
