import {
  type ProblemPlace,
  type QueuedReview,
  type QueueFilter,
  type ReviewCount,
  type Reviewer,
  ReviewQueue,
} from '#libs/grading';
import type { DataSource } from 'typeorm';
import { audit } from './audit';
import { TO_REVIEW } from './review-effect';

/**
 * Of each student and problem the attempt that counts: that with the most points from its grader, of equal ones the newest. One
 * that counts for several students, who handed it in together, is there once. The first three parameters are course,
 * assignment and problem; null is any.
 */
const COUNTED = `
  SELECT DISTINCT id, version_id, user_id, problem_id, received_at, name, assignment_id, slug, total, to_review
    FROM (SELECT DISTINCT ON (author.user_id, assignment.id, submission.problem_id)
                 submission.id, submission.version_id, submission.user_id, submission.problem_id,
                 submission.received_at, student.name, assignment.id AS assignment_id, assignment.slug,
                 (report.points ->> 'total')::double precision AS total, ${TO_REVIEW} AS to_review
            FROM submissions submission
            JOIN submission_authors author ON author.submission_id = submission.id
            JOIN assignment_versions version ON version.id = submission.version_id
            JOIN assignments assignment ON assignment.id = version.assignment_id
            JOIN courses course ON course.id = assignment.course_id
            JOIN enrollments ON enrollments.course_id = course.id AND enrollments.user_id = author.user_id
                            AND enrollments.role = 'student'
            JOIN users student ON student.id = submission.user_id
            JOIN LATERAL (SELECT state FROM grading_jobs WHERE submission_id = submission.id
                           ORDER BY created_at DESC LIMIT 1) job ON job.state = 'graded'
            JOIN LATERAL (SELECT points FROM grade_reports WHERE submission_id = submission.id
                           ORDER BY created_at DESC LIMIT 1) report ON TRUE
           WHERE course.slug = $1 AND ($2::text IS NULL OR assignment.slug = $2)
             AND ($3::text IS NULL OR submission.problem_id = $3)
           ORDER BY author.user_id, assignment.id, submission.problem_id,
                    total DESC, submission.received_at DESC, submission.id) best`;

const MARKING = `
  LEFT JOIN LATERAL (SELECT finished, author_id FROM markings WHERE submission_id = counted.id
                      ORDER BY revision DESC LIMIT 1) marking ON TRUE`;

const IS_NEEDED = 'COALESCE(counted.to_review, 0) > 0';
const IS_REVIEWED = 'COALESCE(marking.finished, FALSE)';

export class PostgresReviewQueue extends ReviewQueue {
  constructor(private readonly source: DataSource) {
    super();
  }

  async list(filter: QueueFilter, now: Date, limit: number): Promise<readonly QueuedReview[]> {
    const { course, assignment, problem, state, assigneeId, after } = filter;
    return this.source.query<QueuedReview[]>(
      `WITH counted AS (${COUNTED})
       SELECT counted.id AS submission, counted.version_id AS "versionId", counted.slug AS assignment,
              counted.problem_id AS problem, counted.received_at AS "receivedAt",
              CASE WHEN ${IS_REVIEWED} THEN 'reviewed' ELSE 'waiting' END AS state,
              ${IS_NEEDED} AS needed,
              CASE WHEN ${IS_REVIEWED} THEN reviewer.name END AS reviewer, holder.name AS holder,
              json_build_object('id', counted.user_id, 'name', counted.name) AS student
         FROM counted ${MARKING}
         LEFT JOIN users reviewer ON reviewer.id = marking.author_id
         LEFT JOIN LATERAL (SELECT name, users.id FROM review_claims claim JOIN users ON users.id = claim.user_id
                             WHERE claim.submission_id = counted.id AND claim.until > $4
                             ORDER BY claim.user_id = $5 DESC, claim.until DESC LIMIT 1) holder ON TRUE
        WHERE ($6::text IS NULL OR ${IS_REVIEWED} = ($6 = 'reviewed'))
          AND ($5::uuid IS NULL OR holder.id = $5 OR (${IS_REVIEWED} AND reviewer.id = $5))
          AND ($7::uuid IS NULL OR counted.id > $7)
        ORDER BY counted.id LIMIT $8`,
      [course, assignment, problem, now, assigneeId, state, after, limit],
    );
  }

