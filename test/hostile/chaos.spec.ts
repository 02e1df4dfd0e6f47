/**
 * Honest and hostile submissions, four at once, while parts of the platform are killed by SIGKILL in turn and come back a
 * moment later: the worker, and where ASSAY_CHAOS_PARTS=all says so each of them: worker, api, Redis (sometimes with all that it knew), PostgreSQL, and the worker's way to the
 * container engine. Each submission that was accepted is graded exactly once, with the verdicts that it gets when nothing
 * breaks, and nothing is left behind.
 *
 * The engine itself is shared with others on the machine, so what dies is a proxy before it: all the worker's connections
 * break at once, and none is taken until it is back.
 *
 * ASSAY_CHAOS_SUBMISSIONS sets how many submissions; ASSAY_CHAOS_SEED repeats the order and the pauses of a run.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { studentReportSchema, submissionSchema } from '#libs/contracts';
import { isFinal } from '#libs/domain';
import { openDatabase } from '#libs/persistence';
import { Random } from '../support/fuzz/random';
import { ApiClient, fileForm, type Answer } from '../support/http';
import { PARTS, startMortalPlatform, type MortalPlatform, type PartName } from '../support/mortal-platform';
import { ada } from '../support/platform';
import { containersOf } from '../support/worker-process';
import { hostilePrograms, sourceOf } from './programs';

const ROOT = resolve(__dirname, '../..');
const PROBLEMS = '/api/courses/intro-ml/assignments/prerequisites/problems';
const SORT = join(ROOT, 'courses/intro-ml/prerequisites/problems/sort');
const SUBMISSIONS = Number(process.env['ASSAY_CHAOS_SUBMISSIONS'] ?? 40);
const KILLED: readonly PartName[] = process.env['ASSAY_CHAOS_PARTS'] === 'all' ? PARTS : ['worker'];
const SEED = Number(process.env['ASSAY_CHAOS_SEED'] ?? 1);
/** One kill for so many submissions; each part once at least. */
const ROUNDS = Math.max(1, Math.round(SUBMISSIONS / (16 * KILLED.length)));
/** Of the hostile programs every so many-th, so that the gradings alone take a small part of the time. */
const STRIDE = SUBMISSIONS >= 300 ? 3 : 40;
/** So many wait at once, so that submissions still come in when the last part is killed. */
const BACKLOG = 12;
/** A part stays away for a random time up to this. */
const LONGEST_OUTAGE_MS = SUBMISSIONS >= 300 ? 6_000 : 1_500;

jest.setTimeout(180_000 + SUBMISSIONS * 10_000);

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

/** What the run came to. */
const figures = {
  submissions: 0,
  kills: Object.fromEntries(PARTS.map((part) => [part, 0])) as Record<PartName, number>,
  redisEmptied: 0,
  requestsTriedAgain: 0,
};
const random = new Random(SEED);

let platform: MortalPlatform;
let student: ApiClient;

/** Asks until there is an answer that is not "try again": what a client does while parts of the platform are away. */
async function persist(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer && answer.status !== 503) return answer;
    figures.requestsTriedAgain++;
    await sleep(100);
  }
}

async function submit({ problem, body }: Candidate): Promise<string> {
  const headers = { 'idempotency-key': randomUUID() };
  const answer = await persist(() => student.post(`${PROBLEMS}/${problem}/submissions`, body(), headers));
  if (answer.status !== 202) {
    throw new Error(`A submission was answered ${String(answer.status)}.\n${platform.lastErrors()}`);
  }
  return String(answer.json['id']);
}

async function gradeOf(id: string): Promise<Grade> {
  const view = submissionSchema.parse((await persist(() => student.get(`/api/submissions/${id}`))).json);
  const answer = await persist(() => student.get(`/api/submissions/${id}/report`));
  if (answer.status !== 200) return { state: view.job.state, points: view.points, verdicts: [] };
  const { cases } = studentReportSchema.parse(answer.json);
  return {
    state: view.job.state,
    points: view.points,
    verdicts: cases.map(({ name, verdict }) => `${name}: ${verdict}`),
  };
}

/** Waits until so many of them are not graded yet. */
async function untilGraded(ids: Set<string>, left: number): Promise<void> {
  while (ids.size > left) {
    for (const id of [...ids].slice(0, 20)) {
      const { json } = await persist(() => student.get(`/api/submissions/${id}`));
      if (isFinal(submissionSchema.parse(json).job.state)) ids.delete(id);
    }
    await sleep(200);
  }
}

/** Grades every candidate while nothing breaks. */
async function gradeAlone(): Promise<Map<string, Grade>> {
  const alone = new Map<string, Grade>();
  for (const candidate of candidates) {
    const id = await submit(candidate);
    await untilGraded(new Set([id]), 0);
    alone.set(candidate.name, await gradeOf(id));
  }
  return alone;
}

