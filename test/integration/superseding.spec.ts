/** A newer submission may take the place in the queue of an older one that waits, and of nothing else. */
import { gradingEventSchema, submissionSchema, type SubmissionView } from '#libs/contracts';
import { PostgresGradingJobs } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { ada, ben, startPlatform, tess, type Platform } from '../support/platform';

const ASSIGNMENT = '/api/courses/intro-ml/assignments/prerequisites';
const Q1 = `${ASSIGNMENT}/problems/matrix-product/submissions`;
const ANSWER = { answers: { c: '[[1]]' } };

let platform: Platform;
let jobs: PostgresGradingJobs;
let student: ApiClient;
let other: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  jobs = new PostgresGradingJobs(platform.source);
  [student, other] = (await Promise.all([ada, ben].map((who) => ApiClient.signedIn(platform.url, who)))) as [
    ApiClient,
    ApiClient,
  ];
});
afterEach(async () => {
  // Every test finds an empty queue, and nobody served.
  await platform.source.query(
    `UPDATE grading_jobs SET state = 'cancelled', started_at = NULL, lease_token = NULL, lease_expires_at = NULL`,
  );
});
afterAll(() => platform.stop());

async function submit(client: ApiClient, path = Q1, body: unknown = ANSWER): Promise<string> {
  const { status, json } = await client.post(path, body);
  expect({ status, path }).toEqual({ status: 202, path });
  return String(json['id']);
}

const supersede = (client: ApiClient, path = Q1) => submit(client, `${path}?supersede=true`);

async function view(client: ApiClient, id: string): Promise<SubmissionView> {
  return submissionSchema.parse((await client.get(`/api/submissions/${id}`)).json);
}

async function stateOf(client: ApiClient, id: string): Promise<string> {
  return (await view(client, id)).job.state;
}

const claimNext = () => jobs.claimNext(new Date(), 60, ['cpu']);

describe('is refused, or leaves alone', () => {
  it("another student's submission", async () => {
    const theirs = await submit(other);
    await supersede(student);
    expect(await stateOf(other, theirs)).toBe('queued');
  });

  it('one to another problem', async () => {
    const form = new FormData();
    form.append('file', new Blob(['int main(void) { return 0; }']), 'main.c');
    const program = await submit(student, `${ASSIGNMENT}/problems/sort/submissions`, form);
    await supersede(student);
    expect(await stateOf(student, program)).toBe('queued');
  });

  it('one whose grading has begun, or is over', async () => {
    const running = await submit(student);
    const lease = (await claimNext())!;
    expect(lease.submissionId).toBe(running);
    await supersede(student);
    expect(await stateOf(student, running)).toBe('running');
    await jobs.fail(lease, 'The platform failed.', new Date());
    await supersede(student);
    expect(await stateOf(student, running)).toBe('failed');
  });

  it('everything, where the newer one is not taken', async () => {
    const waiting = await submit(student);
    const refused: [string, unknown, number][] = [
      [`${Q1}?supersede=true`, { answers: { d: 'no such field' } }, 422],
      [`${Q1}?supersede=perhaps`, ANSWER, 422],
      [`${Q1}?supersede=true&supersede=true`, ANSWER, 422],
      [`${ASSIGNMENT}/problems/none/submissions?supersede=true`, ANSWER, 404],
    ];
    for (const [path, body, status] of refused) {
      expect({ path, status: (await student.post(path, body)).status }).toEqual({ path, status });
    }
    const nobody = await new ApiClient(platform.url).post(`${Q1}?supersede=true`, ANSWER);
    expect(nobody.status).toBe(401);
    expect(await stateOf(student, waiting)).toBe('queued');
  });

  it('everything, where it is not asked for', async () => {
    const waiting = await submit(student);
    await submit(student);
    await submit(student, `${Q1}?supersede=false`);
    expect(await stateOf(student, waiting)).toBe('queued');
  });

  it('what was sent in between, when the same request comes again', async () => {
    const send = () => student.post(`${Q1}?supersede=true`, ANSWER, { 'idempotency-key': 'superseding' });
    const first = String((await send()).json['id']);
    const between = await submit(student);
    expect((await send()).json['id']).toBe(first);
    expect(await stateOf(student, between)).toBe('queued');
  });
});

it('takes the place of the older one, which ends as superseded and costs nothing', async () => {
  const older = await submit(student);
  const behind = await submit(other);
  const newer = await supersede(student);
  const { job, points } = await view(student, older);
  expect(job).toMatchObject({ state: 'superseded', ahead: null, eta: null });
  expect(job.message).toContain('not counted');
  expect(points).toBeNull();
  expect((await view(student, newer)).job).toMatchObject({ state: 'queued', ahead: 0 });
  expect((await claimNext())?.submissionId).toBe(newer);
  expect((await claimNext())?.submissionId).toBe(behind);
  expect(await claimNext()).toBeNull();
});

it('hands the first place on through many corrections, and takes all that wait', async () => {
  const first = [await submit(student), await submit(student)];
  await submit(other);
  const second = await supersede(student);
  const third = await supersede(student);
  expect((await view(student, third)).job.ahead).toBe(0);
  for (const id of [...first, second]) expect(await stateOf(student, id)).toBe('superseded');
});

it('ends the live feed of the older one, and its list shows the state', async () => {
  const older = await submit(student);
  await supersede(student);
  const feed = await fetch(`${platform.url}/api/submissions/${older}/events`, {
    headers: { cookie: student.sessionCookie() },
  });
  const events = [...(await feed.text()).matchAll(/^id: .*\ndata: (.*)$/gm)].map(([, data]) =>
    gradingEventSchema.parse(JSON.parse(data ?? '')),
  );
  expect(events.at(-1)).toMatchObject({ type: 'state', state: 'superseded' });
  const staff = await ApiClient.signedIn(platform.url, tess);
  const list = (await staff.get('/api/courses/intro-ml/submissions')).json as {
    submissions: SubmissionView[];
  };
  expect(list.submissions.slice(0, 2).map(({ job }) => job.state)).toEqual(['queued', 'superseded']);
  expect((await student.post(`/api/submissions/${older}/cancel`)).status).toBe(409);
});

it('leaves each job to one: a worker that claims at the same moment, or the newer submission', async () => {
  for (let round = 0; round < 5; round++) {
    const older = await submit(student);
    const [lease, newer] = await Promise.all([claimNext(), supersede(student)]);
    const state = await stateOf(student, older);
    if (lease?.submissionId === older) expect(state).toBe('running');
    else expect(state).toBe('superseded');
    const rest = lease?.submissionId === newer ? null : await claimNext();
    if (lease?.submissionId !== newer) expect(rest?.submissionId).toBe(newer);
    await platform.source.query(
      `UPDATE grading_jobs SET state = 'failed', lease_token = NULL, lease_expires_at = NULL WHERE state = 'running'`,
    );
  }
});
