/** Everybody's points, on the page and as files. */
import type { Gradebook } from '#libs/contracts';
import { Argon2PasswordHasher } from '#libs/persistence';
import { parse } from 'csv-parse/sync';
import { ApiClient } from '../support/http';
import { People, type Person } from '../support/people';
import { ada, startPlatform, type Platform } from '../support/platform';

const COURSE = 'another-course';
const BOOK = `/api/courses/${COURSE}/gradebook`;

let platform: Platform;
let people: People;
let students: readonly Person[];
let student: ApiClient;
let instructor: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  people = new People(platform, await new Argon2PasswordHasher().hash(ada.password));
  await people.copyCourse('intro-ml', 'prerequisites', COURSE);
  students = await Promise.all(['eve', 'finn', 'gil'].map((name) => people.add('student', COURSE, name)));
  const staff = await people.add('instructor', COURSE);
  await people.submissionOf(staff, COURSE, true);
  student = new ApiClient(platform.url, await people.sessionOf(students[0]!));
  instructor = new ApiClient(platform.url, await people.sessionOf(staff));
});
afterAll(() => platform.stop());

const book = async () => (await instructor.get(BOOK)).json as unknown as Gradebook;
const setPoints = (id: string, points: number | null, seenRevision = 0) =>
  instructor.post(`/api/submissions/${id}/adjustments`, { points, reason: 'a test', seenRevision });

it('is for staff of the course', async () => {
  expect((await new ApiClient(platform.url).get(BOOK)).status).toBe(401);
  for (const path of [BOOK, `${BOOK}.csv`]) {
    expect((await student.get(path)).status).toBe(403);
    expect((await instructor.get(path.replace(COURSE, 'intro-ml'))).status).toBe(404);
  }
});

it('counts the best attempt, with what staff set, and tells none from zero', async () => {
  const [eve, finn] = students as readonly [Person, Person];
  const first = await people.submissionOf(eve, COURSE, true);
  const second = await people.submissionOf(eve, COURSE, true);
  await people.submissionOf(finn, COURSE, true);
  await people.submissionOf(finn, COURSE, false);
  await setPoints(first, 12.345);
  await setPoints(second, 7);
  const { assignments, students: rows } = await book();
  expect(assignments).toMatchObject([{ id: 'prerequisites', maxPoints: 150 }]);
  expect(rows.map(({ name, totals }) => [name, totals])).toEqual([
    ['eve', { prerequisites: 12.35 }],
    ['finn', { prerequisites: 0 }],
    ['gil', {}],
  ]);
  await setPoints(first, null, 1);
  expect((await book()).students[0]?.points).toEqual({ prerequisites: { 'matrix-product': 7 } });
});

it('is a file that names itself, in three forms', async () => {
  for (const format of ['full', 'canvas', 'moodle']) {
    const { headers, text } = await instructor.get(`${BOOK}.csv?format=${format}`);
    expect(headers.get('content-disposition')).toContain(`grades-${COURSE}-${format}.csv`);
    const rows = parse(text, { bom: true });
    const who = rows.filter((row) => row.some((cell) => /^(eve|finn|gil)@/.test(cell)));
    expect(who).toHaveLength(3);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  }
  expect((await instructor.get(`${BOOK}.csv?format=xls`)).status).toBe(422);
});
