/** Grading again by another version: what the preview says is what happens, and taking it back leaves no trace in a grade. */
import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  gradebookSchema,
  regradePreviewSchema,
  regradeRunSchema,
  sampleExpectationSchema,
  type RegradePolicy,
  type RegradePreview,
  type RegradeRunView,
} from '#libs/contracts';
import { PostgresReviews } from '#libs/persistence';
import { unpackZip } from '#libs/uploads';
import { parse } from 'yaml';
import { Cohort } from '../support/cohort';
import { ApiClient } from '../support/http';
import { People } from '../support/people';
import { ivo, startPlatform, tess, type Platform } from '../support/platform';

const COURSE = 'intro-ml';
const RUNS = `/api/courses/${COURSE}/regrade-runs`;
const START = `/api/courses/${COURSE}/assignments/constants/regrade-runs`;
const STUDENTS = 250;
/** What comes in after this loses a quarter an hour; so does a part of the attempts here, which were made a day ago, one a second. */
const DUE = new Date(Date.now() - 86_400_000 + 150_000).toISOString();
const manifest = (b: number, weight: number) => `title: Constants
dueAt: ${DUE}
late: { kind: sliding, percent: 25, per: hour }
problems:
  - id: three
    title: Three constants
    grader: quantity
    points: 12
    config:
      parts:
        - { name: a, label: A, expected: 1 }
        - { name: b, label: B, expected: ${String(b)} }
        - { name: c, label: C, expected: 5, points: ${String(weight)} }
`;

let platform: Platform;
let cohort: Cohort;
let instructor: ApiClient;
let assistant: ApiClient;

/** Two attempts of each; the answers go by the student's number, so that every combination is there. */
const ANSWERS = { a: ['1', '9'], b: ['2', '3', '9'], c: ['5', '9', 'five'] } as const;
const answersOf = (n: number) => ({
  a: ANSWERS.a[n % 2] ?? '',
  b: ANSWERS.b[Math.floor(n / 2) % 3] ?? '',
  c: ANSWERS.c[Math.floor(n / 6) % 3] ?? '',
});
const NOTHING_RIGHT = { a: '9', b: '9', c: '9' };

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  cohort = await Cohort.of(platform.source, COURSE, STUDENTS);
  instructor = await ApiClient.signedIn(platform.url, ivo);
  assistant = await ApiClient.signedIn(platform.url, tess);
  await cohort.publish('constants', manifest(2, 1));
  const attempts = cohort.students.flatMap((_id, student) =>
    (student % 9 === 4
      ? [NOTHING_RIGHT, NOTHING_RIGHT]
      : [answersOf(student), answersOf(7 * student + 3)]
    ).map((answers) => ({ student, answers })),
  );
  await cohort.seed('constants', 'three', attempts);
  await cohort.publish('constants', manifest(3, 2), 'The key of b was wrong, and c is worth two.');
});
afterAll(() => platform.stop());

const start = async (selection: object, more: object = {}): Promise<RegradeRunView> => {
  const body = { problem: 'three', from: null, to: 2, twice: false, reason: 'The key was wrong.', selection };
  const answer = await instructor.post(START, { ...body, ...more });
  expect(answer).toMatchObject({ status: 202 });
  return regradeRunSchema.parse(answer.json);
};
const view = async (id: string) => regradeRunSchema.parse((await assistant.get(`${RUNS}/${id}`)).json);
const previewOf = async (id: string, policy: RegradePolicy): Promise<RegradePreview> =>
  regradePreviewSchema.parse((await instructor.get(`${RUNS}/${id}/preview?policy=${policy}`)).json);
const apply = (id: string, { policy, digest }: RegradePreview) =>
  instructor.post(`${RUNS}/${id}/apply`, { policy, digest });
const revert = (id: string) => instructor.post(`${RUNS}/${id}/revert`, { reason: 'That was hasty.' });

/** Everybody's grade for the problem, as the gradebook has it. */
async function grades(): Promise<ReadonlyMap<string, number>> {
  const book = gradebookSchema.parse((await assistant.get(`/api/courses/${COURSE}/gradebook`)).json);
  return new Map(book.students.map(({ id, points }) => [id, points['constants']?.['three'] ?? -1]));
}

/** Grades and reports to the byte: what the gradebook says, and what reports are in force, as text. */
async function fingerprint(): Promise<string> {
  const csv = (await assistant.get(`/api/courses/${COURSE}/gradebook.csv`)).text;
  const reports = await platform.source.query<unknown[]>(
    `SELECT job_id, report::text, points::text, created_at::text FROM grade_reports ORDER BY job_id`,
  );
  return createHash('sha256')
    .update(csv + JSON.stringify(reports))
    .digest('hex');
}

