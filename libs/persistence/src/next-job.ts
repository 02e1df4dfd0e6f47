import type { JobClass } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { LOADED_MINUTES, SERVED_MINUTES } from './queue-state';

/**
 * The id of the job of these classes whose turn it is, as the domain's inTurn() would put it first; null when none is due.
 *
 * Reads one row for each student who waits in a course, however many jobs they have there: PostgreSQL has no index skip
 * scan for DISTINCT, so a recursive query jumps from pair to pair (https://wiki.postgresql.org/wiki/Loose_indexscan).
 * A student's oldest job is the only one that can be next: it has the lowest round of theirs. Where that one waits for
 * another try, the oldest one that is due takes its place.
 */
export async function findNextJob(
  manager: EntityManager,
  now: Date,
  classes: readonly JobClass[],
): Promise<string | null> {
  const [row] = await manager.query<{ id: string }[]>(NEXT_JOB, [
    now,
    SERVED_MINUTES,
    LOADED_MINUTES,
    classes,
  ]);
  return row?.id ?? (await findBackgroundJob(manager, now, classes));
}

/** Regrade runs have their turn only while no submission waits; the oldest is first. */
async function findBackgroundJob(
  manager: EntityManager,
  now: Date,
  classes: readonly JobClass[],
): Promise<string | null> {
  const [row] = await manager.query<{ id: string }[]>(
    `SELECT id FROM grading_jobs
      WHERE state = 'queued' AND run_id IS NOT NULL AND job_class = ANY($2) AND due_at <= $1
      ORDER BY created_at, id LIMIT 1`,
    [now, classes],
  );
  return row?.id ?? null;
}

const JOB = 'id, course_id, assignment_id, user_id, created_at, due_at';
const WAITS = "state = 'queued' AND run_id IS NULL AND job_class = ANY($4)";

const NEXT_JOB = `
  WITH RECURSIVE
  front AS (
    (SELECT ${JOB} FROM grading_jobs WHERE ${WAITS} ORDER BY course_id, user_id, created_at, id LIMIT 1)
    UNION ALL
    SELECT next.*
      FROM front CROSS JOIN LATERAL (
        SELECT ${JOB} FROM grading_jobs
         WHERE ${WAITS} AND (course_id, user_id) > (front.course_id, front.user_id)
         ORDER BY course_id, user_id, created_at, id LIMIT 1) next
  ),
  oldest AS (
    SELECT * FROM front WHERE due_at <= $1
    UNION ALL
    SELECT due.*
      FROM front CROSS JOIN LATERAL (
        SELECT ${JOB} FROM grading_jobs
         WHERE ${WAITS} AND course_id = front.course_id AND user_id = front.user_id AND due_at <= $1
         ORDER BY created_at, id LIMIT 1) due
     WHERE front.due_at > $1
  ),
  served AS (
    SELECT user_id, count(*) AS jobs FROM grading_jobs
     WHERE state <> 'queued' AND run_id IS NULL AND started_at > $1::timestamptz - make_interval(mins => $2) GROUP BY user_id
  ),
  load AS MATERIALIZED (
    SELECT course_id, assignment_id FROM grading_jobs WHERE state = 'running' AND run_id IS NULL
    UNION ALL
    SELECT course_id, assignment_id FROM grading_jobs
     WHERE state NOT IN ('queued', 'running') AND run_id IS NULL AND started_at > $1::timestamptz - make_interval(mins => $3)
  ),
  of_assignment AS (SELECT assignment_id, count(*) AS jobs FROM load GROUP BY assignment_id),
  of_course AS (SELECT course_id, count(*) AS jobs FROM load GROUP BY course_id),
  first AS (
    SELECT DISTINCT ON (oldest.course_id) oldest.id, oldest.course_id, oldest.created_at
      FROM oldest
      LEFT JOIN served USING (user_id)
      LEFT JOIN of_assignment USING (assignment_id)
     ORDER BY oldest.course_id, coalesce(served.jobs, 0), coalesce(of_assignment.jobs, 0), oldest.created_at, oldest.id
  )
  SELECT first.id
    FROM first LEFT JOIN of_course USING (course_id)
   ORDER BY coalesce(of_course.jobs, 0), first.created_at, first.id
   LIMIT 1`;
