import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openDatabase } from '#libs/persistence';
import { People } from '../support/people';
import { startPlatform, type Platform } from '../support/platform';
import { createTestDatabase, type TestDatabase } from '../support/services';

const ROOT = resolve(__dirname, '../..');

let platform: Platform;
let target: TestDatabase;
let folder: string;
let file: string;

interface Ended {
  readonly status: number;
  readonly output: string;
}

function assay(databaseUrl: string, ...args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  return new Promise((done) => {
    execFile(process.execPath, ['apps/cli/assay.mjs', ...args], { cwd: ROOT, env }, (error, stdout, stderr) =>
      done({ status: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

/** Everything that is in a database, as PostgreSQL writes it. */
async function contentsOf(url: string): Promise<Readonly<Record<string, unknown>>> {
  const source = await openDatabase(url);
  const contents: Record<string, unknown> = {};
  for (const { name } of await source.query<{ name: string }[]>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  )) {
    contents[name] = await source.query(`SELECT t::text FROM "${name}" t ORDER BY 1`);
  }
  await source.destroy();
  return contents;
}

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  folder = await mkdtemp(join(tmpdir(), 'assay-backup-'));
  file = join(folder, 'assay.backup');
  const people = new People(platform, 'no password');
  const student = await people.add('student', 'intro-ml');
  await people.accessTokenOf(student);
  await people.sessionOf(student);
  for (let n = 0; n < 60; n++) await people.submissionOf(student, 'intro-ml', n % 2 === 0);
  await platform.source.query(
    `UPDATE grade_reports SET report = '{ "odd":  "\\u2028 \\u0000 \u2028 é ✓", "n": 1.10 }'
      WHERE job_id = (SELECT min(job_id::text)::uuid FROM grade_reports)`,
  );
  expect(await assay(platform.database.url, 'backup', file)).toMatchObject({ status: 0 });
});
beforeEach(async () => {
  target = await createTestDatabase();
});
afterEach(() => target.drop());
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true });
});

/** A backup that was spoiled is refused in words, and the database stays as empty as it was. */
async function expectRefusal(spoil: (lines: string[]) => string[], words: string): Promise<void> {
  const lines = gunzipSync(await readFile(file))
    .toString()
    .split('\n');
  const spoiled = join(folder, 'spoiled.backup');
  await writeFile(spoiled, gzipSync(spoil(lines).join('\n')));
  const before = await contentsOf(target.url);
  const { status, output } = await assay(target.url, 'restore', spoiled);
  expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining(words) as string });
  expect(await contentsOf(target.url)).toEqual(before);
}

it('refuses what is not whole', () => expectRefusal((lines) => lines.slice(0, -3), 'breaks off'));

it('refuses what was changed, if only by one letter', () =>
  expectRefusal((lines) => lines.map((line) => line.replace('student@', 'studend@')), 'damaged'));

it('refuses a backup of another schema', () =>
  expectRefusal((lines) => [lines[0]!.replace('Create', 'Changed'), ...lines.slice(1)], 'version of Assay'));

it('refuses a file that is cut off, and one that is something else', async () => {
  const cut = join(folder, 'cut.backup');
  const whole = await readFile(file);
  await writeFile(cut, whole.subarray(0, whole.length / 2));
  expect(await assay(target.url, 'restore', cut)).toMatchObject({ status: 1 });
  await writeFile(cut, 'no backup at all');
  expect(await assay(target.url, 'restore', cut)).toMatchObject({ status: 1 });
});

it('refuses to restore over what is there', async () => {
  const before = await contentsOf(platform.database.url);
  const { status, output } = await assay(platform.database.url, 'restore', file);
  expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining('not empty') as string });
  expect(await contentsOf(platform.database.url)).toEqual(before);
});

it('gives back grades, reports and everything else to the byte, but no sessions', async () => {
  const { status, output } = await assay(target.url, 'restore', file);
  expect({ status, output }).toEqual({
    status: 0,
    output: expect.stringContaining('same to the byte') as string,
  });
  const [{ sessions, ...before }, { sessions: none, ...after }] = await Promise.all([
    contentsOf(platform.database.url),
    contentsOf(target.url),
  ]);
  expect(after).toEqual(before);
  expect((before['grade_reports'] as unknown[]).length).toBe(30);
  expect((sessions as unknown[]).length).toBeGreaterThan(0);
  expect(none).toEqual([]);
  expect((await readFile(file)).length).toBeGreaterThan(1_000);
});
