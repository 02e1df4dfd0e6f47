import type { AddressInfo } from 'node:net';
import { createWorker } from '../../apps/worker/src/worker';
import { ApiClient } from '../support/http';
import { ada, startPlatform, type Platform } from '../support/platform';

const Q1 = '/api/courses/intro-ml/assignments/prerequisites/problems/matrix-product/submissions';
const NOBODY_LISTENS = 'redis://127.0.0.1:1';

let platform: Platform;
let logged: Record<string, unknown>[];

beforeAll(async () => {
  logged = [];
  platform = await startPlatform({
    worker: false,
    redisUrl: NOBODY_LISTENS,
    log: { format: 'json', levels: ['error', 'warn', 'log'] },
  });
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    logged.push(JSON.parse(String(line)) as Record<string, unknown>);
    return true;
  });
});
afterAll(async () => {
  await platform.stop();
  jest.restoreAllMocks();
});

async function workerReadiness(
  env: Readonly<Record<string, string>>,
): Promise<{ status: number; body: unknown }> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  const worker = await createWorker(
    {
      databaseUrl: platform.database.url,
      redisUrl: platform.redisUrl,
      queuePrefix: 'another',
      logFormat: 'text',
      gradingSecret: 'a-secret-of-the-tests',
      port: 0,
      host: '127.0.0.1',
      concurrency: 1,
      classes: ['cpu'],
      datasets: { given: null, cache: '/nowhere' },
    },
    [],
  );
  process.env = before;
  await worker.listen(0, '127.0.0.1');
  const { port } = worker.getHttpServer().address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${String(port)}/readyz`);
  const answer = { status: response.status, body: await response.json() };
  await worker.close();
  return answer;
}

it('is ready without Redis, for submissions are taken all the same, and says so', async () => {
  const api = new ApiClient(platform.url);
  expect((await api.get('/healthz')).status).toBe(200);
  const { status, json } = await api.get('/readyz');
  expect({ status, json }).toEqual({ status: 200, json: { database: true, redis: false } });
});

it('names request, user and submission in every line about them', async () => {
  const student = await ApiClient.signedIn(platform.url, ada);
  const answer = await student.post(Q1, { answers: { c: '[[1]]' } }, { 'x-request-id': 'from-the-proxy' });
  expect(answer.headers.get('x-request-id')).toBe('from-the-proxy');
  await new Promise((done) => setTimeout(done, 20));
  const lines = logged.filter(({ requestId }) => requestId === 'from-the-proxy');
  expect(lines.find(({ level }) => level === 'warn')?.['message']).toContain('waits for the sweeper');
  expect(lines.at(-1)).toMatchObject({
    message: `POST ${Q1}`,
    status: 202,
    submissionId: answer.json['id'],
    userId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
});

it('makes an id of its own where the given one could spoil the log', async () => {
  const { headers } = await new ApiClient(platform.url).get(`/healthz`);
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  const odd = await fetch(`${platform.url}/healthz`, { headers: { 'x-request-id': 'a b"c' } });
  expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

// Last: a second application takes the logger over.
it("has no worker ready that can't reach its container engine", async () => {
  expect(await workerReadiness({ DOCKER_HOST: 'tcp://127.0.0.1:1' })).toEqual({
    status: 503,
    body: { database: true, redis: true, engine: false },
  });
  expect(await workerReadiness({})).toEqual({
    status: 200,
    body: { database: true, redis: true, engine: true },
  });
});
