/** What is removed after its time, or with a person, and what stays. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Gradebook, Receipt, SubmissionView } from '#libs/contracts';
import { PostgresGradingJobs, PostgresSubmissions } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { People, type Person } from '../support/people';
import { startPlatform, type Platform } from '../support/platform';
import { createTestDatabase } from '../support/services';

const COURSE = 'intro-ml';
const ROOT = resolve(__dirname, '../..');
const DAY_MS = 86_400_000;

let platform: Platform;
let people: People;
let staff: ApiClient;
let folder: string;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  folder = await mkdtemp(join(tmpdir(), 'assay-retention-'));
  people = new People(platform, 'no password');
  await people.publishGroupWork(COURSE, 3);
  staff = new ApiClient(platform.url, await people.sessionOf(await people.add('instructor', COURSE)));
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly status: number;
  readonly output: string;
}

function assay(url: string, ...args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: url };
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['apps/cli/assay.mjs', ...args],
      { cwd: ROOT, env },
      (error, stdout, stderr) => {
        done({ status: error ? Number(error.code) : 0, output: stdout + stderr });
      },
    );
  });
}

const here = (...args: readonly string[]) => assay(platform.database.url, ...args);
const retention = (...args: readonly string[]) =>
  here('retention', '--course', COURSE, '--older-than', '30', ...args);

const clientOf = async (person: Person) => new ApiClient(platform.url, await people.sessionOf(person));
const viewOf = async (client: ApiClient, id: string) =>
  (await client.get(`/api/submissions/${id}`)).json as unknown as SubmissionView;
const receiptOf = async (client: ApiClient, id: string) =>
  ((await client.get(`/api/submissions/${id}/receipt`)).json as unknown as Receipt).statement;
const gradesOf = async () => {
  const { students } = (await staff.get(`/api/courses/${COURSE}/gradebook`)).json as unknown as Gradebook;
  return new Map(students.map(({ id, points }) => [id, points]));
};
const count = async (table: string) =>
  (await platform.source.query<{ n: number }[]>(`SELECT count(*)::integer AS n FROM ${table}`))[0]?.n;

const receivedAt = new Date(Date.now() - 60 * DAY_MS);
const old = (person: Person, isGraded = true) =>
  people.submissionOf(person, COURSE, isGraded, { receivedAt, points: 7 });

/** Evidence with a zero character, which is no text to PostgreSQL. */
async function withEvidence(id: string): Promise<void> {
  const evidence = [{ kind: 'text', text: 'what the program printed: \u0000' }];
  const report = {
    outcome: 'graded',
    points: 7,
    cases: [{ name: 'a check', visibility: 'student', evidence }],
  };
  await platform.source.query('UPDATE grade_reports SET report = $2 WHERE submission_id = $1', [
    id,
    JSON.stringify(report),
  ]);
}

const reportOf = async (id: string) => new PostgresSubmissions(platform.source).findReport(id);

it('removes contents, events and evidence of old work, when it is told to', async () => {
  const student = await people.add('student', COURSE);
  const client = await clientOf(student);
  const id = await old(student);
  await withEvidence(id);
  await platform.source.query(
    `WITH blob AS (INSERT INTO blobs VALUES ('of nobody else', 'x') RETURNING sha256)
     INSERT INTO submission_files SELECT $1, 'notes', 'file', sha256, 1 FROM blob`,
    [id],
  );
  const [recent, waiting] = [await people.submissionOf(student, COURSE, true), await old(student, false)];
  const before = {
    grades: await gradesOf(),
    receipt: await receiptOf(client, id),
    blobs: await count('blobs'),
  };
  const log = await count('audit_log');

  const dry = await retention();
  expect(dry).toEqual({ status: 0, output: expect.stringContaining('Would remove') as string });
  expect(dry.output).toContain('1 submissions (2 files');
  expect(dry.output).toContain('Nothing was changed');
  expect((await client.get(`/api/submissions/${id}/files/c.txt`)).text).toBe('[[1]]');
  expect(await count('audit_log')).toBe(log);

  expect((await retention('--apply')).output).toContain('Removed');
  expect((await client.get(`/api/submissions/${id}/files/c.txt`)).json).toMatchObject({
    status: 404,
    code: 'submission.content-removed',
  });
  expect(await reportOf(id)).toEqual({
    ...{ outcome: 'graded', points: 7 },
    cases: [{ name: 'a check', visibility: 'student', evidence: [] }],
  });
  expect((await client.get(`/api/submissions/${id}/events`)).status).toBe(204);
  expect(await receiptOf(client, id)).toBe(before.receipt);
  expect(await gradesOf()).toEqual(before.grades);
  expect((await viewOf(client, id)).files).toHaveLength(2);
  // The answer is that of other submissions, too; what only this one had is gone.
  expect(await count('blobs')).toBe((before.blobs ?? 0) - 1);
  for (const kept of [recent, waiting]) {
    expect((await client.get(`/api/submissions/${kept}/files/c.txt`)).text).toBe('[[1]]');
  }
  expect(await count('audit_log')).toBe((log ?? 0) + 1);
  expect((await retention('--apply')).output).toContain('0 submissions');
  expect(await count('audit_log')).toBe((log ?? 0) + 1);
  await expect(new PostgresSubmissions(platform.source).contentOf(id)).rejects.toThrow('removed');
});

