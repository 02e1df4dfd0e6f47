import { randomUUID } from 'node:crypto';
import type { GradeReport } from '#libs/contracts';
import { PostgresGradingJobs } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { ada, startPlatform, type Platform } from '../support/platform';

const Q1 = '/api/courses/intro-ml/assignments/prerequisites/problems/matrix-product/submissions';
const NOW = new Date('2030-01-01T00:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

let platform: Platform;
let jobs: PostgresGradingJobs;
let student: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  jobs = new PostgresGradingJobs(platform.source);
  student = await ApiClient.signedIn(platform.url, ada);
});
afterAll(() => platform.stop());

async function queueJob(): Promise<string> {
  const { json } = await student.post(Q1, { answers: { c: `[[${randomUUID().length}]]` } });
  const [row] = await platform.source.query<{ id: string }[]>(
    'SELECT id FROM grading_jobs WHERE submission_id = $1',
    [json['id']],
  );
  return row!.id;
}

function report(points: number): GradeReport {
  const sha256 = '0'.repeat(64);
  return {
    schemaVersion: 1,
    outcome: 'graded',
    submission: { id: 'x', sha256, files: [] },
    problem: { assignment: 'a', id: 'b', title: 'c', packSha256: sha256 },
    grader: { id: 'matrix', version: '1' },
    imageDigest: null,
    seed: 's',
    startedAt: NOW.toISOString(),
    finishedAt: NOW.toISOString(),
    points,
    maxPoints: 20,
    cases: [],
    facts: { odd: 'nul \0 and lone \ud800 survive' },
  };
}

it('gives a job to one of many workers', async () => {
  const id = await queueJob();
  const claims = await Promise.all(Array.from({ length: 8 }, () => jobs.claim(id, NOW, 15)));
  expect(claims.filter((lease) => lease !== null)).toHaveLength(1);
});

it('keeps what a worker that lost its lease writes out of the job', async () => {
  const id = await queueJob();
  const slow = (await jobs.claim(id, NOW, 15))!;
  await jobs.recover(later(16), 100);
  const quick = (await jobs.claim(id, later(17), 15))!;
  expect(quick.crashes).toBe(1);
  expect(await jobs.renew(slow, later(18), 15)).toBe(false);
  expect(await jobs.finish(slow, report(1), later(18))).toBe(false);
  expect(await jobs.finish(quick, report(20), later(19))).toBe(true);
  const rows = await platform.source.query<{ report: GradeReport }[]>(
    'SELECT report FROM grade_reports WHERE job_id = $1',
    [id],
  );
  expect(rows.map((row) => row.report)).toEqual([report(20)]);
});

it('says how far a grading came whose worker died', async () => {
  const id = await queueJob();
  const lease = (await jobs.claim(id, NOW, 15))!;
  await jobs.append(lease, { type: 'case', done: 7, of: 12, result: null }, NOW);
  await jobs.recover(later(16), 100);
  const [row] = await platform.source.query<{ message: string }[]>(
    'SELECT message FROM grading_jobs WHERE id = $1',
    [id],
  );
  expect(row?.message).toContain('7 of 12 tests were finished; it stopped in test 8.');
  expect(row?.message).toContain('not charged');
});

it('leaves a job alone whose worker renews its lease', async () => {
  const id = await queueJob();
  const lease = (await jobs.claim(id, NOW, 15))!;
  expect(await jobs.renew(lease, later(10), 15)).toBe(true);
  await jobs.recover(later(20), 100);
  expect(await jobs.claim(id, later(20), 15)).toBeNull();
});

const dueAt = async (now: Date) => (await jobs.recover(now, 100)).map(({ id }) => id);

it('waits before it tries again after a failure', async () => {
  const id = await queueJob();
  const lease = (await jobs.claim(id, NOW, 15))!;
  await jobs.putBack(lease, 'Docker is away', NOW, later(60), 'failure');
  expect(await jobs.claim(id, later(59), 15)).toBeNull();
  expect(await dueAt(later(59))).not.toContain(id);
  expect(await dueAt(later(61))).toContain(id);
  expect(await jobs.claim(id, later(61), 15)).toMatchObject({ crashes: 0, failures: 1 });
});

it('numbers the events of a job without a gap, whoever writes them', async () => {
  const id = await queueJob();
  const lease = (await jobs.claim(id, NOW, 15))!;
  await Promise.all(
    Array.from({ length: 10 }, (_none, n) =>
      jobs.append(lease, { type: 'progress', message: String(n), metrics: [] }, NOW),
    ),
  );
  await jobs.finish(lease, report(20), later(1));
  const events = await jobs.eventsAfter(id, 0);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, index) => index + 1));
  expect(events.at(-1)).toMatchObject({ type: 'state', state: 'graded' });
});
