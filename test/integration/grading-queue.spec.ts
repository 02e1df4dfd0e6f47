import { randomUUID } from 'node:crypto';
import { submissionSchema, type SubmissionView } from '#libs/contracts';
import { PostgresGradingJobs, PostgresWorkers } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { ada, ben, startPlatform, tess, type Platform } from '../support/platform';

const Q1 = '/api/courses/intro-ml/assignments/prerequisites/problems/matrix-product/submissions';

let platform: Platform;
let jobs: PostgresGradingJobs;
let students: Record<'ada' | 'ben' | 'tess', ApiClient>;

beforeEach(async () => {
  platform = await startPlatform({ worker: false });
  jobs = new PostgresGradingJobs(platform.source);
  const [a, b, t] = await Promise.all([ada, ben, tess].map((who) => ApiClient.signedIn(platform.url, who)));
  students = { ada: a!, ben: b!, tess: t! };
});
afterEach(() => platform.stop());

async function submit(student: ApiClient): Promise<string> {
  const { status, json } = await student.post(Q1, { answers: { c: '[[1]]' } });
  expect(status).toBe(202);
  return String(json['id']);
}

async function view(student: ApiClient, id: string): Promise<SubmissionView> {
  return submissionSchema.parse((await student.get(`/api/submissions/${id}`)).json);
}

const claimNext = async () => (await jobs.claimNext(new Date(), 60, ['cpu']))?.submissionId ?? null;

it('goes round the students: many submissions of one do not hold up another', async () => {
  const first = [await submit(students.ada), await submit(students.ada), await submit(students.ada)];
  const other = await submit(students.ben);
  expect((await view(students.ben, other)).job.ahead).toBe(1);
  expect((await view(students.ada, first[2]!)).job.ahead).toBe(3);
  expect([await claimNext(), await claimNext(), await claimNext()]).toEqual([first[0], other, first[1]]);
  const third = await submit(students.tess);
  expect([await claimNext(), await claimNext(), await claimNext()]).toEqual([third, first[2], null]);
});

it('gives each job to one of many workers that claim at once, and none is left', async () => {
  const ids = await Promise.all(
    Array.from({ length: 12 }, (_none, n) => submit(n % 3 === 0 ? students.ben : students.ada)),
  );
  const claims = await Promise.all(Array.from({ length: 16 }, claimNext));
  expect(claims.filter((id) => id !== null).sort()).toEqual([...ids].sort());
});

it('passes over what was cancelled and what is not due yet', async () => {
  const cancelled = await submit(students.ada);
  await students.ada.post(`/api/submissions/${cancelled}/cancel`);
  const retried = await submit(students.ben);
  const lease = (await jobs.claimNext(new Date(), 60, ['cpu']))!;
  expect(lease.submissionId).toBe(retried);
  await jobs.putBack(lease, 'Docker is away', new Date(), new Date(Date.now() + 60_000), 'failure');
  expect(await claimNext()).toBeNull();
  expect((await view(students.ben, retried)).job).toMatchObject({ state: 'queued', eta: null });
});

it('says how long it takes only where it can know: a worker lives, and some were graded', async () => {
  const id = await submit(students.ada);
  const workers = new PostgresWorkers(platform.source);
  const [alive, dead] = [randomUUID(), randomUUID()];
  await workers.beat(dead, ['cpu'], 8, new Date(Date.now() - 60_000));
  expect((await view(students.ada, id)).job).toMatchObject({ ahead: 0, eta: null });
  await workers.beat(alive, ['cpu'], 1, new Date());
  await graded(10, 4);
  await graded(10, 6);
  const later = await submit(students.ben);
  const { job } = await view(students.ben, later);
  expect(job.ahead).toBe(1);
  expect(job.eta!.from).toBeGreaterThanOrEqual(4);
  expect(job.eta!.from).toBeLessThanOrEqual(10);
  expect(job.eta!.to).toBeGreaterThanOrEqual(10);
  expect(job.eta!.to).toBeLessThanOrEqual(15);
  await workers.leave(alive);
  const afterwards = await submit(students.tess);
  expect((await view(students.tess, afterwards)).job.eta).toBeNull();
});

/** So many gradings of the problem in the past that took so many seconds. */
async function graded(count: number, seconds: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const id = await submit(students.tess);
    await platform.source.query(
      `UPDATE grading_jobs SET state = 'graded', started_at = now() - interval '1 hour',
              finished_at = now() - interval '1 hour' + make_interval(secs => $2) WHERE submission_id = $1`,
      [id, seconds],
    );
  }
}

it('tells a waiting reader of a new place without being asked', async () => {
  const before = await submit(students.ada);
  const id = await submit(students.ben);
  const feed = await fetch(`${platform.url}/api/submissions/${id}/events`, {
    headers: { cookie: students.ben.sessionCookie() },
  });
  let text = '';
  let toldOfFirstPlace = false;
  for await (const chunk of feed.body!) {
    text += new TextDecoder().decode(chunk as Uint8Array);
    if (!toldOfFirstPlace && placesIn(text).includes(1)) {
      toldOfFirstPlace = true;
      await students.ada.post(`/api/submissions/${before}/cancel`);
    }
    if (placesIn(text).includes(0)) break;
  }
  expect(placesIn(text)).toEqual([1, 0]);
});

function placesIn(text: string): (number | null)[] {
  const snapshots = [...text.matchAll(/event: snapshot\ndata: (.*)\n\n/g)];
  const places = snapshots.map(([, data]) => submissionSchema.parse(JSON.parse(data ?? '')).job.ahead);
  return places.filter((place, index) => index === 0 || place !== places[index - 1]);
}
