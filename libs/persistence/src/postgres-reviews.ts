import type { Adjustment, RegradeRequest, Review } from '#libs/contracts';
import {
  type ListedRequest,
  type NewAdjustment,
  type NewRegradeRequest,
  type Reviewer,
  Reviews,
} from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';
import { audit } from './audit';
import { notifyAuthorsOf } from './notify';

type AdjustmentRow = Omit<Adjustment, 'at'> & { at: Date };

interface RequestRow {
  id: string;
  about: string | null;
  text: string;
  at: Date;
  state: RegradeRequest['state'];
  answer: string | null;
  answeredBy: string | null;
  closedAt: Date | null;
  submission: string;
  versionId: string;
  assignment: string;
  problem: string;
  studentId: string;
  studentName: string;
}

const SELECT_REQUEST = `
  SELECT request.id, request.about, request.text, request.at, request.state, request.answer,
         author.name AS "answeredBy", request.closed_at AS "closedAt", submission.id AS submission,
         submission.version_id AS "versionId",
         assignment.slug AS assignment, submission.problem_id AS problem,
         student.id AS "studentId", student.name AS "studentName"
    FROM regrade_requests request
    JOIN submissions submission ON submission.id = request.submission_id
    JOIN users student ON student.id = submission.user_id
    JOIN assignment_versions version ON version.id = submission.version_id
    JOIN assignments assignment ON assignment.id = version.assignment_id
    JOIN courses course ON course.id = assignment.course_id
    LEFT JOIN users author ON author.id = request.answered_by`;

export class PostgresReviews extends Reviews {
  constructor(private readonly source: DataSource) {
    super();
  }

  async findOf(submissionId: string): Promise<Pick<Review, 'adjustments' | 'requests'>> {
    const adjustments = await this.source.query<AdjustmentRow[]>(
      `SELECT revision, points, reason, author.name AS author, at
         FROM adjustments JOIN users author ON author.id = author_id
        WHERE submission_id = $1 ORDER BY revision DESC`,
      [submissionId],
    );
    const requests = await this.select('WHERE submission.id = $1 ORDER BY request.at DESC, request.id DESC', [
      submissionId,
    ]);
    return {
      adjustments: adjustments.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
      requests: requests.map(toRequest),
    };
  }

  async adjust(adjustment: NewAdjustment, by: Reviewer, now: Date): Promise<boolean> {
    const { submissionId, revision, points, before, tellsStudent } = adjustment;
    return this.source.transaction(async (manager) => {
      const inserted = await manager.query<unknown[]>(
        `INSERT INTO adjustments (submission_id, revision, points, reason, author_id, at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING revision`,
        [submissionId, revision, points, by.reason, by.id, now],
      );
      if (inserted.length === 0) return false;
      const change = { action: 'points.adjusted' as const, before: { points: before }, after: { points } };
      await audit(manager, by, { courseId: by.courseId, subject: submissionId, ...change }, now);
      if (tellsStudent) await notifyAuthorsOf(manager, submissionId, 'points.changed', now);
      return true;
    });
  }

  async request({ id, submissionId, about, text }: NewRegradeRequest, now: Date): Promise<boolean> {
    const inserted = await this.source.query<unknown[]>(
      `INSERT INTO regrade_requests (id, submission_id, about, text, at, state)
       VALUES ($1, $2, $3, $4, $5, 'open')
       ON CONFLICT (submission_id) WHERE state = 'open' DO NOTHING RETURNING id`,
      [id, submissionId, about, text, now],
    );
    return inserted.length > 0;
  }

  async findRequest(id: string): Promise<(RegradeRequest & { readonly submission: string }) | null> {
    const [row] = await this.select('WHERE request.id = $1', [id]);
    return row ? { ...toRequest(row), submission: row.submission } : null;
  }

  async withdraw(requestId: string, now: Date): Promise<boolean> {
    return close(this.source.manager, requestId, 'withdrawn', now);
  }

  async answer(
    requestId: string,
    decision: 'accepted' | 'declined',
    by: Reviewer,
    now: Date,
  ): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const answer = { text: by.reason, authorId: by.id };
      if (!(await close(manager, requestId, decision, now, answer))) return false;
      const change = {
        action: 'regrade.answered' as const,
        before: { state: 'open' },
        after: { state: decision },
      };
      await audit(manager, by, { courseId: by.courseId, subject: requestId, ...change }, now);
      const [{ submission } = { submission: '' }] = await manager.query<{ submission: string }[]>(
        'SELECT submission_id AS submission FROM regrade_requests WHERE id = $1',
        [requestId],
      );
      await notifyAuthorsOf(manager, submission, 'regrade.answered', now);
      return true;
    });
  }

  async listOfCourse(
    courseSlug: string,
    state: RegradeRequest['state'] | null,
    after: string | null,
    limit: number,
  ): Promise<readonly ListedRequest[]> {
    const rows = await this.select(
      `WHERE course.slug = $1 AND ($2::text IS NULL OR request.state = $2)
         AND ($3::uuid IS NULL OR (request.at, request.id) < (SELECT at, id FROM regrade_requests WHERE id = $3))
       ORDER BY request.at DESC, request.id DESC LIMIT $4`,
      [courseSlug, state, after, limit],
    );
    return rows.map((row) => ({
      ...toRequest(row),
      submission: row.submission,
      versionId: row.versionId,
      assignment: row.assignment,
      problem: row.problem,
      student: { id: row.studentId, name: row.studentName },
    }));
  }

  private select(rest: string, parameters: unknown[]): Promise<RequestRow[]> {
    return this.source.query<RequestRow[]>(`${SELECT_REQUEST} ${rest}`, parameters);
  }
}

/** Compare-and-set open → closed: of two people who answer at once, one does. */
async function close(
  manager: EntityManager,
  id: string,
  state: RegradeRequest['state'],
  now: Date,
  answer: { readonly text: string; readonly authorId: string } | null = null,
): Promise<boolean> {
  const [rows] = await manager.query<[unknown[], number]>(
    `UPDATE regrade_requests SET state = $2, answer = $3, answered_by = $4, closed_at = $5
      WHERE id = $1 AND state = 'open' RETURNING id`,
    [id, state, answer?.text ?? null, answer?.authorId ?? null, now],
  );
  return rows.length > 0;
}

function toRequest(row: RequestRow): RegradeRequest {
  const { id, about, text, at, state, answer, answeredBy, closedAt } = row;
  return {
    id,
    about,
    text,
    at: at.toISOString(),
    state,
    answer:
      answer !== null && closedAt
        ? { text: answer, author: answeredBy ?? '', at: closedAt.toISOString() }
        : null,
  };
}
