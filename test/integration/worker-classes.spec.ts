/** Jobs that want a GPU go to workers that have one, and the queue says so where there is none. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobClass, WorkerClass } from '#libs/domain';
import { QueuePlaces, SystemClock } from '#libs/grading';
import { createWorker } from '../../apps/worker/src/worker';
import { PostgresGradingJobs, PostgresSubmissions, PostgresWorkers } from '#libs/persistence';
import { ada, startPlatform, type Platform } from '../support/platform';
import { ScriptedEngine } from '../support/scripted-engine';

let platform: Platform;
let jobs: PostgresGradingJobs;
let workers: PostgresWorkers;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  jobs = new PostgresGradingJobs(platform.source);
  workers = new PostgresWorkers(platform.source);
});
afterEach(() => platform.source.query('DELETE FROM workers; TRUNCATE submissions CASCADE'));
afterAll(() => platform.stop());

async function submit(jobClass: JobClass): Promise<string> {
  const jobId = randomUUID();
  const [place] = await platform.source.query<{ versionId: string; userId: string }[]>(
    `SELECT version.id AS "versionId", (SELECT id FROM users WHERE email = $1) AS "userId"
       FROM assignment_versions version JOIN assignments ON assignments.id = assignment_id
      WHERE slug = 'prerequisites'`,
    [ada.email],
  );
  await new PostgresSubmissions(platform.source).record({
    ...place!,
    id: randomUUID(),
    jobId,
    problemId: 'matrix-product',
    receivedAt: new Date(),
    sha256: '0'.repeat(64),
    content: { files: new Map(), answers: new Map([['c', '1']]) },
    idempotencyKey: null,
    jobClass,
    asGroup: false,
    supersedes: false,
  });
  return jobId;
}

const claim = async (...classes: WorkerClass[]) =>
  (await jobs.claimNext(new Date(), 60, classes))?.jobId ?? null;
const placeOf = (jobId: string) => new QueuePlaces(jobs, new SystemClock()).placeOf(jobId);

it('leaves what prefers a GPU to the worker that has one, and takes it over when that one is gone', async () => {
  const gpuHost = randomUUID();
  await workers.beat(gpuHost, ['gpu'], 1, new Date());
  const training = await submit('gpu-preferred');
  expect(await claim('cpu')).toBeNull();
  await workers.leave(gpuHost);
  expect(await claim('cpu')).toBe(training);
});

it('keeps a host for GPU work free of everything else', async () => {
  await workers.beat(randomUUID(), ['gpu'], 1, new Date());
  const [sort, training] = [await submit('cpu'), await submit('gpu-preferred')];
  expect(await claim('gpu')).toBe(training);
  expect(await claim('gpu')).toBeNull();
  expect(await claim('cpu')).toBe(sort);
});

it('says that no worker with a GPU is at work, and never gives such a job to another', async () => {
  await workers.beat(randomUUID(), ['cpu'], 1, new Date());
  const job = await submit('gpu');
  expect(await placeOf(job)).toEqual({ ahead: 0, eta: null, lacks: 'gpu' });
  expect(await claim('cpu')).toBeNull();
  await workers.beat(randomUUID(), ['cpu', 'gpu'], 1, new Date());
  expect(await placeOf(job)).toMatchObject({ lacks: null });
  expect(await claim('cpu', 'gpu')).toBe(job);
});

describe('a worker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-classes-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** One that grades two at once, on an engine of which nvidia-smi says this. */
  async function workerOf(classes: readonly WorkerClass[], nvidiaSmi: string) {
    const engine = new ScriptedEngine({ stdout: nvidiaSmi });
    const socket = join(folder, `${randomUUID()}.sock`);
    await engine.listen(socket);
    const before = process.env['DOCKER_HOST'];
    process.env['DOCKER_HOST'] = `unix://${socket}`;
    const settings = {
      databaseUrl: platform.database.url,
      redisUrl: platform.redisUrl,
      queuePrefix: 'test',
      logFormat: 'text',
      gradingSecret: 'a-secret-of-the-tests',
      port: 0,
      host: '127.0.0.1',
      classes,
      concurrency: 2,
      datasets: { given: null, cache: folder },
    } as const;
    const worker = await createWorker(settings, []);
    if (before === undefined) delete process.env['DOCKER_HOST'];
    else process.env['DOCKER_HOST'] = before;
    return { worker, engine };
  }

  it('of both classes grades what waits for either', async () => {
    const { worker, engine } = await workerOf(['cpu', 'gpu'], '0, NVIDIA H100, 550.54.15, 81559\n');
    await worker.init();
    for (const jobClass of ['gpu', 'cpu', 'gpu-preferred', 'gpu', 'cpu', 'gpu'] as const)
      await submit(jobClass);
    await until(
      async () => (await jobs.figures(new Date())).due + (await jobs.figures(new Date())).running === 0,
    );
    await worker.close();
    await engine.close();
  });

  it('that says it has a GPU does not start without one', async () => {
    const { worker, engine } = await workerOf(['gpu'], '');
    await expect(worker.init()).rejects.toThrow('ASSAY_WORKER_CLASSES says gpu');
    await worker.close();
    await engine.close();
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}
