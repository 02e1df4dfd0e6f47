/** Late work, extensions, and grades that are not released yet, as students and staff see them through the api. */
import type { AssignmentView, CourseView, Gradebook, StudentPolicy, SubmissionView } from '#libs/contracts';
import { Argon2PasswordHasher } from '#libs/persistence';
import { ApiClient, type Answer } from '../support/http';
import { People, type Person } from '../support/people';
import { ada, startPlatform, type Platform } from '../support/platform';

const COURSE = 'another-course';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SLIDING = 'late: { kind: sliding, percent: 20, per: day }';
const LATE_DAYS = 'late: { kind: late-days }';

let platform: Platform;
let people: People;
let instructor: ApiClient;
const from = (ms: number) => new Date(Date.now() + ms).toISOString();
const path = (assignment: string) => `/api/courses/${COURSE}/assignments/${assignment}`;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  people = new People(platform, await new Argon2PasswordHasher().hash(ada.password));
  await people.copyCourse('intro-ml', 'prerequisites', COURSE);
  await platform.source.query('UPDATE courses SET late_days = 3 WHERE slug = $1', [COURSE]);
  const staff = await people.add('instructor', COURSE);
  instructor = new ApiClient(platform.url, await people.sessionOf(staff));
});
afterAll(() => platform.stop());

/** A fresh student, with what opens their assignments; late days and extensions of others do not reach them. */
async function student(name: string, section = '', labels: readonly string[] = []) {
  const person = await people.add('student', COURSE, name);
  await platform.source.query('UPDATE enrollments SET section = $2, labels = $3 WHERE user_id = $1', [
    person.id,
    section,
    labels,
  ]);
  return { person, client: new ApiClient(platform.url, await people.sessionOf(person)) };
}

const policyOf = async (client: ApiClient, assignment: string): Promise<StudentPolicy> =>
  ((await client.get(path(assignment))).json as unknown as AssignmentView).policy;
const submit = (client: ApiClient, assignment: string): Promise<Answer> =>
  client.post(`${path(assignment)}/problems/matrix-product/submissions`, { answers: { c: '[[1]]' } });
const extend = (target: unknown, more: object): Promise<Answer> =>
  instructor.post(`/api/courses/${COURSE}/extensions`, {
    target,
    assignment: null,
    reason: 'a test',
    ...more,
  });
const byId = ({ id }: Person) => ({ kind: 'student', id });

describe('late work', () => {
  it('is told beforehand, credited by the hour it came in, and kept when the next counts less', async () => {
    await people.publish(COURSE, 'sliding', `dueAt: ${from(-DAY - HOUR)}\n${SLIDING}`);
    const { client, person } = await student('eve');
    expect((await policyOf(client, 'sliding')).now).toEqual({ isTaken: true, credit: 0.6, lateDays: null });
    const at = (ms: number, points: number) =>
      people.submissionOf(person, COURSE, true, {
        assignment: 'sliding',
        receivedAt: new Date(Date.now() - DAY - HOUR + ms),
        points,
      });
    await at(-HOUR, 10);
    const late = await at(HOUR, 20);
    const course = async () => (await client.get(`/api/courses/${COURSE}`)).json as unknown as CourseView;
    const points = async () => (await course()).assignments.find(({ id }) => id === 'sliding')?.points;
    expect(await points()).toBe(16);
    const view = (await client.get(`/api/submissions/${late}`)).json as unknown as SubmissionView;
    expect(view).toMatchObject({ points: 16, credit: 0.8 });
    await at(DAY + 1, 20);
    expect(await points()).toBe(16);
    await extend(byId(person), { assignment: 'sliding', minutes: 120 });
    expect(await points()).toBe(20);
  });

  it('is refused once nothing more is taken, but not from staff', async () => {
    await people.publish(COURSE, 'closed', `dueAt: ${from(-HOUR)}\nlate: { kind: grace, graceMinutes: 30 }`);
    const { client } = await student('finn');
    expect((await submit(client, 'closed')).json).toMatchObject({ status: 409, code: 'assignment.closed' });
    expect((await submit(instructor, 'closed')).status).toBe(202);
  });

  it('spends late days once a day, over all assignments, and never more than there are', async () => {
    for (const name of ['days-one', 'days-two']) {
      await people.publish(COURSE, name, `dueAt: ${from(-DAY - HOUR)}\n${LATE_DAYS}`);
    }
    const { client } = await student('gil');
    const uses = async (name: string) => (await policyOf(client, name)).now.lateDays;
    expect(await uses('days-one')).toEqual({ uses: 2, left: 1, budget: 3 });
    expect((await submit(client, 'days-one')).status).toBe(202);
    expect(await uses('days-one')).toEqual({ uses: 0, left: 1, budget: 3 });
    expect((await submit(client, 'days-one')).status).toBe(202);
    expect((await policyOf(client, 'days-two')).now).toMatchObject({ isTaken: false, lateDays: { left: 1 } });
    const refused = await submit(client, 'days-two');
    expect(refused).toMatchObject({ status: 409 });
    expect(refused.json['detail']).toContain('1 left of 3');
  });

  it('does not let two requests at once spend one late day twice', async () => {
    const names = ['race-one', 'race-two', 'race-three', 'race-four'];
    for (const name of names) await people.publish(COURSE, name, `dueAt: ${from(-HOUR)}\n${LATE_DAYS}`);
    const { client, person } = await student('hal');
    const answers = await Promise.all(names.map((name) => submit(client, name)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 409]);
    const { students } = (await instructor.get(`/api/courses/${COURSE}/gradebook`))
      .json as unknown as Gradebook;
    expect(students.find(({ id }) => id === person.id)?.lateDaysUsed).toBe(3);
  });
});

