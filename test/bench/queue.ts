/**
 * What a claim costs in a rush: 10,000 jobs of 500 students in 5 courses wait. `npm run build && node dist/test/bench/queue.js`
 * with DATABASE_URL of a server (`node apps/launcher/services.mjs`); it makes a database of its own there and drops it.
 *
 * Prints milliseconds, median and 95th percentile: of a claim; of a claim while eight workers claim at once; and of a look at
 * the whole queue, which a claim took before it had a statement of its own, and which estimates still take once a second.
 */
import { openDatabase, PostgresGradingJobs, type Database } from '#libs/persistence';
import { createTestDatabase } from '../support/services';
import { median, quantile, timed } from './statistics';

const COURSES = 5;
const STUDENTS = 500;
const JOBS = 10_000;
const CLAIMS = 200;

/** Jobs that came in one after the other: of students in one course each, or in all. `course` counts from 1. */
async function fill(source: Database, course: string): Promise<void> {
  await source.query(`
    INSERT INTO courses (id, slug, title)
      SELECT gen_random_uuid(), 'course-' || n, '' FROM generate_series(1, ${String(COURSES)}) n;
    INSERT INTO assignments (id, course_id, slug, position) SELECT gen_random_uuid(), id, 'a', 1 FROM courses;
    INSERT INTO assignment_versions (id, assignment_id, number, pack_sha256, published_at)
      SELECT gen_random_uuid(), id, 1, '', now() FROM assignments;
    INSERT INTO users (id, email, name, password_hash, created_at)
      SELECT gen_random_uuid(), 's' || n, '', '', now() FROM generate_series(1, ${String(STUDENTS)}) n;
    WITH version AS (
      SELECT version.id, assignment.course_id, assignment.id AS assignment_id,
             row_number() OVER () AS number FROM assignment_versions version
        JOIN assignments assignment ON assignment.id = version.assignment_id),
    student AS (SELECT id, row_number() OVER (ORDER BY email) AS number FROM users),
    submission AS (
      INSERT INTO submissions (id, version_id, problem_id, user_id, received_at, sha256)
        SELECT gen_random_uuid(), version.id, 'p', student.id, now() - make_interval(secs => n / 100.0), ''
          FROM generate_series(0, ${String(JOBS - 1)}) n
          JOIN student ON student.number = n % ${String(STUDENTS)} + 1
          JOIN version ON version.number = ${course}
        RETURNING id, version_id, user_id, received_at)
    INSERT INTO grading_jobs (id, submission_id, course_id, assignment_id, user_id, state, message, created_at, due_at)
      SELECT gen_random_uuid(), submission.id, version.course_id, version.assignment_id, submission.user_id, 'queued', '',
             submission.received_at, submission.received_at
        FROM submission JOIN version ON version.id = submission.version_id;
    ANALYZE`);
}

async function measure(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < times; n++) all.push(await timed(work));
  return all;
}

function tell(what: string, all: readonly number[]): void {
  const [middle, high] = [median(all), quantile(all, 0.95)];
  console.log(`${what.padEnd(40)} median ${middle.toFixed(1)} ms, 95 % ${high.toFixed(1)} ms`);
}

async function measureAll(course: string): Promise<void> {
  const database = await createTestDatabase();
  const source = await openDatabase(database.url);
  try {
    await fill(source, course);
    const jobs = new PostgresGradingJobs(source);
    const claim = () => jobs.claimNext(new Date(), 60, ['cpu']);
    await measure(5, claim);
    tell('a claim', await measure(CLAIMS, claim));
    const workers = Array.from({ length: 8 }, () => measure(CLAIMS / 8, claim));
    tell('a claim, eight workers at once', (await Promise.all(workers)).flat());
    tell('a look at the whole queue', await measure(10, () => jobs.queueState(new Date())));
  } finally {
    await source.destroy();
    await database.drop();
  }
}

async function main(): Promise<void> {
  console.log('each student waits in one course');
  await measureAll(`n % ${String(COURSES)} + 1`);
  console.log('each student waits in all courses');
  await measureAll(`n / ${String(STUDENTS)} % ${String(COURSES)} + 1`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
