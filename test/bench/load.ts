/**
 * A deadline, and a long day, on a platform of its own (PostgreSQL, Redis, one api, two workers that grade one job each):
 *
 * `npm run build && node dist/test/bench/load.js [deadline|lists|soak] [submissions]`
 *
 * - `deadline`: 100 students submit Q3 within 10 seconds and follow their feeds. Prints the time of each kind of request, and
 *   the gradings a minute beside those of the same graders on the same sandbox without any platform (before and after).
 * - `lists`: with 10,000 graded submissions of 500 students, the time of every list.
 * - `soak`: submissions of Q1, Q2 and Q3, one after the other finished (2,000); prints what api and workers hold at each tenth.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { graders } from '#graders';
import { submissionSchema } from '#libs/contracts';
import { isFinal } from '#libs/domain';
import { InfrastructureError } from '#libs/grader-sdk';
import {
  ACCESS_TOKEN_PREFIX,
  GraderRegistry,
  gradeSubmission,
  readPackFolder,
  SystemClock,
} from '#libs/grading';
import { openDatabase, PostgresAccounts, type Database } from '#libs/persistence';
import { DockerSandbox, sandboxSettingsFromEnv } from '#libs/sandbox';
import { ApiClient, fileForm } from '../support/http';
import { startMortalPlatform, type MortalPlatform } from '../support/mortal-platform';
import { startWorkerProcess, stopProcess } from '../support/worker-process';
import { fillWithSubmissions } from './many-submissions';
import { median, quantile } from './statistics';

const COURSE = '/api/courses/intro-ml';
const PROBLEMS = `${COURSE}/assignments/prerequisites/problems`;
const PACK = resolve('courses/intro-ml/prerequisites');
const STUDENTS = 100;
const RUSH_MS = 10_000;
const ALONE = 30;
const HOUR_MS = 3_600_000;

type Kind = 'Q1' | 'Q2' | 'Q3';

const solution = (problem: string, file: string) =>
  readFileSync(join(PACK, 'problems', problem, 'solution', file), 'utf8');
const source = solution('sort', 'main.c');
const work: Record<Kind, { problem: string; body: () => unknown }> = {
  Q1: {
    problem: 'matrix-product',
    body: () => ({ answers: { c: solution('matrix-product', 'c.txt') } }),
  },
  Q2: {
    problem: 'partial-derivatives',
    body: () => ({
      answers: {
        y: solution('partial-derivatives', 'y.txt'),
        theta: solution('partial-derivatives', 'theta.txt'),
      },
    }),
  },
  Q3: { problem: 'sort', body: () => fileForm('main.c', source) },
};

/** Milliseconds that each kind of request took. */
class Times {
  private readonly byKind = new Map<string, number[]>();

  async take<T>(kind: string, ask: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const answer = await ask();
    const all = this.byKind.get(kind) ?? [];
    this.byKind.set(kind, [...all, performance.now() - began]);
    return answer;
  }

  print(): void {
    for (const [kind, all] of this.byKind) {
      const [middle, high] = [median(all), quantile(all, 0.99)];
      tell(kind, `median ${middle.toFixed(0)} ms, 99 % ${high.toFixed(0)} ms, of ${String(all.length)}`);
    }
  }
}

function tell(what: string, figure: string): void {
  console.log(`${what.padEnd(46)} ${figure}`);
}

/** Students with an access token each: signing in is not what is measured. */
async function enrol(database: Database, url: string, count: number): Promise<ApiClient[]> {
  const accounts = new PostgresAccounts(database);
  const author = { name: 'a bench', reason: 'to try it out' };
  return Promise.all(
    Array.from({ length: count }, async (_none, n) => {
      const email = `student-${String(n)}@bench.example`;
      const { id } = await accounts.saveUser({ email, name: `Student ${String(n)}`, passwordHash: '' });
      await accounts.enroll(id, 'intro-ml', 'student', author);
      const token = ACCESS_TOKEN_PREFIX + randomBytes(32).toString('base64url');
      await accounts.createAccessToken({
        userId: id,
        name: 'bench',
        scopes: ['read', 'submit'],
        tokenHash: createHash('sha256').update(token).digest('hex'),
        createdAt: new Date(),
        expiresAt: new Date(Date.now() + HOUR_MS),
      });
      return new ApiClient(url, { authorization: `Bearer ${token}` });
    }),
  );
}

async function submit(student: ApiClient, kind: Kind): Promise<string> {
  const { problem, body } = work[kind];
  const { status, json } = await student.post(`${PROBLEMS}/${problem}/submissions`, body());
  if (status !== 202) throw new Error(`submitting ${kind}: ${String(status)}`);
  return String(json['id']);
}

async function deadline(platform: MortalPlatform, database: Database): Promise<void> {
  const before = await gradedAlone();
  const students = await enrol(database, platform.url, STUDENTS);
  const times = new Times();
  const began = performance.now();
  await Promise.all(
    students.map(async (student, n) => {
      await sleep((n * RUSH_MS) / STUDENTS);
      const id = await times.take('submit', () => submit(student, 'Q3'));
      await follow(student, id, times);
      const { status } = await times.take('report', () => student.get(`/api/submissions/${id}/report`));
      if (status !== 200) throw new Error(`no report: ${String(status)}`);
    }),
  );
  const platformPerMinute = (STUDENTS * 60_000) / (performance.now() - began);
  const after = await gradedAlone();
  times.print();
  const alone = (before + after) / 2;
  tell('gradings a minute, two workers', platformPerMinute.toFixed(1));
  tell('the same without a platform, before and after', `${before.toFixed(1)}, ${after.toFixed(1)}`);
  tell('ratio (goal 0.8)', (platformPerMinute / alone).toFixed(2));
}

