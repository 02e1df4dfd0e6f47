/** A list of fifty takes as many questions to the database as a list of one. */
import { DataSource, type Logger } from 'typeorm';
import { ApiClient } from '../support/http';
import { ada, ivo, startPlatform, tess, type Platform } from '../support/platform';

const COURSE = '/api/courses/intro-ml';
const ASSIGNMENT = `${COURSE}/assignments/prerequisites`;
const ATTEMPTS = `${ASSIGNMENT}/problems/matrix-product/submissions`;
const MANY = 50;

class CountingLogger implements Logger {
  readonly queries: string[] = [];

  logQuery(query: string): void {
    this.queries.push(query);
  }

  logQueryError(): void {
    // Tells nothing of how many there are.
  }

  logQuerySlow(): void {
    // The same.
  }

  logSchemaBuild(): void {
    // The same.
  }

  logMigration(): void {
    // The same.
  }

  log(): void {
    // The same.
  }
}

let platform: Platform;
const logger = new CountingLogger();
let student: ApiClient;
let assistant: ApiClient;
let instructor: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  platform.api.get(DataSource).logger = logger;
  [student, assistant, instructor] = (await Promise.all(
    [ada, tess, ivo].map((who) => ApiClient.signedIn(platform.url, who)),
  )) as [ApiClient, ApiClient, ApiClient];
});
afterAll(() => platform.stop());

const lists: readonly { name: string; ask: () => Promise<{ status: number; text: string }> }[] = [
  { name: 'submissions of the course', ask: () => assistant.get(`${COURSE}/submissions`) },
  { name: 'attempts at a problem', ask: () => student.get(ATTEMPTS) },
  { name: 'the course', ask: () => student.get(COURSE) },
  { name: 'the assignment', ask: () => student.get(ASSIGNMENT) },
  { name: 'packs that were sent in', ask: () => instructor.get(`${COURSE}/publications`) },
  { name: 'the queue of reviews', ask: () => assistant.get(`${COURSE}/review-queue`) },
  { name: 'the audit log', ask: () => instructor.get(`${COURSE}/audit`) },
  { name: 'the change log', ask: () => student.get(`${ASSIGNMENT}/versions`) },
  { name: 'regrade runs', ask: () => assistant.get(`${COURSE}/regrade-runs`) },
  { name: 'similarity cases', ask: () => instructor.get(`${COURSE}/similarity-cases`) },
  { name: 'extensions', ask: () => instructor.get(`${COURSE}/extensions`) },
  { name: 'notifications', ask: () => student.get('/api/notifications') },
];

/** Hands in, cancels as staff (which the audit log tells), and leaves each second one waiting for another try. */
async function add(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const cancelled = await student.post(ATTEMPTS, { answers: { c: '[[1]]' } });
    expect((await assistant.post(`/api/submissions/${String(cancelled.json['id'])}/cancel`)).status).toBe(
      200,
    );
    await student.post(ATTEMPTS, { answers: { c: '[[2]]' } });
  }
  await platform.source.query(
    `INSERT INTO publications (id, course_id, assignment, user_id, publishes, state, requested_at)
     SELECT gen_random_uuid(), courses.id, 'homework', users.id, false, 'passed', now()
       FROM courses, users, generate_series(1, $1) WHERE users.email = $2`,
    [count, ivo.email],
  );
  await platform.source.query(
    "UPDATE grading_jobs SET due_at = now() + interval '1 hour' WHERE state = 'queued'",
  );
  await student.post(ATTEMPTS, { answers: { c: '[[3]]' } });
}

async function count(): Promise<Record<string, { queries: number; length: number }>> {
  const counts: Record<string, { queries: number; length: number }> = {};
  for (const { name, ask } of lists) {
    await ask();
    // Beyond the second for which a view of the queue is shared: each list has to take its own.
    await new Promise((done) => setTimeout(done, 1_100));
    logger.queries.length = 0;
    const { status, text } = await ask();
    expect({ name, status }).toEqual({ name, status: 200 });
    counts[name] = { queries: logger.queries.length, length: text.length };
  }
  return counts;
}

it('takes the same number of queries for one item and for many', async () => {
  await add(1);
  const few = await count();
  await add(MANY);
  const many = await count();
  const queriesOf = (counts: typeof few) =>
    Object.fromEntries(Object.entries(counts).map(([name, { queries }]) => [name, queries]));
  expect(queriesOf(many)).toEqual(queriesOf(few));
  expect(Math.min(...Object.values(queriesOf(few)))).toBeGreaterThan(0);
  for (const name of [
    'submissions of the course',
    'attempts at a problem',
    'packs that were sent in',
    'the audit log',
  ]) {
    expect({ name, grown: many[name]!.length > 2 * few[name]!.length }).toEqual({ name, grown: true });
  }
});
