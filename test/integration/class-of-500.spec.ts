/** A class of 500: its roster imported, its work graded, its grades exported, and all of it read back without a change. */
import { createHash } from 'node:crypto';
import type { RosterPreview } from '#libs/contracts';
import { Argon2PasswordHasher } from '#libs/persistence';
import { parse } from 'csv-parse/sync';
import { ApiClient, fileForm } from '../support/http';
import { People } from '../support/people';
import { ada, startPlatform, type Platform } from '../support/platform';
import { gradeEverybody } from '../support/graded-class';

const COURSE = 'another-course';
const AT = `/api/courses/${COURSE}`;
const CLASS = 500;
const NAMES = ['Änne Müller', 'O’Neil "Sean"', '李 小龙', 'van der Berg', "D'Arc; Jeanne"];

let platform: Platform;
let instructor: ApiClient;

interface Line {
  readonly name: string;
  readonly email: string;
  readonly id: string;
  readonly section: string;
}
const people: readonly Line[] = Array.from({ length: CLASS }, (_, n) => ({
  name: `${NAMES[n % NAMES.length] ?? ''} ${String(n)}`,
  email: `s${String(n).padStart(3, '0')}@uni.example`,
  id: `00${String(n)}`,
  section: `Group ${String(n % 7)}`,
}));
/** Of all students, zero and the full number of points among them. */
const hundredths = (n: number) => (n * 37) % 2001;
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  const helpers = new People(platform, await new Argon2PasswordHasher().hash(ada.password));
  await helpers.copyCourse('intro-ml', 'prerequisites', COURSE);
  const staff = await helpers.add('instructor', COURSE);
  instructor = new ApiClient(platform.url, await helpers.sessionOf(staff));
});
afterAll(() => platform.stop());

const previewOf = async (csv: string): Promise<RosterPreview> => {
  const answer = await instructor.post(`${AT}/roster/preview`, fileForm('roster.csv', csv));
  expect(answer.status).toBe(200);
  return answer.json as unknown as RosterPreview;
};
const rowsOf = (csv: string): string[][] => parse(csv);
const gradesAs = async (format: 'canvas' | 'moodle' | 'full') =>
  (await instructor.get(`${AT}/gradebook.csv?format=${format}`)).text;

it('is imported by one file, whatever its people are called', async () => {
  const rows = people.map(({ name, email, id, section }) => [name, email, id, section].map(quoted).join());
  const csv = `Full Name,Email,SID,Section\r\n${rows.join('\r\n')}\r\n`;
  const preview = await previewOf(csv);
  expect(preview).toMatchObject({ problems: [], changed: [], unchanged: 0 });
  expect(preview.added).toHaveLength(CLASS);
  const form = fileForm('roster.csv', csv);
  form.append('digest', preview.digest);
  expect((await instructor.post(`${AT}/roster`, form)).json).toMatchObject({ added: CLASS, changed: 0 });
});

it('comes back from its own export without a change', async () => {
  const exported = (await instructor.get(`${AT}/roster.csv`)).text;
  const again = await previewOf(exported);
  expect(again).toMatchObject({ added: [], changed: [], absent: [], problems: [], unchanged: CLASS + 1 });
  expect(again.digest).toBe(createHash('sha256').update('[[],[]]').digest('hex'));
});

describe('graded', () => {
  beforeAll(() => gradeEverybody(platform.source, COURSE, hundredths));
  const expected = new Map(people.map(({ email }, n) => [email, (hundredths(n) / 100).toFixed(2)]));

  it('is a file as Canvas’ importer wants it, which says of each who it is and what it earned', async () => {
    const [header = [], possible = [], ...rows] = rowsOf(await gradesAs('canvas'));
    expect(header).toEqual(['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'Prerequisites']);
    expect(possible).toEqual(['    Points Possible', '', '', '', '', '150.00']);
    expect(rows).toHaveLength(CLASS);
    const read = new Map(rows.map((row) => [row[3], { student: row[0], id: row[2], points: row[5] }]));
    for (const { name, email, id } of people) {
      expect(read.get(email)).toEqual({ student: name, id, points: expected.get(email) });
    }
  });

  it('is a file as Moodle’s importer maps it: identities and grades, and nothing else', async () => {
    const [header, ...rows] = rowsOf(await gradesAs('moodle'));
    expect(header).toEqual(['Email address', 'ID number', 'Prerequisites']);
    expect(new Map(rows.map(([email, , points]) => [email, points]))).toEqual(expected);
  });

  it('is recognised in every file of grades as the class that it is', async () => {
    for (const format of ['canvas', 'moodle'] as const) {
      const again = await previewOf(await gradesAs(format));
      expect(again).toMatchObject({ added: [], changed: [], problems: [], unchanged: CLASS });
    }
  });

  it('is the same file each time', async () => {
    for (const format of ['canvas', 'moodle', 'full'] as const) {
      expect(await gradesAs(format)).toBe(await gradesAs(format));
    }
  });
});
