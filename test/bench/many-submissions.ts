import type { Database } from '#libs/persistence';

/**
 * Students of the course `intro-ml`, and graded submissions of theirs, all copies of one that was really graded: files, events
 * of the feed and report, too.
 */
export async function fillWithSubmissions(
  database: Database,
  template: string,
  size: { readonly students: number; readonly submissions: number },
): Promise<void> {
  await database.query(
    `CREATE TEMP TABLE copy AS
       SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS job_id, NULL::uuid AS user_id,
              now() - make_interval(mins => n) AS at
         FROM generate_series(0, $1::integer - 1) n`,
    [size.submissions],
  );
  await database.query(
    `WITH created AS (
       INSERT INTO users (id, email, name, created_at)
         SELECT gen_random_uuid(), 'many-' || n || '@bench.example', 'Student ' || n, now() FROM generate_series(1, $1::integer) n
         RETURNING id),
     enrolled AS (
       INSERT INTO enrollments (user_id, course_id, role)
         SELECT created.id, courses.id, 'student' FROM created, courses WHERE slug = 'intro-ml'),
     numbered AS (SELECT id, row_number() OVER () - 1 AS number FROM created)
     UPDATE copy SET user_id = numbered.id FROM numbered WHERE numbered.number = copy.n % $1::integer`,
    [size.students],
  );
  await database.query(
    `INSERT INTO submissions (id, version_id, problem_id, user_id, received_at, sha256)
       SELECT copy.id, version_id, problem_id, copy.user_id, copy.at, sha256 FROM submissions, copy WHERE submissions.id = $1`,
    [template],
  );
  await database.query(
    'INSERT INTO submission_authors (submission_id, user_id) SELECT id, user_id FROM copy',
  );
  await database.query(
    `INSERT INTO submission_files (submission_id, name, kind, blob_sha256, bytes)
       SELECT copy.id, name, kind, blob_sha256, bytes FROM submission_files, copy WHERE submission_id = $1`,
    [template],
  );
  await database.query(
    `INSERT INTO grading_jobs (id, submission_id, course_id, assignment_id, user_id, state, message, cases_done, cases_planned,
                               created_at, due_at, started_at, finished_at)
       SELECT copy.job_id, copy.id, course_id, assignment_id, copy.user_id, state, message, cases_done, cases_planned,
              copy.at, copy.at, copy.at, copy.at
         FROM grading_jobs, copy WHERE submission_id = $1`,
    [template],
  );
  await database.query(
    `INSERT INTO grade_reports (job_id, submission_id, report, points, created_at)
       SELECT copy.job_id, copy.id, report, points, copy.at FROM grade_reports, copy WHERE submission_id = $1`,
    [template],
  );
  await database.query('DROP TABLE copy; ANALYZE');
}
