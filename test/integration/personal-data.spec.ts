/** What a person gets of all that is kept about them: everything of theirs, nothing of others, nothing that is hidden. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fromBuffer, type Entry } from 'yauzl';
import { People, type Person } from '../support/people';
import { startPlatform, type Platform } from '../support/platform';

const COURSE = 'intro-ml';
const ROOT = resolve(__dirname, '../..');

let platform: Platform;
let people: People;
let student: Person;
let fellow: Person;
let staff: Person;
let folder: string;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  folder = await mkdtemp(join(tmpdir(), 'assay-export-'));
  people = new People(platform, 'no password');
  student = await people.add('student', COURSE);
  fellow = await people.add('student', COURSE, 'fellow');
  staff = await people.add('assistant', COURSE);
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true });
});

/** The texts of an archive by their paths. */
function unzip(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((done, fail) => {
    const files = new Map<string, string>();
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) {
        fail(error);
        return;
      }
      zip.on('entry', (entry: Entry) => {
        zip.openReadStream(entry, (problem, stream) => {
          if (problem) {
            fail(problem);
            return;
          }
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks).toString());
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => done(files));
      zip.on('error', fail);
      zip.readEntry();
    });
  });
}

const download = async (person: Person): Promise<Response> =>
  fetch(`${platform.url}/api/me/data.zip`, { headers: await people.sessionOf(person) });

const exported = async (person: Person) => unzip(Buffer.from(await (await download(person)).arrayBuffer()));

/** A report with a check that students see and one that they never do. */
async function withHiddenCheck(id: string): Promise<void> {
  const check = (name: string, visibility: string) => ({
    ...{ name, visibility, verdict: 'correct', code: 'ok', message: name, points: 1, maxPoints: 1 },
    evidence: [],
  });
  await platform.source.query(
    `UPDATE grade_reports SET report = jsonb_set(report::jsonb, '{cases}', $2::jsonb) WHERE submission_id = $1`,
    [id, JSON.stringify([check('the product', 'student'), check('a secret', 'staff')])],
  );
}

it('is all of theirs: account, work, reports, receipts, requests, and what the log says of them', async () => {
  const id = await people.submissionOf(student, COURSE, true);
  await withHiddenCheck(id);
  await people.regradeRequestOf(id);
  const { headers } = await people.accessTokenOf(student);
  const waiting = await people.submissionOf(student, COURSE, false);
  const theirs = await people.submissionOf(fellow, COURSE, true);
  const files = await exported(student);
  const at = (submission: string, name: string) =>
    files.get(`submissions/${COURSE}/prerequisites/matrix-product/${submission}/${name}`);
  expect(JSON.parse(files.get('account.json') ?? '')).toMatchObject({
    account: [{ email: student.email }],
    enrollments: [{ course: COURSE, role: 'student' }],
    accessTokens: [{ name: 'script' }],
  });
  expect(at(id, 'files/c.txt')).toBe('[[1]]');
  expect(JSON.parse(at(id, 'report.json') ?? '')).toMatchObject({
    cases: [{ name: 'the product' }],
    hidden: { count: 1 },
  });
  expect(JSON.parse(at(id, 'review.json') ?? '')).toMatchObject({
    requests: [{ text: 'Please look again.' }],
  });
  expect(at(id, 'receipt.json')).toContain('signature');
  expect(JSON.parse(at(waiting, 'submission.json') ?? '')).toMatchObject({ state: 'queued', points: null });
  expect(at(waiting, 'report.json')).toBeUndefined();
  expect(JSON.parse(files.get('audit-log.json') ?? '')).toMatchObject([
    { action: 'enrollment.changed', subject: student.email, actor: 'course staff' },
  ]);
  const all = [...files].flat().join('\n');
  for (const foreign of [theirs, fellow.email, fellow.id, staff.email, 'a secret', '"seed"']) {
    expect({ foreign, found: all.includes(foreign) }).toEqual({ foreign, found: false });
  }
  expect(all).not.toContain(headers['authorization']?.slice('Bearer '.length));
  expect(all).not.toMatch(/hash/i);
});

it('hides from staff, too, what students never see: it leaves the platform', async () => {
  const id = await people.submissionOf(staff, COURSE, true);
  await withHiddenCheck(id);
  const files = await exported(staff);
  const report = files.get(`submissions/${COURSE}/prerequisites/matrix-product/${id}/report.json`);
  expect(report).toContain('the product');
  expect(report).not.toContain('a secret');
});

it('has the work of a group, and of the other members how many they are', async () => {
  await people.publishGroupWork(COURSE, 3, fellow);
  await people.setGroup(student, COURSE, true);
  const id = await people.submissionOf(fellow, COURSE, false, { assignment: 'pair-work' });
  const files = await exported(student);
  const text = files.get(`submissions/${COURSE}/pair-work/matrix-product/${id}/submission.json`);
  expect(JSON.parse(text ?? '')).toMatchObject({ sentByYou: false, authors: 2 });
  expect(text).not.toContain(fellow.id);
});

it('needs a session, not a token, and comes so often only', async () => {
  const { headers } = await people.accessTokenOf(staff);
  expect((await fetch(`${platform.url}/api/me/data.zip`, { headers })).status).toBe(403);
  expect((await fetch(`${platform.url}/api/me/data.zip`)).status).toBe(401);
  const statuses: number[] = [];
  for (let n = 0; n < 6; n++) {
    const response = await download(fellow);
    await response.arrayBuffer();
    statuses.push(response.status);
  }
  expect(statuses.at(0)).toBe(200);
  expect(statuses.at(-1)).toBe(429);
});

it('is the same on the command line', async () => {
  const file = join(folder, 'data.zip');
  const env = { ...process.env, DATABASE_URL: platform.database.url, ASSAY_DATA: folder };
  const run = (email: string) =>
    new Promise<number>((done) => {
      const args = ['apps/cli/assay.mjs', 'export-personal-data', email, file];
      execFile(process.execPath, args, { cwd: ROOT, env }, (error) => done(error ? Number(error.code) : 0));
    });
  expect(await run('nobody@assay.example')).toBe(1);
  expect(await run(student.email)).toBe(0);
  const [here, there] = [await unzip(await readFile(file)), await exported(student)];
  const paths = (files: Map<string, string>) => [...files.keys()].filter((path) => !path.includes('receipt'));
  expect(paths(here).sort()).toEqual(paths(there).sort());
});
