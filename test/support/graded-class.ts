/** Stored reports for a whole class at once, as the worker writes them. */
import type { Database } from '#libs/persistence';

/**
 * One graded submission of the prerequisites' first problem for each student of a course.
 * @param points of the student with this number in the order of e-mail addresses, in hundredths
 */
export async function gradeEverybody(
  source: Database,
  course: string,
  points: (number: number) => number,
): Promise<void> {
  const students = await source.query<{ id: string }[]>(
    `SELECT users.id FROM users JOIN enrollments ON user_id = users.id JOIN courses ON courses.id = course_id
      WHERE courses.slug = $1 AND role = 'student' ORDER BY users.email`,
    [course],
  );
  await source.query(
    `WITH place AS (
       SELECT version.id AS version, assignment.id AS assignment, course.id AS course
         FROM assignment_versions version
         JOIN assignments assignment ON assignment.id = version.assignment_id
         JOIN courses course ON course.id = assignment.course_id
        WHERE course.slug = $1 AND assignment.slug = 'prerequisites'),
     student AS (
       SELECT gen_random_uuid() AS submission, gen_random_uuid() AS job, id, points
         FROM unnest($2::uuid[], $3::double precision[]) AS row (id, points)),
     submission AS (
       INSERT INTO submissions (id, version_id, problem_id, user_id, received_at, sha256)
       SELECT submission, version, 'matrix-product', id, now(), repeat('0', 64) FROM student, place RETURNING id),
     author AS (
       INSERT INTO submission_authors (submission_id, user_id) SELECT submission, id FROM student),
     job AS (
       INSERT INTO grading_jobs (id, submission_id, course_id, assignment_id, user_id, state, message, created_at, due_at, finished_at)
       SELECT job, submission, course, assignment, id, 'graded', 'Graded.', now(), now(), now()
         FROM student, place RETURNING id)
     INSERT INTO grade_reports (job_id, submission_id, report, points, created_at)
     SELECT job, submission, json_build_object('points', points, 'maxPoints', 20, 'cases', '[]'::json),
            json_build_object('total', points, 'hidden', json_build_object('after-deadline', 0, 'staff', 0)), now()
       FROM student`,
    [course, students.map(({ id }) => id), students.map((_, index) => points(index) / 100)],
  );
}