/** Hands all in, with a short queue at every moment; answers what was accepted. */
async function submitAll(graded: { count: number }): Promise<Map<string, Candidate>> {
  const submitted = new Map<string, Candidate>();
  const waiting = new Set<string>();
  for (let index = 0; index < SUBMISSIONS; index++) {
    const candidate = candidates[index % candidates.length]!;
    const id = await submit(candidate);
    submitted.set(id, candidate);
    waiting.add(id);
    await untilGraded(waiting, BACKLOG - 1);
    graded.count = submitted.size - waiting.size;
  }
  while (waiting.size > 0) {
    await untilGraded(waiting, waiting.size - 1);
    graded.count = submitted.size - waiting.size;
  }
  return submitted;
}

/** Kills one part after the other, spread over the run; the order in each round is random, the moment too. */
async function killAll(graded: { readonly count: number; readonly failed: boolean }): Promise<void> {
  const order = Array.from({ length: ROUNDS }, () => shuffled(KILLED)).flat();
  for (const [index, name] of order.entries()) {
    const due = Math.floor((SUBMISSIONS * index) / (order.length + 1));
    while (graded.count < due && !graded.failed) await sleep(50);
    // Nothing is started again behind the back of a test that has failed.
    if (graded.failed) return;
    await sleep(random.below(1_000));
    await platform.parts[name].kill();
    figures.kills[name]++;
    // Every other time, the first too.
    if (name === 'redis' && figures.kills.redis % 2 === 1) {
      platform.emptyRedis();
      figures.redisEmptied++;
    }
    await sleep(random.below(LONGEST_OUTAGE_MS));
    await platform.parts[name].start();
  }
}

function shuffled<T>(all: readonly T[]): T[] {
  const left = [...all];
  return all.map(() => left.splice(random.below(left.length), 1)[0]!);
}

function sandboxProcesses(): string[] {
  return execFileSync('ps', ['-eo', 'uid=,pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => /^\s*630\d\d\s/u.test(line));
}

/** What PostgreSQL says of all that was ever handed in. */
async function ledger(): Promise<Record<string, number>> {
  const source = await openDatabase(platform.databaseUrl);
  const [row] = await source.query<Record<string, number>[]>(`
    SELECT (SELECT count(*) FROM submissions)::integer AS submissions,
           (SELECT count(*) FROM grading_jobs)::integer AS jobs,
           (SELECT count(*) FROM grade_reports)::integer AS reports,
           (SELECT count(*) FROM (SELECT FROM grade_reports GROUP BY submission_id HAVING count(*) > 1) twice)::integer
             AS "gradedTwice",
           (SELECT count(*) FROM grading_events
             WHERE event->>'state' IN ('graded', 'not-gradable', 'failed', 'cancelled'))::integer AS ends,
           (SELECT count(*) FROM (SELECT FROM grading_events GROUP BY job_id HAVING max(sequence) <> count(*)) gap)::integer
             AS "brokenFeeds",
           (SELECT coalesce(sum(crashes), 0) FROM grading_jobs)::integer AS "takenOver",
           (SELECT coalesce(sum(failures), 0) FROM grading_jobs)::integer AS "putBack"`);
  await source.destroy();
  return row!;
}

beforeAll(async () => {
  platform = await startMortalPlatform({ ASSAY_WORKER_CONCURRENCY: '4', ASSAY_SANDBOX_FIRST_UID: '63000' });
  student = await ApiClient.signedIn(platform.url, ada);
});
afterAll(() => platform.stop());

test(`${String(SUBMISSIONS)} submissions outlive ${String(ROUNDS * KILLED.length)} kills of ${KILLED.join(', ')}`, async () => {
  const alone = await gradeAlone();
  const began = Date.now();
  const graded = { count: 0, failed: false };
  const kills = killAll(graded);
  const submitted = await submitAll(graded).catch(async (error: unknown) => {
    graded.failed = true;
    await kills.catch(() => undefined);
    throw error;
  });
  await kills;
  figures.submissions = submitted.size;
  const seconds = Math.round((Date.now() - began) / 1_000);

  const differing: unknown[] = [];
  for (const [id, { name }] of submitted) {
    const [got, expected] = [await gradeOf(id), alone.get(name)];
    if (JSON.stringify(got) !== JSON.stringify(expected)) differing.push({ name, got, expected });
  }
  const all = SUBMISSIONS + candidates.length;
  const { takenOver, putBack, ...counts } = await ledger();

  // The next worker clears up after one that was killed; then it goes in an orderly way.
  await platform.parts.worker.kill();
  await platform.parts.worker.start();
  await until(() => containersOf(platform).length === 0);
  const containers = containersOf(platform).length;
  process.stdout.write(
    `${JSON.stringify({ ...figures, seconds, takenOver, putBack, ...counts, differing: differing.length, containers })}\n`,
  );
  expect(differing).toEqual([]);
  expect(counts).toEqual({
    submissions: all,
    jobs: all,
    reports: all,
    gradedTwice: 0,
    ends: all,
    brokenFeeds: 0,
  });
  expect(containers).toBe(0);
  expect(sandboxProcesses()).toEqual([]);
});

async function until(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 90_000; !holds() && Date.now() < deadline;) await sleep(500);
}
