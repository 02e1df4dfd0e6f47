/** Students who work together: who finds to whom, and whose work a submission is. */
import { randomUUID } from 'node:crypto';
import type { Gradebook, GroupList, OwnGroup, Receipt, SubmissionView } from '#libs/contracts';
import { ApiClient } from '../support/http';
import { People, type Person } from '../support/people';
import { startPlatform, type Platform } from '../support/platform';

const COURSE = 'intro-ml';
const WORK = `/api/courses/${COURSE}/assignments/pair-work`;
const GROUP = `${WORK}/group`;
const ATTEMPTS = `${WORK}/problems/matrix-product/submissions`;
const ANSWER = { answers: { c: '[[1]]' } };
const MAXIMUM = 3;

let platform: Platform;
let people: People;
let assistant: ApiClient;
let staff: Person;
let count = 0;

interface Student {
  readonly person: Person;
  readonly client: ApiClient;
}

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  people = new People(platform, 'no password');
  await people.publishGroupWork(COURSE, MAXIMUM);
  staff = await people.add('assistant', COURSE);
  assistant = new ApiClient(platform.url, await people.sessionOf(staff));
});
afterAll(() => platform.stop());

async function student(): Promise<Student> {
  count += 1;
  const person = await people.add('student', COURSE, `student-${String(count)}`);
  return { person, client: new ApiClient(platform.url, await people.sessionOf(person)) };
}

const own = async ({ client }: Student) => (await client.get(GROUP)).json as unknown as OwnGroup;

async function start({ client }: Student, name = 'Pair'): Promise<string> {
  const { status, json } = await client.post(GROUP, { name });
  expect(status).toBe(201);
  return (json as unknown as OwnGroup).group!.joinCode;
}

const join = ({ client }: Student, code: string) => client.post(`${GROUP}/join`, { code });

/** So many students in one group. */
async function group(size: number): Promise<Student[]> {
  const members = await Promise.all(Array.from({ length: size }, student));
  const code = await start(members[0]!);
  for (const member of members.slice(1)) expect((await join(member, code)).status).toBe(200);
  return members;
}

async function submit({ client }: Student, query = '', headers = {}): Promise<string> {
  const { status, json } = await client.post(ATTEMPTS + query, ANSWER, headers);
  expect(status).toBe(202);
  return String(json['id']);
}

const place = (client: ApiClient, { person }: Student, to: string | null) =>
  client.post(`${WORK}/members/${person.id}/group`, { group: to, reason: 'They asked for it.' });

const status = async ({ client }: Student, id: string) => (await client.get(`/api/submissions/${id}`)).status;

describe('finding together', () => {
  it('is for assignments that say so, and for students of the course', async () => {
    const { client } = await student();
    const alone = `/api/courses/${COURSE}/assignments/prerequisites`;
    expect((await client.get(alone)).json).toMatchObject({ groups: null });
    expect((await client.get(WORK)).json).toMatchObject({ groups: { maximum: MAXIMUM } });
    expect((await client.post(`${alone}/group`, { name: 'Pair' })).json).toMatchObject({
      code: 'group.alone',
    });
    expect((await assistant.post(GROUP, { name: 'Staff' })).json).toMatchObject({
      status: 403,
      code: 'group.students-only',
    });
  });

  it('takes a start, and the code for everybody else, read as people write it', async () => {
    const [a, b, stranger] = [await student(), await student(), await student()];
    expect(await own(a)).toEqual({ maximum: MAXIMUM, group: null });
    const code = await start(a, 'Ada and Ben');
    expect((await join(b, ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)).status).toBe(200);
    expect((await join(b, code)).status).toBe(200);
    expect((await own(b)).group).toMatchObject({
      name: 'Ada and Ben',
      isSettled: false,
      members: [{ id: a.person.id }, { id: b.person.id }],
    });
    expect((await join(stranger, 'ABCDEFGH')).json).toMatchObject({
      status: 404,
      code: 'group.unknown-code',
    });
    expect(await own(stranger)).toMatchObject({ group: null });
  });

  it('keeps everybody in one group at most', async () => {
    const [a, b] = [await student(), await student()];
    const code = await start(a);
    await start(b);
    expect((await join(b, code)).json).toMatchObject({ status: 409, code: 'group.already-in-one' });
    expect((await b.client.post(GROUP, { name: 'Second' })).json).toMatchObject({
      code: 'group.already-in-one',
    });
    expect((await b.client.post(`${GROUP}/leave`)).json).toMatchObject({ group: null });
    expect((await b.client.post(`${GROUP}/leave`)).json).toMatchObject({ code: 'group.none' });
    expect((await join(b, code)).status).toBe(200);
  });

  it('gives the last place to one of those who come at once', async () => {
    const members = await group(MAXIMUM - 1);
    const code = (await own(members[0]!)).group!.joinCode;
    const rivals = await Promise.all(Array.from({ length: 4 }, student));
    const answers = await Promise.all(rivals.map((rival) => join(rival, code)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
    for (const { json } of answers.filter((answer) => answer.status === 409)) {
      expect(json).toMatchObject({ code: 'group.full', detail: expect.stringContaining('full') as string });
    }
    expect((await own(members[0]!)).group!.members).toHaveLength(MAXIMUM);
  });

  it('starts one group of somebody who asks twice at once', async () => {
    const { client } = await student();
    const answers = await Promise.all(
      [1, 2, 3].map((n) => client.post(GROUP, { name: `Group ${String(n)}` })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
  });

  it('can be undone and renamed until the group hands in, then no more', async () => {
    const [a, b] = (await group(2)) as [Student, Student];
    expect((await b.client.post(`${GROUP}/rename`, { name: 'Better' })).json).toMatchObject({
      group: { name: 'Better' },
    });
    await submit(a);
    for (const [path, body] of [
      ['leave', undefined],
      ['rename', { name: 'Too late' }],
    ] as const) {
      expect((await b.client.post(`${GROUP}/${path}`, body)).json).toMatchObject({
        status: 409,
        code: 'group.settled',
      });
    }
    expect((await own(a)).group).toMatchObject({ name: 'Better', isSettled: true });
  });

  it('ends in one of two ways where somebody leaves while the other hands in', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = (await group(2)) as [Student, Student];
      const [id, left] = await Promise.all([submit(a), b.client.post(`${GROUP}/leave`)]);
      expect([200, 409]).toContain(left.status);
      expect(await status(b, id)).toBe(left.status === 200 ? 404 : 200);
    }
  });

  it('makes no trouble where somebody hands in and leaves at once', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = (await group(2)) as [Student, Student];
      const [id, left] = await Promise.all([submit(a), a.client.post(`${GROUP}/leave`)]);
      expect(await status(a, id)).toBe(200);
      expect(await status(b, id)).toBe(left.status === 200 ? 404 : 200);
    }
  });
});

