import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { studentReportSchema, type StudentReport } from '#libs/contracts';
import { ApiClient, fileForm, parseEvents, until, untilFinal } from '../support/http';
import { ada, startPlatform, type Platform } from '../support/platform';
import { containersOf, startWorkerProcess, stopProcess } from '../support/worker-process';

const ROOT = resolve(__dirname, '../..');
const PROBLEMS = '/api/courses/intro-ml/assignments/prerequisites/problems';
const SOLUTIONS = join(ROOT, 'courses/intro-ml/prerequisites/problems');
const heapSort = readFileSync(join(SOLUTIONS, 'sort/solution/main.c'), 'utf8');
/** Each run of it rests for 20 ms, some seconds in all, so that a grading is surely still in the middle when its worker is stopped. */
const unhurriedSort = '#include <unistd.h>\n' + heapSort.replace('int n;\n', 'int n;\n    usleep(20000);\n');
let platform: Platform;
let student: ApiClient;

async function begin(options: Parameters<typeof startPlatform>[0]): Promise<void> {
  platform = await startPlatform(options);
  student = await ApiClient.signedIn(platform.url, ada);
}
afterEach(() => platform.stop());

async function submit(problem: string, body: unknown): Promise<string> {
  const { status, json } = await student.post(`${PROBLEMS}/${problem}/submissions`, body);
  expect(status).toBe(202);
  return String(json['id']);
}

async function reportOf(id: string): Promise<StudentReport> {
  return studentReportSchema.parse((await student.get(`/api/submissions/${id}/report`)).json);
}

const containers = (): string[] => containersOf(platform);

async function untilNoContainers(seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  while (containers().length > 0 && Date.now() < deadline) await new Promise((done) => setTimeout(done, 100));
  expect(containers()).toEqual([]);
}

describe('with a worker', () => {
  beforeEach(() => begin({ worker: true }));

  it('grades an answer and tells it live, from the first event to the last', async () => {
    const id = await submit('matrix-product', {
      answers: { c: '[[20, -2, 0], [23, -4, -12], [-6, 4, -2]]' },
    });
    const { snapshot, events } = parseEvents((await student.get(`/api/submissions/${id}/events`)).text);
    expect(snapshot).toMatchObject({ id });
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, index) => index + 1));
    expect(
      events.filter(({ type }) => type === 'state').map((event) => 'state' in event && event.state),
    ).toEqual(['queued', 'running', 'graded']);
    const report = await reportOf(id);
    expect(report).toMatchObject({ outcome: 'graded', points: 20, maxPoints: 20, hidden: { count: 0 } });
    expect(report).not.toHaveProperty('seed');
    const course = (await student.get('/api/courses/intro-ml')).json as { assignments: { points: number }[] };
    expect(course.assignments[0]?.points).toBe(20);
  });

  it('calls an unreadable answer invalid, not wrong', async () => {
    const id = await submit('matrix-product', { answers: { c: '[[1, 2' } });
    expect(await untilFinal(student, id)).toMatchObject({ job: { state: 'not-gradable' }, points: 0 });
    expect((await reportOf(id)).cases[0]).toMatchObject({ verdict: 'invalid' });
  });

  it('compiles and runs a C program', async () => {
    const id = await submit('sort', fileForm('main.c', heapSort));
    const { points, maxPoints } = await untilFinal(student, id);
    expect(points).toBe(maxPoints);
    const again = await submit('sort', fileForm('main.c', heapSort));
    await untilFinal(student, again);
    expect(withoutTimes(await reportOf(again))).toEqual(withoutTimes(await reportOf(id)));
  });
});

describe('when things break', () => {
  const workers: ChildProcess[] = [];
  const work = (env?: Readonly<Record<string, string>>) => {
    const worker = startWorkerProcess(platform, env);
    workers.push(worker);
    return worker;
  };
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => stopProcess(worker, 'SIGTERM')));
  });

  it('grades once when the worker is killed in the middle, and leaves no container', async () => {
    await begin({ worker: false });
    const first = work();
    const id = await submit('sort', fileForm('main.c', unhurriedSort));
    await until(student, id, ({ job }) => job.state === 'running' && job.casesDone >= 1);
    expect(containers().length).toBeGreaterThan(0);
    await stopProcess(first, 'SIGKILL');
    await untilNoContainers(5);
    const second = work();
    const { job, points, maxPoints } = await untilFinal(student, id, 90);
    expect(job.state).toBe('graded');
    expect(points).toBe(maxPoints);
    const reports = await platform.source.query<unknown[]>(
      'SELECT FROM grade_reports WHERE submission_id = $1',
      [id],
    );
    expect(reports).toHaveLength(1);
    await stopProcess(second, 'SIGTERM');
    await untilNoContainers(5);
  });

  it('hands a running job back when it is asked to stop', async () => {
    await begin({ worker: false });
    const first = work();
    const id = await submit('sort', fileForm('main.c', unhurriedSort));
    await until(student, id, ({ job }) => job.state === 'running' && job.casesDone >= 1);
    await stopProcess(first, 'SIGTERM');
    expect((await until(student, id, () => true)).job.state).toBe('queued');
    expect(containers()).toEqual([]);
    work();
    expect((await untilFinal(student, id)).job.state).toBe('graded');
  });

  it('keeps the submission safe while the Docker Engine is away, and grades it when it is back', async () => {
    await begin({ worker: false });
    const crippled = work({ DOCKER_HOST: 'unix:///nowhere/docker.sock' });
    const id = await submit('sort', fileForm('main.c', heapSort));
    const waiting = await until(
      student,
      id,
      ({ job }) => job.state === 'queued' && job.message.includes('Not your fault'),
    );
    expect(waiting.job.message).toContain('safe');
    await stopProcess(crippled, 'SIGTERM');
    work();
    expect((await untilFinal(student, id)).job.state).toBe('graded');
  });

  it('takes a submission while Redis is away, and grades it all the same', async () => {
    await begin({ worker: false, redisUrl: `redis://127.0.0.1:${String(await closedPort())}` });
    const id = await submit('matrix-product', {
      answers: { c: '[[20, -2, 0], [23, -4, -12], [-6, 4, -2]]' },
    });
    expect((await until(student, id, () => true)).job.state).toBe('queued');
    work();
    expect((await untilFinal(student, id)).points).toBe(20);
  });
});

/** Two gradings of the same work differ in their times and ids only. */
function withoutTimes({ startedAt, finishedAt, submission, facts, ...rest }: StudentReport): unknown {
  return { ...rest, sha256: submission.sha256 };
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 1;
}
