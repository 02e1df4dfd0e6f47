/** What staff decide about graded work, and what students ask of them. */
import { randomUUID } from 'node:crypto';
import type { Review, SubmissionView } from '#libs/contracts';
import { Argon2PasswordHasher } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { People, type Person } from '../support/people';
import { ada, startPlatform, type Platform } from '../support/platform';

const COURSE = 'intro-ml';

let platform: Platform;
let people: People;
let students: readonly [Person, Person];
let staff: readonly [Person, Person];
let student: ApiClient;
let fellow: ApiClient;
let assistant: ApiClient;
let colleague: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  people = new People(platform, await new Argon2PasswordHasher().hash(ada.password));
  students = [await people.add('student', COURSE), await people.add('student', COURSE, 'fellow')];
  staff = [await people.add('assistant', COURSE), await people.add('instructor', COURSE, 'colleague')];
  [student, fellow, assistant, colleague] = (await Promise.all(
    [...students, ...staff].map(
      async (person) => new ApiClient(platform.url, await people.sessionOf(person)),
    ),
  )) as [ApiClient, ApiClient, ApiClient, ApiClient];
});
afterAll(() => platform.stop());

const graded = () => people.submissionOf(students[0], COURSE, true);

/** Puts checks into a report, one that its student sees and one that only staff see. */
async function withChecks(id: string): Promise<void> {
  const check = (name: string, visibility: string) => ({
    ...{
      name,
      visibility,
      verdict: 'incorrect',
      code: 'matrix.wrong',
      message: 'no',
      points: 0,
      maxPoints: 1,
    },
    evidence: [],
  });
  const cases = JSON.stringify([check('the product', 'student'), check('a secret', 'staff')]);
  await platform.source.query(
    `UPDATE grade_reports SET report = jsonb_set(report::jsonb, '{cases}', $2::jsonb) WHERE submission_id = $1`,
    [id, cases],
  );
}

const reviewOf = async (client: ApiClient, id: string) =>
  (await client.get(`/api/submissions/${id}/review`)).json as unknown as Review;

