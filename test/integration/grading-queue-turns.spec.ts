/** The one statement that finds the next job says the same as the domain's rule, whatever waits, runs and was served. */
import { randomUUID } from 'node:crypto';
import { inTurn } from '#libs/domain';
import { openDatabase, PostgresGradingJobs, type Database } from '#libs/persistence';
import { Random } from '../support/fuzz/random';
import { createTestDatabase, type TestDatabase } from '../support/services';

const NOW = new Date('2030-01-01T12:00:00Z');

let database: TestDatabase;
let source: Database;
let jobs: PostgresGradingJobs;

beforeAll(async () => {
  database = await createTestDatabase();
  source = await openDatabase(database.url);
  jobs = new PostgresGradingJobs(source);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

interface Place {
  readonly course: string;
  readonly assignment: string;
  readonly version: string;
}

/** Two courses with two assignments each, and five people. */
async function people(): Promise<{ places: Place[]; users: string[] }> {
  const places: Place[] = [];
  for (const slug of ['ml', 'stats']) {
    const course = randomUUID();
    await source.query('INSERT INTO courses (id, slug, title) VALUES ($1, $2, $2)', [course, slug]);
    for (const name of ['first', 'second']) {
      const [assignment, version] = [randomUUID(), randomUUID()];
      await source.query('INSERT INTO assignments (id, course_id, slug, position) VALUES ($1, $2, $3, 1)', [
        assignment,
        course,
        name,
      ]);
      await source.query(
        `INSERT INTO assignment_versions (id, assignment_id, number, pack_sha256, published_at)
         VALUES ($1, $2, 1, '', $3)`,
        [version, assignment, NOW],
      );
      places.push({ course, assignment, version });
    }
  }
  const users = Array.from({ length: 5 }, () => randomUUID());
  for (const id of users) {
    await source.query(
      "INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1::uuid, $1::text, '', '', now())",
      [id],
    );
  }
  return { places, users };
}

/** A job in a random state: due, not due, running, begun a moment or long ago. */
async function insertJob(random: Random, place: Place, user: string): Promise<void> {
  const [submission, job] = [randomUUID(), randomUUID()];
  const ago = (seconds: number) => new Date(NOW.getTime() - Math.floor(random.next() * seconds) * 1_000);
  const created = ago(30);
  const state = random.pick(['queued', 'queued', 'queued', 'running', 'graded'] as const);
  await source.query(
    `INSERT INTO submissions (id, version_id, problem_id, user_id, received_at, sha256) VALUES ($1, $2, 'p', $3, $4, '')`,
    [submission, place.version, user, created],
  );
  await source.query(
    `INSERT INTO grading_jobs (id, submission_id, course_id, assignment_id, user_id, state, message, created_at, due_at,
                               started_at, lease_token, lease_expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, $10, $11)`,
    [
      job,
      submission,
      place.course,
      place.assignment,
      user,
      state,
      created,
      random.chance(0.2) ? new Date(NOW.getTime() + 60_000) : created,
      state === 'queued' ? null : ago(1_200),
      state === 'running' ? randomUUID() : null,
      state === 'running' ? new Date(NOW.getTime() + 60_000) : null,
    ],
  );
}

it('is the same as the rule at every claim, over random queues', async () => {
  const { places, users } = await people();
  let claims = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const random = new Random(seed);
    for (let n = random.below(25); n >= 0; n--)
      await insertJob(random, random.pick(places), random.pick(users));
    for (;;) {
      const { waiting, served } = await jobs.queueState(NOW);
      const expected = inTurn(waiting, served)[0]?.id ?? null;
      const lease = await jobs.claimNext(NOW, 60, ['cpu']);
      expect({ seed, next: lease?.jobId ?? null }).toEqual({ seed, next: expected });
      if (lease === null) break;
      claims += 1;
    }
    await source.query('TRUNCATE grading_events, grading_jobs, submissions CASCADE');
  }
  expect(claims).toBeGreaterThan(50);
});