it('takes a name off what stays, and removes the rest', async () => {
  const [student, fellow] = [
    await people.add('student', COURSE, 'leaver'),
    await people.add('student', COURSE, 'stayer'),
  ];
  const client = await clientOf(fellow);
  const { headers } = await people.accessTokenOf(student);
  const own = await people.submissionOf(student, COURSE, true, { points: 5 });
  await people.regradeRequestOf(own);
  await people.similarityCaseOf(student, COURSE);
  await people.commentOf(await people.add('assistant', COURSE), own);
  await platform.source.query('INSERT INTO submission_authors VALUES ($1, $2)', [
    await people.submissionOf(student, COURSE, true, { assignment: 'pair-work', points: 3 }),
    fellow.id,
  ]);
  const [shared] = (
    await client.get(`/api/courses/${COURSE}/assignments/pair-work/problems/matrix-product/submissions`)
  ).json as unknown as SubmissionView[];
  const grades = (await gradesOf()).get(student.id);

  expect((await here('erase', 'nobody@assay.example', '--apply')).status).toBe(1);
  expect((await here('erase', student.email)).output).toContain('Nothing was changed');
  expect((await fetch(`${platform.url}/api/me`, { headers })).status).toBe(200);

  const waiting = await people.submissionOf(student, COURSE, false);
  expect(await here('erase', student.email, '--apply')).toMatchObject({ status: 1 });
  const view = await viewOf(staff, waiting);
  const [job] = await platform.source.query<{ id: string }[]>(
    'SELECT id FROM grading_jobs WHERE submission_id = $1',
    [view.id],
  );
  await new PostgresGradingJobs(platform.source).cancel(job?.id ?? '', new Date(), null);

  expect(await here('erase', student.email, '--apply')).toMatchObject({ status: 0 });
  expect((await fetch(`${platform.url}/api/me`, { headers })).status).toBe(401);
  expect((await gradesOf()).get(student.id)).toEqual(grades);
  expect((await viewOf(staff, own)).authors).toEqual([{ id: student.id, name: 'Erased person' }]);
  expect((await staff.get(`/api/submissions/${own}/files/c.txt`)).json).toMatchObject({
    code: 'submission.content-removed',
  });
  expect((await staff.get(`/api/submissions/${own}/review`)).json).toMatchObject({
    requests: [{ text: '(erased)' }],
  });
  expect(await count('line_comments')).toBe(0);
  expect(await count('similarity_cases')).toBe(0);
  // It is the fellow's work, too.
  expect((await client.get(`/api/submissions/${shared!.id}/files/c.txt`)).text).toBe('[[1]]');
  const { text } = await staff.get(`/api/courses/${COURSE}/roster`);
  expect(text).not.toContain(student.email);
  expect((await here('erase', student.email, '--apply')).status).toBe(1);
  expect(await here('erase', fellow.email, '--apply')).toMatchObject({ status: 0 });
  expect((await staff.get(`/api/submissions/${shared!.id}/files/c.txt`)).status).toBe(404);
});

it('leaves a database that is backed up and restored to the byte', async () => {
  const file = join(folder, 'assay.backup');
  const target = await createTestDatabase();
  try {
    expect(await here('backup', file)).toMatchObject({ status: 0 });
    const { status, output } = await assay(target.url, 'restore', file);
    expect({ status, output }).toEqual({
      status: 0,
      output: expect.stringContaining('to the byte') as string,
    });
  } finally {
    await target.drop();
  }
});
