/**
 * Honest and hostile submissions, four at once, while the worker is killed again and again. Each is graded exactly once,
 * with the verdicts that it gets when it is alone on a platform where nothing breaks, and nothing is left behind.
 *
 * ASSAY_CHAOS_SUBMISSIONS sets how many; 500 means ten kills.
 */
import { execFileSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { studentReportSchema, submissionSchema } from '#libs/contracts';
import { isFinal } from '#libs/domain';
import { ApiClient, fileForm } from '../support/http';
import { ada, startPlatform, type Platform } from '../support/platform';
import { containersOf, startWorkerProcess, stopProcess } from '../support/worker-process';
import { hostilePrograms, sourceOf } from './programs';

const ROOT = resolve(__dirname, '../..');
const PROBLEMS = '/api/courses/intro-ml/assignments/prerequisites/problems';
const SORT = join(ROOT, 'courses/intro-ml/prerequisites/problems/sort');
const SUBMISSIONS = Number(process.env['ASSAY_CHAOS_SUBMISSIONS'] ?? 40);
const KILLS = Math.max(2, Math.round(SUBMISSIONS / 50));
/** Of the hostile programs every so many-th, so that the gradings alone take a small part of the time. */
const STRIDE = SUBMISSIONS >= 500 ? 3 : 15;

jest.setTimeout(120_000 + SUBMISSIONS * 10_000);

interface Candidate {
  readonly name: string;
  readonly problem: string;
  readonly body: () => unknown;
}

interface Grade {
  readonly state: string;
  readonly points: number | null;
  readonly verdicts: readonly string[];
}

const program = (name: string, source: string | Uint8Array): Candidate => ({
  name,
  problem: 'sort',
  body: () => fileForm('main.c', source),
});

const candidates: readonly Candidate[] = [
  program('reference', readFileSync(join(SORT, 'solution/main.c'))),
  program('quadratic', readFileSync(join(SORT, 'samples/quadratic-pivot-middle/main.c'))),
  program('cheat', readFileSync(join(SORT, 'samples/cheat-qsort-hidden/main.c'))),
  program('not C', 'PK\u0003\u0004 this is no program'),
  {
    name: 'right matrix',
    problem: 'matrix-product',
    body: () => ({ answers: { c: '[[20, -2, 0], [23, -4, -12], [-6, 4, -2]]' } }),
  },
  {
    name: 'endless number',
    problem: 'matrix-product',
    body: () => ({ answers: { c: '[[9^9^9^9, -2, 0], [23, -4, -12], [-6, 4, -2]]' } }),
  },
  ...hostilePrograms
    .filter((_, index) => index % STRIDE === 0)
    .map((hostile) => program(hostile.name, sourceOf(hostile))),
];

let platform: Platform;
let student: ApiClient;
let worker: ChildProcess;

const startWorker = (): ChildProcess =>
  startWorkerProcess(platform, { ASSAY_WORKER_CONCURRENCY: '4', ASSAY_SANDBOX_FIRST_UID: '63000' });

async function submit({ problem, body }: Candidate): Promise<string> {
  const { status, json } = await student.post(`${PROBLEMS}/${problem}/submissions`, body());
  expect(status).toBe(202);
  return String(json['id']);
}

async function isGraded(id: string): Promise<boolean> {
  const view = submissionSchema.parse((await student.get(`/api/submissions/${id}`)).json);
  return isFinal(view.job.state);
}

async function gradeOf(id: string): Promise<Grade> {
  const view = submissionSchema.parse((await student.get(`/api/submissions/${id}`)).json);
  const answer = await student.get(`/api/submissions/${id}/report`);
  if (answer.status !== 200) return { state: view.job.state, points: view.points, verdicts: [] };
  const { cases } = studentReportSchema.parse(answer.json);
  return {
    state: view.job.state,
    points: view.points,
    verdicts: cases.map(({ name, verdict }) => `${name}: ${verdict}`),
  };
}

/** Waits until so many of them are graded. */
async function untilGraded(ids: Set<string>, left: number): Promise<void> {
  while (ids.size > left) {
    for (const id of [...ids].slice(0, 20)) {
      if (await isGraded(id)) ids.delete(id);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

function sandboxProcesses(): string[] {
  return execFileSync('ps', ['-eo', 'uid=,pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => /^\s*630\d\d\s/u.test(line));
}

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  student = await ApiClient.signedIn(platform.url, ada);
  worker = startWorker();
});
afterAll(async () => {
  worker.kill('SIGKILL');
  await platform.stop();
});

test(`${String(SUBMISSIONS)} submissions outlive ${String(KILLS)} killed workers`, async () => {
  const alone = new Map<string, Grade>();
  for (const candidate of candidates) {
    const id = await submit(candidate);
    await untilGraded(new Set([id]), 0);
    alone.set(candidate.name, await gradeOf(id));
  }

  const submitted = new Map<string, Candidate>();
  for (let index = 0; index < SUBMISSIONS; index++) {
    const candidate = candidates[index % candidates.length];
    if (candidate) submitted.set(await submit(candidate), candidate);
  }
  const waiting = new Set(submitted.keys());
  for (let kill = 1; kill <= KILLS; kill++) {
    await untilGraded(waiting, Math.round(SUBMISSIONS * (1 - kill / (KILLS + 1))));
    await stopProcess(worker, 'SIGKILL');
    worker = startWorker();
  }
  await untilGraded(waiting, 0);

  for (const [id, { name }] of submitted) {
    expect({ name, ...(await gradeOf(id)) }).toEqual({ name, ...alone.get(name) });
  }
  const reports = await platform.source.query<{ count: number }[]>(
    'SELECT count(*)::integer AS count FROM grade_reports GROUP BY submission_id',
  );
  expect(reports).toHaveLength(SUBMISSIONS + candidates.length);
  expect(reports.every(({ count }) => count === 1)).toBe(true);

  await stopProcess(worker, 'SIGTERM');
  await new Promise((done) => setTimeout(done, 5_000));
  expect(containersOf(platform)).toEqual([]);
  expect(sandboxProcesses()).toEqual([]);
});