/** As an open page does: looks once in a while, here each second, until there is an end. */
async function follow(student: ApiClient, id: string, times: Times): Promise<void> {
  for (;;) {
    const { json } = await times.take('submission, queue place and range', () =>
      student.get(`/api/submissions/${id}`),
    );
    if (isFinal(submissionSchema.parse(json).job.state)) return;
    await sleep(1_000);
  }
}

/** Gradings a minute of Q3's reference solution, two at once, by the grader on the sandbox alone. */
async function gradedAlone(): Promise<number> {
  const sandbox = new DockerSandbox({
    ...sandboxSettingsFromEnv(process.env, resolve('sandbox-images')),
    platform: `assay-bench-${String(process.pid)}`,
  });
  const pack = await readPackFolder(PACK);
  const problem = pack.getProblem('sort');
  const grader = new GraderRegistry(graders).configure(problem);
  const content = {
    files: new Map([['main.c', new TextEncoder().encode(source)]]),
    answers: new Map<string, string>(),
  };
  const tools = {
    sandbox,
    datasets: { locate: () => Promise.reject(new InfrastructureError('none')) },
    clock: new SystemClock(),
    secret: 'bench',
  };
  const observer = { onCase: () => Promise.resolve(), onProgress: () => undefined };
  let left = ALONE;
  const lane = async () => {
    while (left-- > 0) {
      const submissionId = `bench-${String(left)}`;
      await gradeSubmission(
        { submissionId, content, assignment: 'prerequisites', pack, problem, grader },
        tools,
        observer,
        new AbortController().signal,
      );
    }
  };
  const began = performance.now();
  await Promise.all([lane(), lane()]);
  const perMinute = (ALONE * 60_000) / (performance.now() - began);
  await sandbox.close();
  return perMinute;
}

async function lists(platform: MortalPlatform, database: Database, count: number): Promise<void> {
  const [first] = await enrol(database, platform.url, 1);
  const template = await submit(first!, 'Q1');
  await first!.get(`/api/submissions/${template}/events`);
  await fillWithSubmissions(database, template, { students: 500, submissions: count });
  const staff = await ApiClient.signedIn(platform.url, demo('instructor'));
  const student = await ApiClient.signedIn(platform.url, demo('student'));
  const times = new Times();
  for (let round = 0; round < 20; round++) {
    for (const list of ['submissions', 'gradebook', 'regrade-requests', 'roster', 'audit']) {
      await times.take(`staff: ${list}`, () => expectOk(staff.get(`${COURSE}/${list}`)));
    }
    await times.take('staff: gradebook.csv', () => expectOk(staff.get(`${COURSE}/gradebook.csv`)));
    await times.take('student: course', () => expectOk(student.get(COURSE)));
    await times.take('student: assignment', () =>
      expectOk(student.get(`${COURSE}/assignments/prerequisites`)),
    );
  }
  times.print();
}

async function expectOk(asked: ReturnType<ApiClient['get']>): Promise<void> {
  const { status, text } = await asked;
  if (status !== 200) throw new Error(`${String(status)}: ${text}`);
}

function demo(role: string): { role: string; name: string; email: string; password: string } {
  const accounts = JSON.parse(readFileSync('apps/cli/demo-accounts.json', 'utf8')) as ReturnType<
    typeof demo
  >[];
  return accounts.find((account) => account.role === role)!;
}

async function soak(
  platform: MortalPlatform,
  database: Database,
  pids: () => readonly number[],
  count: number,
): Promise<void> {
  const students = await enrol(database, platform.url, 4);
  let done = 0;
  const lane = async (student: ApiClient) => {
    for (; done < count;) {
      const n = done++;
      if (n % Math.ceil(count / 10) === 0) tell(`after ${String(n)}`, memoryOf(pids()));
      const id = await submit(student, n % 10 === 0 ? 'Q3' : n % 2 === 0 ? 'Q1' : 'Q2');
      await student.get(`/api/submissions/${id}/events`);
    }
  };
  await Promise.all(students.map(lane));
  tell(`after ${String(count)}`, memoryOf(pids()));
}

/** Resident memory, from /proc. */
function memoryOf(pids: readonly number[]): string {
  return pids
    .map((pid) => {
      const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
      return `${(Number(kib) / 1024).toFixed(0)} MiB`;
    })
    .join(', ');
}

async function main(): Promise<void> {
  const [what = 'deadline', count] = process.argv.slice(2);
  const platform = await startMortalPlatform({ ASSAY_WORKER_CONCURRENCY: '1' });
  const second = startWorkerProcess(platform);
  const database = await openDatabase(platform.databaseUrl);
  const pids = () => [platform.parts.api.pid, platform.parts.worker.pid, second.pid ?? 0];
  try {
    if (what === 'deadline') await deadline(platform, database);
    else if (what === 'lists') await lists(platform, database, Number(count ?? 10_000));
    else if (what === 'soak') await soak(platform, database, pids, Number(count ?? 2_000));
    else throw new Error(`deadline, lists or soak, not ${what}`);
  } finally {
    await database.destroy();
    await stopProcess(second, 'SIGTERM');
    await platform.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