describe("a group's submission", () => {
  it('is the work of everybody who was in the group then, and of nobody else', async () => {
    const [a, b] = (await group(2)) as [Student, Student];
    const id = await submit(a);
    await people.gradeSubmission(id);
    const later = await student();
    await join(later, (await own(a)).group!.joinCode);
    const outsider = await student();
    for (const path of ['', '/report', '/events', '/files/c.txt', '/review', '/receipt']) {
      const answers = await Promise.all(
        [a, b, later, outsider].map(({ client }) => client.get(`/api/submissions/${id}${path}`)),
      );
      const found = answers.map((answer) => answer.status);
      expect({ path, found }).toEqual({ path, found: [200, 200, 404, 404] });
    }
    const view = (await b.client.get(`/api/submissions/${id}`)).json as unknown as SubmissionView;
    expect(view.authors.map((author) => author.id).sort()).toEqual([a.person.id, b.person.id].sort());
    expect((await b.client.get(ATTEMPTS)).json).toMatchObject([{ id }]);
    expect((await later.client.get(ATTEMPTS)).json).toEqual([]);
    const next = await submit(later);
    expect(await Promise.all([a, b, later].map((each) => status(each, next)))).toEqual([200, 200, 200]);
  });

  it('is attested for all of them', async () => {
    const [a, b] = (await group(2)) as [Student, Student];
    const id = await submit(a);
    const { statement } = (await b.client.get(`/api/submissions/${id}/receipt`)).json as unknown as Receipt;
    const attested = JSON.parse(statement) as { student: string; authors: string[] };
    expect(attested.student).toBe(a.person.id);
    expect([...attested.authors].sort()).toEqual([a.person.id, b.person.id].sort());
  });

  it('counts for each of them', async () => {
    const [a, b] = (await group(2)) as [Student, Student];
    const id = await submit(a);
    await people.gradeSubmission(id);
    const later = await student();
    await join(later, (await own(a)).group!.joinCode);
    const change = { points: 7, reason: 'Well done.', seenRevision: 0 };
    expect((await assistant.post(`/api/submissions/${id}/adjustments`, change)).status).toBe(200);
    const gradebook = (await assistant.get(`/api/courses/${COURSE}/gradebook`)).json as unknown as Gradebook;
    const totals = [a, b, later].map(
      ({ person }) => gradebook.students.find((each) => each.id === person.id)?.totals['pair-work'] ?? null,
    );
    expect(totals).toEqual([7, 7, null]);
    const course = (await b.client.get(`/api/courses/${COURSE}`)).json as {
      assignments?: { id: string; points: number | null }[];
    };
    expect(course.assignments?.find((each) => each.id === 'pair-work')?.points).toBe(7);
  });

  it('can be taken back, and appealed against, by each of them only', async () => {
    const [a, b] = (await group(2)) as [Student, Student];
    const outsider = await student();
    const id = await submit(a);
    expect((await outsider.client.post(`/api/submissions/${id}/cancel`)).status).toBe(404);
    expect((await b.client.post(`/api/submissions/${id}/cancel`)).json).toMatchObject({
      job: { state: 'cancelled' },
    });
    const graded = await submit(a);
    await people.gradeSubmission(graded);
    const ask = ({ client }: Student) =>
      client.post(`/api/submissions/${graded}/regrade-requests`, { about: null, text: 'Look again.' });
    expect((await ask(outsider)).status).toBe(404);
    const asked = await ask(b);
    expect(asked.status).toBe(201);
    const [request] = asked.json['requests'] as { id: string }[];
    expect((await a.client.post(`/api/regrade-requests/${request!.id}/withdraw`)).status).toBe(200);
  });

  it('gives its place up only to work of all of them', async () => {
    const [a, b] = (await group(2)) as [Student, Student];
    const first = await submit(a);
    const second = await submit(b, '?supersede=true');
    const stateOf = async (id: string) =>
      ((await assistant.get(`/api/submissions/${id}`)).json as unknown as SubmissionView).job.state;
    expect([await stateOf(first), await stateOf(second)]).toEqual(['superseded', 'queued']);
    // Moved by staff, one of them works on alone: what both wait for goes on.
    expect((await place(assistant, b, null)).status).toBe(204);
    const alone = await submit(b, '?supersede=true');
    expect([await stateOf(second), await stateOf(alone)]).toEqual(['queued', 'queued']);
    // Who came later does not end what they can't see.
    const later = await student();
    await join(later, (await own(a)).group!.joinCode);
    await submit(later, '?supersede=true');
    expect(await stateOf(second)).toBe('queued');
  });

  it('has a key of its sender: another member may use the same', async () => {
    const [a, b] = (await group(2)) as [Student, Student];
    const key = { 'idempotency-key': randomUUID() };
    const [first, again, other] = [
      await submit(a, '', key),
      await submit(a, '', key),
      await submit(b, '', key),
    ];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('is not reviewed by an author of it', async () => {
    const [a] = await group(1);
    const id = await submit(a!);
    await people.gradeSubmission(id);
    await platform.source.query('INSERT INTO submission_authors (submission_id, user_id) VALUES ($1, $2)', [
      id,
      staff.id,
    ]);
    const change = { points: 7, reason: 'Well done.', seenRevision: 0 };
    expect((await assistant.post(`/api/submissions/${id}/adjustments`, change)).json).toMatchObject({
      code: 'review.own-work',
    });
  });

  it('stays whose it was when staff move people, with a reason in the audit log', async () => {
    const [a, b] = (await group(2)) as [Student, Student];
    const [c] = await group(1);
    const target = (await own(c!)).group!.id;
    const id = await submit(a);
    expect((await place(a.client, b, target)).status).toBe(403);
    expect((await place(assistant, b, randomUUID())).status).toBe(404);
    expect((await place(assistant, b, target)).status).toBe(204);
    expect((await place(assistant, b, target)).status).toBe(204);
    expect((await own(b)).group?.id).toBe(target);
    expect([await status(b, id), await status(c!, id)]).toEqual([200, 404]);
    const { entries } = (await assistant.get(`/api/courses/${COURSE}/audit`)).json as { entries?: unknown[] };
    expect(entries?.[0]).toMatchObject({
      actor: staff.email,
      action: 'group.changed',
      subject: b.person.email,
      before: { assignment: 'pair-work', group: { name: 'Pair' } },
      after: { group: { id: target } },
      reason: 'They asked for it.',
    });
  });
});

it('shows staff all groups, a page at a time, and no code', async () => {
  const full = await group(MAXIMUM);
  const [extra] = await group(1);
  await platform.source.query(
    `INSERT INTO student_groups (id, assignment_id, name, join_code, created_at)
     SELECT gen_random_uuid(), assignment_id, 'Group ' || n, 'CODE' || n, created_at
       FROM student_groups, generate_series(1, 120) n WHERE id = $1`,
    [(await own(full[0]!)).group!.id],
  );
  const all: GroupList['groups'] = [];
  let next: string | null = null;
  do {
    const { json, text } = await assistant.get(`${WORK}/groups${next === null ? '' : `?after=${next}`}`);
    const page = json as unknown as GroupList;
    expect(text).not.toContain('joinCode');
    all.push(...page.groups);
    ({ next } = page);
  } while (next !== null);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(120);
  const target = (await own(full[0]!)).group!.id;
  expect(all.find(({ id }) => id === target)?.members).toHaveLength(MAXIMUM);
  expect((await place(assistant, extra!, target)).json).toMatchObject({ code: 'group.full' });
  expect((await extra!.client.get(`${WORK}/groups`)).status).toBe(403);
});