const notified = async () => {
  const [row] = await platform.source.query<{ count: number }[]>(
    "SELECT count(*)::integer AS count FROM notifications WHERE kind = 'points.regraded'",
  );
  return row?.count;
};
const told = async () =>
  platform.source.query<{ user_id: string }[]>('SELECT user_id FROM regrade_notices ORDER BY user_id, at');

async function expectAsPreviewed(preview: RegradePreview, before: ReadonlyMap<string, number>) {
  const after = await grades();
  const previewed = new Map(preview.students.map((each) => [each.student.id, each]));
  for (const student of cohort.students) {
    const [was, is] = [before.get(student), after.get(student)];
    const { before: from, after: to } = previewed.get(student) ?? { before: was, after: was };
    expect({ student, from, to }).toEqual({ student, from: was, to: is });
  }
}

/** Grades a selection again, applies it as its preview says, and takes it back. */
async function roundTrip(selection: object, policy: RegradePolicy): Promise<RegradePreview> {
  const [before, bytes] = [await grades(), await fingerprint()];
  const { id, gradings } = await start(selection);
  expect(await view(id)).toMatchObject({ state: 'running', gradings: { done: 0, failed: 0 } });
  await cohort.gradeAll();
  expect(await view(id)).toMatchObject({
    state: 'ready',
    gradings: { all: gradings.all, done: gradings.all },
  });
  expect(await fingerprint()).toBe(bytes);

  const preview = await previewOf(id, policy);
  expect(await previewOf(id, policy)).toEqual(preview);
  expect((await apply(id, preview)).status).toBe(200);
  await expectAsPreviewed(preview, before);
  expect(await previewOf(id, policy)).toEqual(preview);
  const after = await grades();
  const changed = cohort.students.filter((student) => before.get(student) !== after.get(student)).sort();
  expect((await told()).map(({ user_id }) => user_id)).toEqual(changed);
  expect(changed.length).toBe(preview.counts.told);
  expect(await notified()).toBe(changed.length);

  expect(await view(id)).toMatchObject({ state: 'applied', policy });
  expect((await revert(id)).status).toBe(200);
  expect(await fingerprint()).toBe(bytes);
  expect(await view(id)).toMatchObject({ state: 'reverted' });
  expect((await revert(id)).json).toMatchObject({ status: 409, code: 'regrade-run.not-applied' });
  await platform.source.query('DELETE FROM regrade_notices; DELETE FROM notifications');
  return preview;
}

it('500 submissions: tried, no grade is touched; applied, each is as previewed; reverted, as before to the byte', async () => {
  const { counts, transitions, students, cost } = await roundTrip({ kind: 'all' }, 'replace');
  expect(students).toHaveLength(STUDENTS);
  expect(Math.min(counts.raised, counts.lowered, counts.same)).toBeGreaterThanOrEqual(STUDENTS / 10);
  expect(cost.busySeconds).toBeGreaterThan(0);
  const of = (test: string) => transitions.filter((each) => each.test === test);
  const total = (test: string) => of(test).reduce((sum, { submissions }) => sum + submissions, 0);
  expect([total('a'), total('b'), total('c')]).toEqual([500, 500, 500]);
  expect(
    of('b')
      .map(({ before, after }) => `${String(before)} → ${String(after)}`)
      .sort(),
  ).toEqual(['correct → incorrect', 'incorrect → correct', 'incorrect → incorrect']);
  expect(of('a').every(({ before, after }) => before === after)).toBe(true);
});

it('raising only, nobody loses a point', async () => {
  const ids = await platform.source.query<{ id: string }[]>(
    'SELECT id FROM submissions WHERE user_id = ANY($1)',
    [cohort.students.slice(0, 30)],
  );
  const { counts } = await roundTrip({ kind: 'ids', ids: ids.map(({ id }) => id) }, 'raise-only');
  expect(counts.lowered).toBe(0);
  expect(Math.min(counts.raised, counts.same)).toBeGreaterThan(5);
});