describe('extensions', () => {
  it('reach a student, a section or a label, at once and until they are revoked', async () => {
    await people.publish(COURSE, 'extended', `dueAt: ${from(-HOUR)}`);
    const one = await student('ida');
    const two = await student('jon', 'Monday');
    const three = await student('kim', 'Monday', ['more time']);
    const closed = () =>
      Promise.all(
        [one, two, three].map(async ({ client }) => !(await policyOf(client, 'extended')).now.isTaken),
      );
    expect(await closed()).toEqual([true, true, true]);
    const { json: forAll } = await extend({ kind: 'label', name: 'more time' }, { minutes: 120 });
    expect(await closed()).toEqual([true, true, false]);
    await extend({ kind: 'section', name: 'Monday' }, { assignment: 'extended', dueAt: from(HOUR) });
    expect(await closed()).toEqual([true, false, false]);
    await extend(byId(one.person), { assignment: 'extended', minutes: 120 });
    expect(await closed()).toEqual([false, false, false]);
    expect((await submit(one.client, 'extended')).status).toBe(202);
    expect(await policyOf(three.client, 'extended')).toMatchObject({ isExtended: true });

    const list = await instructor.get(`/api/courses/${COURSE}/extensions`);
    expect(list.text).toContain('"more time"');
    const revoke = `/api/courses/${COURSE}/extensions/${String(forAll['id'])}/revoke`;
    expect((await instructor.post(revoke, { reason: 'by mistake' })).text).not.toContain('"more time"');
    expect((await instructor.post(revoke, { reason: 'again' })).status).toBe(404);
    expect(await closed()).toEqual([false, false, false]);
    const audit = await instructor.get(`/api/courses/${COURSE}/audit`);
    for (const told of ['extension.granted', 'extension.revoked', one.person.email, 'by mistake']) {
      expect(audit.text).toContain(told);
    }
  });

  it.each([
    ['nobody of the course', { target: { kind: 'student', id: '00000000-0000-4000-8000-000000000000' } }],
    ['an assignment that is not there', { assignment: 'nowhere' }],
    ['no time at all', { minutes: 0 }],
    ['a date for every assignment', { dueAt: '2030-01-01T00:00:00Z' }],
    ['less time', { minutes: -5 }],
  ])('are refused for %s', async (_what, wrong) => {
    const body = {
      target: { kind: 'label', name: 'x' },
      assignment: null,
      minutes: 5,
      reason: 'a test',
      ...wrong,
    };
    expect((await instructor.post(`/api/courses/${COURSE}/extensions`, body)).status).toBe(422);
  });
});

describe('grades that are not released', () => {
  let client: ApiClient;
  let id: string;

  beforeAll(async () => {
    await people.publish(COURSE, 'withheld', 'release: by-hand');
    await people.publish(COURSE, 'dated', `release: ${from(HOUR)}`);
    const one = await student('lea');
    client = one.client;
    id = await people.submissionOf(one.person, COURSE, true, { assignment: 'withheld', points: 13.25 });
    await instructor.post(`/api/submissions/${id}/adjustments`, {
      points: 17.75,
      reason: 'for its beauty',
      seenRevision: 0,
    });
  });

  /** Everything that a student can read of a submission. */
  const asked = () =>
    Promise.all(
      [
        `/api/courses/${COURSE}`,
        path('withheld'),
        `${path('withheld')}/problems/matrix-product/submissions`,
        `/api/submissions/${id}`,
        `/api/submissions/${id}/report`,
        `/api/submissions/${id}/review`,
        `/api/submissions/${id}/events`,
        `/api/submissions/${id}/receipt`,
      ].map(async (address) => (await client.get(address)).text),
    );

  it('are in no answer to the student, and all there for staff', async () => {
    for (const text of await asked()) expect(text).not.toMatch(/13\.25|17\.75|beauty/);
    const report = await client.get(`/api/submissions/${id}/report`);
    expect(report.json).toMatchObject({ status: 409, code: 'report.not-released' });
    const wish = { about: null, text: 'Why?' };
    expect((await client.post(`/api/submissions/${id}/regrade-requests`, wish)).status).toBe(409);
    const view = (await client.get(`/api/submissions/${id}`)).json as unknown as SubmissionView;
    expect(view).toMatchObject({
      job: { state: 'graded' },
      points: null,
      isReleased: false,
      adjustment: null,
    });
    expect((await instructor.get(`/api/submissions/${id}`)).json).toMatchObject({ points: 17.75 });
    expect((await instructor.get(`/api/submissions/${id}/report`)).json).toMatchObject({ points: 13.25 });
  });

  it('are shown when the instructor says so, and out of sight again when it was too early', async () => {
    const set = async (released: boolean) =>
      (await instructor.post(`${path('withheld')}/release`, { released, reason: 'all are graded' })).status;
    expect(await set(true)).toBe(200);
    expect((await client.get(`/api/submissions/${id}`)).json).toMatchObject({ points: 17.75 });
    expect((await client.get(`/api/submissions/${id}/report`)).status).toBe(200);
    expect((await client.get(`/api/submissions/${id}/review`)).text).toContain('beauty');
    expect(await set(false)).toBe(200);
    for (const text of await asked()) expect(text).not.toMatch(/13\.25|17\.75|beauty/);
    expect((await instructor.get(`/api/courses/${COURSE}/audit`)).text).toContain('grades.withheld');
  });

  it('are shown from a date on', async () => {
    expect((await policyOf(client, 'dated')).release).toMatchObject({ isReleased: false });
    await people.publish(COURSE, 'dated', `release: ${from(-HOUR)}`);
    expect((await policyOf(client, 'dated')).release).toMatchObject({ isReleased: true });
  });
});
