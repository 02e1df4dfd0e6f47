/** As docs/instructors.md says it: from an empty folder to a student's graded submission, by the command line alone. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ApiClient, fileForm, untilFinal } from '../support/http';
import { ada, ivo, startPlatform, type Platform } from '../support/platform';

let platform: Platform;
let folder: string;
let token: string;

beforeAll(async () => {
  platform = await startPlatform({ worker: true });
  folder = mkdtempSync(join(tmpdir(), 'assay-'));
  const instructor = await ApiClient.signedIn(platform.url, ivo);
  const request = { name: 'publishing', scopes: ['read', 'manage'], expiresInDays: 1 };
  token = String((await instructor.post('/api/tokens', request)).json['token']);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await platform.stop();
});

/** Not in this process's time: the platform that is published to runs in it. */
async function assay(...args: string[]): Promise<string> {
  const env = { ...process.env, ASSAY_TOKEN: token, ASSAY_SERVER: platform.url };
  const child = spawn(process.execPath, [resolve('apps/cli/assay.mjs'), ...args], { cwd: folder, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const [status] = (await once(child, 'close')) as [number];
  if (status !== 0) throw new Error(`assay ${args.join(' ')} ended with ${String(status)}: ${said}`);
  return said;
}

it.each([
  ['a program in C', 'stdio', 'main.c'],
  ['a function in Python', 'function-tests', 'standardise.py'],
])('brings %s to a student', async (_what, grader, file) => {
  const started = Date.now();
  const name = `with-${grader}`;
  await assay('new', 'assignment', name);
  await assay('new', 'problem', grader, '--in', name, '--id', 'first');
  expect(await assay('publish', name, '--course', 'intro-ml')).toContain(
    `${name} is published as version 1.`,
  );

  const student = await ApiClient.signedIn(platform.url, ada);
  const attempts = `/api/courses/intro-ml/assignments/${name}/problems/first/submissions`;
  const solution = readFileSync(join(folder, name, 'problems/first/solution', file));
  const { status, json } = await student.post(attempts, fileForm(file, solution));
  expect(status).toBe(202);
  const id = String(json['id']);
  await untilFinal(student, id);
  const { json: report } = await student.get(`/api/submissions/${id}/report`);
  expect(report).toMatchObject({ outcome: 'graded', hidden: { count: 1 } });
  // Points of the case that is hidden until the deadline are not told.
  expect(Number(report['points'])).toBeGreaterThan(5);
  process.stdout.write(
    `${name}: published and graded in ${String(Math.round((Date.now() - started) / 1000))} s\n`,
  );
});