describe('of a few', () => {
  const best = async (student: number) => (await grades()).get(cohort.students[student]!);
  const idsOf = (student: number) =>
    platform.source.query<{ id: string }[]>(
      'SELECT id FROM submissions WHERE user_id = $1 ORDER BY received_at',
      [cohort.students[student]],
    );

  const failedB = async () => {
    const [row] = await platform.source.query<{ wrong: number }[]>(
      `SELECT count(*)::integer AS wrong FROM grade_reports, json_array_elements(report -> 'cases') item
        WHERE item ->> 'name' = 'b' AND item ->> 'verdict' <> 'correct'`,
    );
    return row?.wrong;
  };

  it.each([
    ['the latest of each', { kind: 'latest' }, STUDENTS],
    ['the best of each', { kind: 'best' }, STUDENTS],
    ['those that failed b', { kind: 'failing', test: 'b' }, null],
    ['those on which b ran', { kind: 'affected', test: 'b' }, 2 * STUDENTS],
  ])('selects %s', async (_what, selection, expected) => {
    const { id, gradings } = await start(selection);
    expect(gradings.all).toBe(expected ?? (await failedB()));
    expect((await instructor.post(`${RUNS}/${id}/cancel`)).json).toMatchObject({ state: 'cancelled' });
    const preview = await previewOf(id, 'replace');
    expect(preview.students.every(({ before, after }) => before === after)).toBe(true);
    expect((await apply(id, preview)).json).toMatchObject({ code: 'regrade-run.not-ready' });
  });

  it('points set by staff stay, and who has them is told nothing', async () => {
    const ids = await idsOf(0);
    for (const { id } of ids) {
      await assistant.post(`/api/submissions/${id}/adjustments`, {
        points: 7,
        reason: 'oral exam',
        seenRevision: 0,
      });
    }
    const run = await start({ kind: 'ids', ids: ids.map(({ id }) => id) });
    await cohort.gradeAll();
    const preview = await previewOf(run.id, 'replace');
    expect(preview.students).toMatchObject([
      { before: 7, after: 7, submissions: [{ override: 7 }, { override: 7 }] },
    ]);
    expect((await apply(run.id, preview)).status).toBe(200);
    expect(await best(0)).toBe(7);
    expect(await told()).toEqual([]);
  });

  it("a group's submission is graded again once, and counts for each of them", async () => {
    const [{ id } = { id: '' }] = await idsOf(23);
    await platform.source.query('INSERT INTO submission_authors (submission_id, user_id) VALUES ($1, $2)', [
      id,
      cohort.students[22],
    ]);
    const before = await grades();
    const run = await start({ kind: 'ids', ids: [id] });
    expect(run.gradings.all).toBe(1);
    await cohort.gradeAll();
    const preview = await previewOf(run.id, 'replace');
    expect(preview.students).toHaveLength(2);
    expect(preview.transitions.filter(({ test }) => test === 'a')).toMatchObject([{ submissions: 1 }]);
    expect((await apply(run.id, preview)).status).toBe(200);
    await expectAsPreviewed(preview, before);
    expect((await revert(run.id)).status).toBe(200);
    expect(await grades()).toEqual(before);
    await platform.source.query('DELETE FROM regrade_notices; DELETE FROM notifications');
  });

  it('nothing is applied that differs from what was looked at', async () => {
    const [{ id } = { id: '' }] = await idsOf(1);
    const run = await start({ kind: 'ids', ids: [id] });
    await cohort.gradeAll();
    const preview = await previewOf(run.id, 'replace');
    const bytes = await fingerprint();
    expect((await apply(run.id, { ...preview, policy: 'raise-only' })).json).toMatchObject({
      code: 'regrade-run.changed-meanwhile',
    });
    await assistant.post(`/api/submissions/${id}/adjustments`, {
      points: 11,
      reason: 'oral exam',
      seenRevision: 0,
    });
    expect((await apply(run.id, preview)).json).toMatchObject({ code: 'regrade-run.changed-meanwhile' });
    await assistant.post(`/api/submissions/${id}/adjustments`, {
      points: null,
      reason: 'no',
      seenRevision: 1,
    });
    expect(await fingerprint()).toBe(bytes);
    expect((await apply(run.id, preview)).status).toBe(200);
    expect((await apply(run.id, preview)).json).toMatchObject({ code: 'regrade-run.not-ready' });
  });

  it('a result that is not the same twice is shown, and never applied', async () => {
    const [{ id } = { id: '' }] = await idsOf(2);
    const run = await start({ kind: 'ids', ids: [id] }, { twice: true });
    await cohort.gradeAll();
    await platform.source.query(
      `UPDATE regrade_reports SET report = jsonb_set(report::jsonb, '{cases,0,verdict}', '"timed-out"')::json
        WHERE job_id = (SELECT job_id FROM regrade_reports WHERE run_id = $1 ORDER BY created_at DESC LIMIT 1)`,
      [run.id],
    );
    const preview = await previewOf(run.id, 'replace');
    expect(preview.flaky).toMatchObject([{ submission: id, tests: ['a'] }]);
    expect(preview.students).toMatchObject([{ submissions: [{ kept: 'flaky' }] }]);
    const bytes = await fingerprint();
    expect((await apply(run.id, preview)).status).toBe(200);
    expect(await fingerprint()).toBe(bytes);
  });

  it('a submission that was graded wrongly is the first sample of the fix', async () => {
    const [{ id } = { id: '' }] = await idsOf(40);
    await new PostgresReviews(platform.source).request(
      { id: randomUUID(), submissionId: id, about: 'b', text: 'The key is wrong.' },
      new Date(),
    );
    const response = await fetch(`${platform.url}/api/submissions/${id}/sample.zip`, {
      headers: { cookie: assistant.sessionCookie() },
    });
    const limits = {
      entries: 10,
      bytesPerFile: 10_000,
      bytesInAll: 50_000,
      ratio: 100,
      names: 'tree',
    } as const;
    const unpacked = await unpackZip(Readable.from([Buffer.from(await response.arrayBuffer())]), limits);
    const files = unpacked.kind === 'unpacked' ? unpacked.files : new Map<string, Uint8Array>();
    const folder = `regrade-${id.slice(0, 8)}`;
    expect([...files.keys()].sort()).toEqual(
      ['a.txt', 'b.txt', 'c.txt', 'expect.yaml'].map((name) => `${folder}/${name}`),
    );
    const expectation = new TextDecoder().decode(files.get(`${folder}/expect.yaml`));
    expect(expectation).toContain('disputed');
    const { verdicts } = sampleExpectationSchema.parse(parse(expectation));
    expect(Object.keys(verdicts).sort()).toEqual(['a', 'b', 'c']);
  });

  it('the student reads the new report, its version, and why; the older run goes last', async () => {
    const student = 17;
    const people = new People(platform, 'no hash');
    const session = await people.sessionOf({
      ...{ id: cohort.students[student]!, email: '', role: 'student', course: COURSE },
    });
    const reader = new ApiClient(platform.url, session);
    const ids = (await idsOf(student)).map(({ id }) => id);
    const runs: string[] = [];
    for (const reason of ['The key was wrong.', 'To be sure.']) {
      const run = await start({ kind: 'ids', ids }, { reason });
      await cohort.gradeAll();
      expect((await apply(run.id, await previewOf(run.id, 'replace'))).status).toBe(200);
      runs.push(run.id);
    }
    const report = (await reader.get(`/api/submissions/${ids[0]!}/report`)).json;
    expect(report).toMatchObject({ problem: { version: 2 } });
    const notices = (await reader.get(`/api/submissions/${ids[0]!}/regrades`)).json;
    expect(notices).toMatchObject([{ kind: 'applied', version: 2, reason: 'The key was wrong.' }]);
    expect((await revert(runs[0]!)).json).toMatchObject({ status: 409, code: 'regrade-run.later-run' });
    expect((await revert(runs[1]!)).status).toBe(200);
    expect((await revert(runs[0]!)).status).toBe(200);
    const after = (await reader.get(`/api/submissions/${ids[0]!}/regrades`)).json;
    expect(after).toMatchObject([{ kind: 'reverted', reason: 'That was hasty.' }, { kind: 'applied' }]);
  });

  it('is refused where there is nothing to do, or no such version, test or submission', async () => {
    const refused = async (change: object) => {
      const body = {
        problem: 'three',
        from: null,
        to: 2,
        twice: false,
        reason: 'why',
        selection: { kind: 'all' },
      };
      return (await instructor.post(START, { ...body, ...change })).json['code'];
    };
    expect(await refused({ to: 9 })).toBe('regrade-run.unknown-version');
    expect(await refused({ problem: 'four' })).toBe('regrade-run.unknown-version');
    expect(await refused({ selection: { kind: 'failing', test: 'd' } })).toBe('regrade-run.nothing');
    const ids = [cohort.students[0]!];
    expect(await refused({ selection: { kind: 'ids', ids } })).toBe('regrade-run.unknown-submission');
  });
});

it('submissions come first: a run waits while any is there', async () => {
  await start({ kind: 'all' });
  const { id } = await cohort.submit('constants', 'three', 5, answersOf(0));
  const lease = await cohort.jobs.claimNext(new Date(), 60, ['cpu']);
  expect(lease?.submissionId).toBe(id);
  expect((await cohort.jobs.claimNext(new Date(), 60, ['cpu']))?.versionId).not.toBeNull();
});