  async counts(course: string): Promise<readonly ReviewCount[]> {
    return this.source.query<ReviewCount[]>(
      `WITH counted AS (${COUNTED})
       SELECT counted.slug AS assignment, counted.problem_id AS problem,
              EXISTS (SELECT FROM rubrics WHERE assignment_id = counted.assignment_id
                         AND problem_id = counted.problem_id) AS "hasRubric",
              bool_or(${IS_NEEDED}) AS "isNeeded",
              count(*) FILTER (WHERE NOT ${IS_REVIEWED})::integer AS waiting,
              count(*) FILTER (WHERE ${IS_REVIEWED})::integer AS reviewed
         FROM counted ${MARKING}
        GROUP BY counted.slug, counted.problem_id, counted.assignment_id`,
      [course, null, null],
    );
  }

  async claimNext(
    { course, assignment, problem }: ProblemPlace,
    userId: string,
    after: string | null,
    now: Date,
    until: Date,
  ): Promise<string | null> {
    return this.source.transaction(async (manager) => {
      // One at a time for each problem: between looking for one and claiming it, nobody else looks.
      const lock = `review ${course}/${assignment}/${problem}`;
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
      await manager.query('DELETE FROM review_claims WHERE until <= $1', [now]);
      if (after !== null) {
        const own = [after, userId];
        await manager.query('DELETE FROM review_claims WHERE submission_id = $1 AND user_id = $2', own);
      }
      const [next] = await manager.query<{ id: string }[]>(
        `WITH counted AS (${COUNTED})
         SELECT counted.id FROM counted ${MARKING}
          WHERE NOT ${IS_REVIEWED} AND counted.id IS DISTINCT FROM $4::uuid
            AND NOT EXISTS (SELECT FROM review_claims
                             WHERE submission_id = counted.id AND user_id <> $5 AND until > $6)
          ORDER BY counted.id > $4 DESC NULLS LAST, counted.id LIMIT 1`,
        [course, assignment, problem, after, userId, now],
      );
      if (!next) return null;
      await manager.query(CLAIM, [next.id, userId, until]);
      return next.id;
    });
  }

  async claim(submissionId: string, userId: string, until: Date): Promise<void> {
    await this.source.query(CLAIM, [submissionId, userId, until]);
  }

  async release(submissionId: string, userId: string): Promise<void> {
    const own = [submissionId, userId];
    await this.source.query('DELETE FROM review_claims WHERE submission_id = $1 AND user_id = $2', own);
  }

  async othersAt(
    submissionId: string,
    userId: string,
    now: Date,
  ): Promise<readonly { name: string; until: Date }[]> {
    return this.source.query<{ name: string; until: Date }[]>(
      `SELECT users.name, claim.until FROM review_claims claim JOIN users ON users.id = claim.user_id
        WHERE claim.submission_id = $1 AND claim.user_id <> $2 AND claim.until > $3
        ORDER BY users.name, users.id`,
      [submissionId, userId, now],
    );
  }

  async reveal(submissionId: string, by: Reviewer, now: Date): Promise<void> {
    await this.source.transaction(async (manager) => {
      const inserted = await manager.query<unknown[]>(
        `INSERT INTO review_reveals (submission_id, user_id, at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING user_id`,
        [submissionId, by.id, now],
      );
      if (inserted.length === 0) return;
      const change = { action: 'student.revealed' as const, before: null, after: null };
      await audit(manager, by, { courseId: by.courseId, subject: submissionId, ...change }, now);
    });
  }

  async revealedTo(userId: string, submissionIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.source.query<{ id: string }[]>(
      'SELECT submission_id AS id FROM review_reveals WHERE user_id = $1 AND submission_id = ANY($2)',
      [userId, submissionIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}

const CLAIM = `INSERT INTO review_claims (submission_id, user_id, until) VALUES ($1, $2, $3)
  ON CONFLICT (submission_id, user_id) DO UPDATE SET until = excluded.until`;
