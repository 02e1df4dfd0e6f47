/** Real gradings move the figures that operators see; addresses and people never become labels. */
import { ApiMetrics } from '../../apps/api/src/operations/api-metrics';
import { ApiClient, untilFinal } from '../support/http';
import { ada, startPlatform, type Platform } from '../support/platform';

const Q1 = '/api/courses/intro-ml/assignments/prerequisites/problems/matrix-product/submissions';
const TEMPLATE = '/api/courses/:course/assignments/:assignment/problems/:problem/submissions';

let platform: Platform;
let student: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: true });
  student = await ApiClient.signedIn(platform.url, ada);
});
afterAll(() => platform.stop());

/** What Prometheus would read, by series. */
async function scrape(address: string): Promise<Map<string, number>> {
  const text = await (await fetch(`${address}/metrics`, { headers: { connection: 'close' } })).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [
      line.slice(0, line.lastIndexOf(' ')),
      Number(line.slice(line.lastIndexOf(' ') + 1)),
    ]),
  );
}

function ofApi(): Promise<Map<string, number>> {
  const { port } = platform.api.get(ApiMetrics).address!;
  return scrape(`http://127.0.0.1:${String(port)}`);
}

const sum = (series: Map<string, number>, name: string, ...labels: readonly string[]): number =>
  [...series].reduce(
    (total, [key, value]) =>
      key.startsWith(`${name}{`) && labels.every((label) => key.includes(label)) ? total + value : total,
    0,
  );

it('counts what came in, how it was graded and how long that took', async () => {
  const right = { answers: { c: '[[20, -2, 0], [23, -4, -12], [-6, 4, -2]]' } };
  for (const body of [right, { answers: { c: '[[1]]' } }, { answers: { c: '((' } }]) {
    await untilFinal(student, String((await student.post(Q1, body)).json['id']));
  }
  const worker = await scrape(platform.workerUrl!);
  expect(sum(worker, 'assay_gradings_total', 'grader="matrix"')).toBe(3);
  expect(sum(worker, 'assay_gradings_total', 'outcome="graded"')).toBeGreaterThanOrEqual(2);
  expect(sum(worker, 'assay_grading_seconds_count', 'grader="matrix"')).toBe(3);
  expect(sum(worker, 'assay_grading_wait_seconds_count', 'grader="matrix"')).toBe(3);
  const api = await ofApi();
  expect(sum(api, 'assay_submissions_received_total', 'grader="matrix"')).toBe(3);
  expect(sum(api, 'assay_http_request_seconds_count', 'method="POST"', `route="${TEMPLATE}"`, '202')).toBe(3);
  expect(sum(api, 'assay_workers', 'live')).toBe(1);
  expect(sum(api, 'assay_worker_slots', 'live')).toBe(2);
  expect(sum(api, 'assay_database_connections', 'idle')).toBeGreaterThan(0);
});

it('counts sandboxes, and a grading without one starts none', async () => {
  const before = await scrape(platform.workerUrl!);
  const form = new FormData();
  form.append('file', new Blob(['int main(void) { return 0; }']), 'main.c');
  const path = Q1.replace('matrix-product', 'sort');
  await untilFinal(student, String((await student.post(path, form)).json['id']));
  const after = await scrape(platform.workerUrl!);
  expect(sum(before, 'assay_sandbox_sessions_total')).toBe(0);
  expect(sum(after, 'assay_sandbox_sessions_total')).toBeGreaterThan(0);
  expect(sum(after, 'assay_sandbox_starts_total')).toBeGreaterThan(0);
  expect(sum(after, 'assay_sandbox_start_failures_total')).toBe(0);
});

it('has no label that grows with people, submissions or guessed addresses', async () => {
  const before = (await ofApi()).size;
  for (let n = 0; n < 20; n++) {
    await student.get(`/api/submissions/00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
    await student.get(`/api/guess/${String(n)}`);
  }
  const api = await ofApi();
  expect(sum(api, 'assay_http_request_seconds_count', 'route="/api/submissions/:id"', '404')).toBe(20);
  expect([...api.keys()].join('\n')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|guess/);
  // Two new routes with a 404: 11 series of a histogram each.
  expect(api.size - before).toBeLessThan(40);
});

it('tells the queue: what waits, what waits for another try, and since when', async () => {
  const idle = await ofApi();
  expect(sum(idle, 'assay_queue_jobs')).toBe(0);
  const { json } = await student.post(Q1, { answers: { c: '[[1]]' } });
  await untilFinal(student, String(json['id']));
  await platform.source.query(
    `UPDATE grading_jobs SET state = 'queued', created_at = now() - interval '90 seconds',
            due_at = now() + interval '1 hour' WHERE submission_id = $1`,
    [json['id']],
  );
  await new Promise((done) => setTimeout(done, 600));
  const waiting = await ofApi();
  expect(sum(waiting, 'assay_queue_jobs', 'retrying')).toBe(1);
  expect(sum(waiting, 'assay_queue_oldest_seconds', 'retrying')).toBeGreaterThanOrEqual(90);
  expect(sum(waiting, 'assay_queue_oldest_seconds', 'due')).toBe(0);
});

it('is not reached through the public address', async () => {
  const { text, headers } = await student.get('/metrics');
  expect(headers.get('content-type')).not.toContain('text/plain');
  expect(text).not.toContain('assay_');
});