describe('points set by staff', () => {
  const body = (points: number | null, seenRevision = 0) => ({
    points,
    reason: 'The second row is right but for a slip.',
    seenRevision,
  });
  const adjust = (client: ApiClient, id: string, change: unknown) =>
    client.post(`/api/submissions/${id}/adjustments`, change);

  it('are refused to students, to strangers to the course, and to staff for their own work', async () => {
    const id = await graded();
    expect((await adjust(new ApiClient(platform.url), id, body(5))).status).toBe(401);
    expect((await adjust(student, id, body(5))).json).toMatchObject({ status: 403, code: 'auth.staff-only' });
    expect((await adjust(fellow, id, body(5))).status).toBe(404);
    const own = await people.submissionOf(staff[0], COURSE, true);
    expect((await adjust(assistant, own, body(5))).json).toMatchObject({ code: 'review.own-work' });
    expect((await reviewOf(assistant, id)).adjustments).toEqual([]);
  });

  it.each([
    ['no reason', { points: 1, reason: ' ', seenRevision: 0 }],
    ['fewer than none', body(-1)],
    ['more than the problem is worth', body(31)],
    ['no number', { ...body(1), points: 'all' }],
    ['a control character', { ...body(1), reason: 'fine\u0007' }],
  ])('are refused with %s', async (_what, change) => {
    const id = await graded();
    expect((await adjust(assistant, id, change)).status).toBe(422);
    expect((await reviewOf(assistant, id)).adjustments).toEqual([]);
  });

  it('wait for the report', async () => {
    const id = await people.submissionOf(students[0], COURSE, false);
    expect((await adjust(assistant, id, body(5))).json).toMatchObject({ code: 'review.not-graded' });
  });

  it('count at once, for all who see the work; withdrawn, the report counts again', async () => {
    const id = await graded();
    const { status, json } = await adjust(assistant, id, body(12.5));
    expect(status).toBe(200);
    expect(json).toMatchObject({ points: 12.5, adjustment: { revision: 1, author: 'assistant' } });
    const seen = (await student.get(`/api/submissions/${id}`)).json as unknown as SubmissionView;
    expect(seen).toMatchObject({ points: 12.5, adjustment: { reason: body(0).reason } });
    const { problems } = (await student.get(`/api/courses/${COURSE}/assignments/prerequisites`)).json as {
      problems: { id: string; best: number }[];
    };
    expect(problems.find((problem) => problem.id === 'matrix-product')?.best).toBe(12.5);

    await adjust(colleague, id, { points: null, reason: 'That was the wrong row.', seenRevision: 1 });
    expect((await student.get(`/api/submissions/${id}`)).json).toMatchObject({ points: 0 });
    const { adjustments } = await reviewOf(student, id);
    expect(adjustments.map(({ revision, points, author }) => [revision, points, author])).toEqual([
      [2, null, 'colleague'],
      [1, 12.5, 'assistant'],
    ]);
  });

  it('never overwrite what a colleague decided meanwhile', async () => {
    const id = await graded();
    const answers = await Promise.all([
      adjust(assistant, id, body(10)),
      adjust(colleague, id, body(20)),
      adjust(assistant, id, body(11)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.json['code']).toBe('review.changed-meanwhile');
    expect((await reviewOf(assistant, id)).adjustments).toHaveLength(1);
    expect((await adjust(colleague, id, body(20, 7))).status).toBe(409);
  });

  it('are written into the audit log, with what counted before', async () => {
    const id = await graded();
    await adjust(assistant, id, body(3));
    await adjust(colleague, id, body(4, 1));
    const { entries } = (await colleague.get(`/api/courses/${COURSE}/audit`)).json as {
      entries: Record<string, unknown>[];
    };
    expect(entries.filter(({ subject }) => subject === id)).toMatchObject([
      { action: 'points.adjusted', actor: staff[1].email, before: { points: 3 }, after: { points: 4 } },
      { action: 'points.adjusted', actor: staff[0].email, before: { points: 0 }, after: { points: 3 } },
    ]);
  });
});

describe('a request for a regrade', () => {
  const ask = (client: ApiClient, id: string, about: string | null = null, text = 'Please look at row 2.') =>
    client.post(`/api/submissions/${id}/regrade-requests`, { about, text });
  const openOf = async (id: string) => (await reviewOf(student, id)).requests[0]?.id ?? '';
  const answer = (client: ApiClient, request: string, decision: string, text = 'You are right.') =>
    client.post(`/api/regrade-requests/${request}/answer`, { decision, text });
  const listed = async (query = '') =>
    (await assistant.get(`/api/courses/${COURSE}/regrade-requests${query}`)).json as {
      requests: { id: string; submission: string; student: { name: string } | null }[];
    };

  it('is refused to all but whose work it is', async () => {
    const id = await graded();
    expect((await ask(new ApiClient(platform.url), id)).status).toBe(401);
    expect((await ask(fellow, id)).status).toBe(404);
    expect((await ask(assistant, id)).json).toMatchObject({ status: 403, code: 'regrade.own-only' });
    expect((await fellow.get(`/api/submissions/${id}/review`)).status).toBe(404);
    expect((await student.get(`/api/courses/${COURSE}/regrade-requests`)).status).toBe(403);
  });

  it('is about a check that the student can see, or about the whole grade', async () => {
    const id = await graded();
    await withChecks(id);
    for (const unknown of ['a secret', 'nothing', "'; DROP TABLE users; --"]) {
      expect((await ask(student, id, unknown)).json).toMatchObject({ code: 'regrade.unknown-case' });
    }
    const asked = await ask(student, id, 'the product');
    expect(asked.status).toBe(201);
    expect(asked.json).toMatchObject({ requests: [{ about: 'the product', state: 'open', answer: null }] });
  });

  it('is answered once, by staff, and the answer is read by its student', async () => {
    const id = await graded();
    await ask(student, id);
    const request = await openOf(id);
    expect((await answer(student, request, 'accepted')).json).toMatchObject({ code: 'auth.staff-only' });
    expect((await answer(fellow, request, 'accepted')).status).toBe(404);
    expect((await answer(assistant, randomUUID(), 'accepted')).status).toBe(404);
    expect((await answer(assistant, id, 'accepted')).status).toBe(404);
    expect((await answer(assistant, request, 'maybe')).status).toBe(422);

    const answers = await Promise.all([
      answer(assistant, request, 'accepted', 'Yes.'),
      answer(colleague, request, 'declined', 'No.'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [closed] = (await reviewOf(student, id)).requests;
    const isFirst = answers[0].status === 200;
    expect(closed).toMatchObject(
      isFirst
        ? { state: 'accepted', answer: { text: 'Yes.', author: 'assistant' } }
        : { state: 'declined', answer: { text: 'No.', author: 'colleague' } },
    );
    expect((await student.post(`/api/regrade-requests/${request}/withdraw`)).json).toMatchObject({
      code: 'regrade.not-open',
    });
  });

  it('is open once at a time, can be withdrawn, and asked again a few times', async () => {
    const id = await graded();
    const both = await Promise.all([ask(student, id), ask(student, id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const first = await openOf(id);
    expect((await assistant.post(`/api/regrade-requests/${first}/withdraw`)).status).toBe(403);
    expect((await fellow.post(`/api/regrade-requests/${first}/withdraw`)).status).toBe(404);
    for (let asked = 1; asked < 5; asked++) {
      expect((await student.post(`/api/regrade-requests/${await openOf(id)}/withdraw`)).status).toBe(200);
      expect((await ask(student, id)).status).toBe(201);
    }
    await student.post(`/api/regrade-requests/${await openOf(id)}/withdraw`);
    expect((await ask(student, id)).json).toMatchObject({ code: 'regrade.too-many' });
  });

  it('reaches the staff of the course in one list, newest first', async () => {
    const [one, two] = [await graded(), await graded()];
    await ask(student, one);
    await ask(student, two);
    await answer(assistant, await openOf(one), 'declined', 'No.');
    const submissions = async (query: string) =>
      (await listed(query)).requests
        .map(({ submission }) => submission)
        .filter((id) => [one, two].includes(id));
    expect(await submissions('')).toEqual([two, one]);
    expect(await submissions('?state=open')).toEqual([two]);
    expect(await submissions('?state=declined')).toEqual([one]);
    const [newest] = (await listed()).requests;
    expect(newest?.student).toBeNull();
    const named = (await colleague.get(`/api/courses/${COURSE}/regrade-requests`)).json as {
      requests: { student: { name: string } | null }[];
    };
    expect(named.requests[0]?.student?.name).toBe('student');
    expect(await submissions(`?after=${newest?.id ?? ''}`)).toEqual([one]);
  });
});
