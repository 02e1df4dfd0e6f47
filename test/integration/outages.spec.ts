/** A job that is held while the database goes away is given back once it is there again; it is neither lost nor given up. */
import { graders } from '#graders';
import { DeadSandbox, NoDatasets } from '#libs/grader-sdk';
import { GraderRegistry, RunGradingJob, SystemClock } from '#libs/grading';
import { isUnreachable, PostgresCatalog, PostgresGradingJobs, PostgresSubmissions } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { ada, startPlatform, type Platform } from '../support/platform';

const Q1 = '/api/courses/intro-ml/assignments/prerequisites/problems/matrix-product/submissions';
const OUTAGE = 'Connection terminated unexpectedly';

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
});
afterAll(() => platform.stop());

/** Every read of a submission fails. */
class BrokenSubmissions extends PostgresSubmissions {
  constructor(
    source: ConstructorParameters<typeof PostgresSubmissions>[0],
    private readonly error: Error,
  ) {
    super(source);
  }

  override find(): Promise<never> {
    return Promise.reject(this.error);
  }
}

/** The first `outages` tries to give a job back fail. */
class ComingBackJobs extends PostgresGradingJobs {
  outages = 0;

  override async putBack(...given: Parameters<PostgresGradingJobs['putBack']>): Promise<void> {
    if (this.outages-- > 0) throw new Error(OUTAGE);
    await super.putBack(...given);
  }
}

function runner(jobs: ComingBackJobs, error: Error): RunGradingJob {
  return new RunGradingJob(
    new PostgresCatalog(platform.source),
    new BrokenSubmissions(platform.source, error),
    jobs,
    new GraderRegistry(graders),
    {
      classes: ['cpu'],
      sandbox: new DeadSandbox(),
      datasets: new NoDatasets(),
      secret: 'a-secret-of-the-tests',
      warn: () => undefined,
      onClaim: () => undefined,
      onEnd: () => undefined,
      isOutage: isUnreachable,
    },
    new SystemClock(),
  );
}

/** Has a fresh submission tried so often, its waits between skipped; answers what became of its job. */
async function tried(times: number, jobs: ComingBackJobs, error: Error): Promise<Record<string, unknown>> {
  const student = await ApiClient.signedIn(platform.url, ada);
  const { json } = await student.post(Q1, { answers: { c: '[[1]]' } });
  for (let n = 0; n < times; n++) {
    await runner(jobs, error).runNext(new AbortController().signal);
    await platform.source.query("UPDATE grading_jobs SET due_at = created_at WHERE state = 'queued'");
  }
  const [row] = await platform.source.query<Record<string, unknown>[]>(
    'SELECT state, crashes, failures, message FROM grading_jobs WHERE submission_id = $1',
    [json['id']],
  );
  await platform.source.query(`UPDATE grading_jobs SET state = 'cancelled' WHERE state = 'queued'`);
  return row!;
}

it.each([
  ['before the next statement', 'SELECT 1'],
  ['before the end', null],
])('takes a connection that breaks within a transaction, %s, for an outage', async (_, next) => {
  const error = await platform.source
    .transaction(async (manager) => {
      const [session] = await manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
      const released = new Promise((resolve) => {
        const poll = setInterval(() => {
          if (!manager.queryRunner?.isReleased) return;
          clearInterval(poll);
          resolve(null);
        }, 10);
      });
      await platform.source.query('SELECT pg_terminate_backend($1)', [session?.pid]);
      await released;
      if (next !== null) await manager.query(next);
    })
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(Error);
  expect(isUnreachable(error)).toBe(true);
});

it('goes on trying to give a job back until the database is there', async () => {
  const jobs = new ComingBackJobs(platform.source);
  jobs.outages = 2;
  expect(await tried(1, jobs, new Error(OUTAGE))).toMatchObject({ state: 'queued', crashes: 0, failures: 1 });
  expect(jobs.outages).toBe(-1);
});

it('waits for outages as long as they last, and tells the student without the driver’s words', async () => {
  const job = await tried(5, new ComingBackJobs(platform.source), new Error(OUTAGE));
  expect(job).toMatchObject({ state: 'queued', failures: 5 });
  expect(job['message']).toContain('its database was away');
  expect(job['message']).not.toContain('terminated');
});

it('sets a job aside that took its worker down three times, without trying it again', async () => {
  const student = await ApiClient.signedIn(platform.url, ada);
  const { json } = await student.post(Q1, { answers: { c: '[[1]]' } });
  await platform.source.query('UPDATE grading_jobs SET crashes = 3 WHERE submission_id = $1', [json['id']]);
  const jobs = new ComingBackJobs(platform.source);
  await runner(jobs, new Error('must not be looked at')).runNext(new AbortController().signal);
  const [row] = await platform.source.query<{ state: string; message: string }[]>(
    'SELECT state, message FROM grading_jobs WHERE submission_id = $1',
    [json['id']],
  );
  expect(row).toMatchObject({ state: 'failed', message: expect.stringContaining('not charged') as string });
});

it('sets a job aside that meets the same defect three times', async () => {
  const job = await tried(3, new ComingBackJobs(platform.source), new TypeError('a defect of ours'));
  expect(job).toMatchObject({ state: 'failed' });
  expect(job['message']).toContain('not charged');
});
