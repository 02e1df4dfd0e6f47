import type { Adjustment, GradeReport, SubmittedFile } from '#libs/contracts';
import type { GradingJobState } from '#libs/domain';
import {
  Submissions,
  type CountedAttempts,
  type NewSubmission,
  type ReportPoints,
  type SubmissionContent,
  type SubmissionRecord,
} from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';
import { saveBlob } from './blobs';
import { BlobEntity } from './entities/catalog.entities';
import { GradingJobEntity, SubmissionEntity, SubmissionFileEntity } from './entities/submission.entities';
import { appendEvent } from './grading-events';
import { settleGroupOf } from './postgres-groups';

interface SubmissionRow {
  id: string;
  versionId: string;
  gradedVersionId: string;
  courseId: string;
  courseSlug: string;
  assignmentSlug: string;
  problemId: string;
  studentId: string;
  studentName: string;
  authors: { id: string; name: string }[];
  receivedAt: Date;
  sha256: string;
  files: SubmittedFile[];
  jobId: string;
  state: GradingJobState;
  casesDone: number;
  message: string;
  points: ReportPoints | null;
  adjustment: Adjustment | null;
}

/**
 * One row a submission, with its job and newest report; a single query for lists, too. Where a regrade run made that report,
 * state and message are those of its job.
 */
const SELECT_SUBMISSION = `
  SELECT submission.id, submission.version_id AS "versionId", course.id AS "courseId", course.slug AS "courseSlug",
         assignment.slug AS "assignmentSlug", submission.problem_id AS "problemId",
         student.id AS "studentId", student.name AS "studentName",
         (SELECT json_agg(json_build_object('id', author.id, 'name', author.name) ORDER BY author.name, author.id)
            FROM submission_authors JOIN users author ON author.id = user_id
           WHERE submission_id = submission.id) AS authors,
         submission.received_at AS "receivedAt", submission.sha256,
         (SELECT json_agg(json_build_object(
                   'name', CASE file.kind WHEN 'answer' THEN file.name || '.txt' ELSE file.name END,
                   'sha256', file.blob_sha256, 'bytes', file.bytes) ORDER BY file.name)
            FROM submission_files file WHERE file.submission_id = submission.id) AS files,
         job.id AS "jobId", job.cases_done AS "casesDone",
         COALESCE(report.state, job.state) AS state, COALESCE(report.message, job.message) AS message,
         COALESCE(report.version_id, submission.version_id) AS "gradedVersionId", report.points,
         adjustment.newest AS adjustment
    FROM submissions submission
    JOIN assignment_versions version ON version.id = submission.version_id
    JOIN assignments assignment ON assignment.id = version.assignment_id
    JOIN courses course ON course.id = assignment.course_id
    JOIN users student ON student.id = submission.user_id
    JOIN LATERAL (SELECT * FROM grading_jobs WHERE submission_id = submission.id AND run_id IS NULL
                   ORDER BY created_at DESC LIMIT 1) job ON TRUE
    LEFT JOIN LATERAL (SELECT points, regraded.state, regraded.message, regraded.version_id
                         FROM grade_reports LEFT JOIN grading_jobs regraded ON regraded.id = job_id AND run_id IS NOT NULL
                        WHERE grade_reports.submission_id = submission.id
                        ORDER BY grade_reports.created_at DESC LIMIT 1) report ON TRUE
    LEFT JOIN LATERAL (SELECT json_build_object('revision', revision, 'points', points, 'reason', reason,
                                                'author', author.name, 'at', at) AS newest
                         FROM adjustments JOIN users author ON author.id = author_id
                        WHERE submission_id = submission.id
                        ORDER BY revision DESC LIMIT 1) adjustment ON TRUE`;

export class PostgresSubmissions extends Submissions {
  constructor(private readonly source: DataSource) {
    super();
  }

  async record(
    submission: NewSubmission,
    guard: { readonly courseId: string; readonly seen: number } | null = null,
  ): Promise<string | null> {
    return this.source.transaction(async (manager) => {
      const { id, userId, idempotencyKey } = submission;
      if (guard && !(await isStillSo(manager, userId, guard))) return null;
      const { versionId, problemId, receivedAt, sha256 } = submission;
      const inserted = await manager
        .createQueryBuilder()
        .insert()
        .into(SubmissionEntity)
        .values({ id, versionId, problemId, userId, receivedAt, sha256, idempotencyKey })
        .orIgnore()
        .returning('id')
        .execute();
      if ((inserted.raw as unknown[]).length === 0 && idempotencyKey !== null) {
        return (await manager.findOneByOrFail(SubmissionEntity, { userId, idempotencyKey })).id;
      }
      const authors = await insertAuthors(manager, submission);
      await insertContent(manager, id, submission.content);
      await insertJob(manager, submission, authors);
      return id;
    });
  }

  async countOf(userId: string, courseId: string): Promise<number> {
    return countOf(this.source.manager, userId, courseId);
  }

  async find(id: string): Promise<SubmissionRecord | null> {
    return (await this.select('WHERE submission.id = $1', [id]))[0] ?? null;
  }

  async listOfStudent(
    userId: string,
    courseSlug: string,
    slug: string,
  ): Promise<readonly SubmissionRecord[]> {
    return this.select(
      `WHERE submission.id IN (SELECT submission_id FROM submission_authors WHERE user_id = $1)
         AND course.slug = $2 AND assignment.slug = $3
       ORDER BY submission.received_at DESC, submission.id DESC`,
      [userId, courseSlug, slug],
    );
  }

  async listOfCourse(
    courseSlug: string,
    after: string | null,
    limit: number,
  ): Promise<readonly SubmissionRecord[]> {
    return this.select(
      `WHERE course.slug = $1
         AND ($2::uuid IS NULL OR (submission.received_at, submission.id) <
              (SELECT received_at, id FROM submissions WHERE id = $2))
       ORDER BY submission.received_at DESC, submission.id DESC LIMIT $3`,
      [courseSlug, after, limit],
    );
  }

  async attemptsOf(
    courseSlug: string,
    lateFrom: ReadonlyMap<string, Date>,
  ): Promise<readonly CountedAttempts[]> {
    return this.source.query<CountedAttempts[]>(
      `SELECT author.user_id AS "studentId", assignment.slug AS assignment, submission.problem_id AS problem,
              max(submission.received_at) AS "receivedAt",
              max((report.points ->> 'total')::double precision) FILTER (WHERE adjustment.points IS NULL) AS graded,
              max(adjustment.points) AS adjusted
         FROM submissions submission
         JOIN submission_authors author ON author.submission_id = submission.id
         JOIN assignment_versions version ON version.id = submission.version_id
         JOIN assignments assignment ON assignment.id = version.assignment_id
         JOIN courses course ON course.id = assignment.course_id
         JOIN LATERAL (SELECT points FROM grade_reports WHERE submission_id = submission.id
                        ORDER BY created_at DESC LIMIT 1) report ON TRUE
         LEFT JOIN LATERAL (SELECT points FROM adjustments WHERE submission_id = submission.id
                             ORDER BY revision DESC LIMIT 1) adjustment ON TRUE
         LEFT JOIN unnest($2::text[], $3::timestamptz[]) AS late (slug, since) ON late.slug = assignment.slug
        WHERE course.slug = $1
        GROUP BY author.user_id, assignment.slug, submission.problem_id,
                 CASE WHEN submission.received_at > late.since THEN submission.id END`,
      [courseSlug, [...lateFrom.keys()], [...lateFrom.values()]],
    );
  }

  async contentOf(submissionId: string): Promise<SubmissionContent> {
    const rows = await this.source
      .createQueryBuilder(SubmissionFileEntity, 'file')
      .innerJoin(BlobEntity, 'blob', 'blob.sha256 = file.blobSha256')
      .select(['file.name AS name', 'file.kind AS kind', 'blob.bytes AS bytes'])
      .where('file.submissionId = :submissionId', { submissionId })
      .orderBy('file.name')
      .getRawMany<{ name: string; kind: 'file' | 'answer'; bytes: Buffer }>();
    const of = (kind: string) => rows.filter((row) => row.kind === kind);
    return {
      files: new Map(of('file').map(({ name, bytes }) => [name, new Uint8Array(bytes)])),
      answers: new Map(of('answer').map(({ name, bytes }) => [name, bytes.toString('utf8')])),
    };
  }

  async findReport(submissionId: string): Promise<GradeReport | null> {
    const [row] = await this.source.query<{ report: GradeReport }[]>(
      'SELECT report FROM grade_reports WHERE submission_id = $1 ORDER BY created_at DESC LIMIT 1',
      [submissionId],
    );
    return row?.report ?? null;
  }

  private async select(rest: string, parameters: unknown[]): Promise<SubmissionRecord[]> {
    const rows = await this.source.query<SubmissionRow[]>(`${SELECT_SUBMISSION} ${rest}`, parameters);
    return rows.map((row) => {
      const { studentId, studentName, jobId, state, casesDone, message, adjustment, ...rest } = row;
      return {
        ...rest,
        student: { id: studentId, name: studentName },
        job: { id: jobId, state, casesDone, message },
        adjustment: adjustment && { ...adjustment, at: new Date(adjustment.at).toISOString() },
      };
    });
  }
}

/** The sender, and who is in the sender's group now; who comes into it later is no author. */
async function insertAuthors(manager: EntityManager, submission: NewSubmission): Promise<readonly string[]> {
  const { id, userId, versionId, receivedAt, asGroup } = submission;
  const group = asGroup ? await settleGroupOf(manager, userId, versionId, receivedAt) : null;
  const rows = await manager.query<{ userId: string }[]>(
    `INSERT INTO submission_authors (submission_id, user_id)
     SELECT $1::uuid, $2::uuid UNION SELECT $1::uuid, user_id FROM group_members WHERE group_id = $3
     RETURNING user_id AS "userId"`,
    [id, userId, group],
  );
  return rows.map((row) => row.userId);
}

async function countOf(manager: EntityManager, userId: string, courseId: string): Promise<number> {
  return manager.countBy(GradingJobEntity, { userId, courseId });
}

/** Holds the student's enrollment until the transaction ends, so that of two at once the second sees the first. */
async function isStillSo(
  manager: EntityManager,
  userId: string,
  { courseId, seen }: { readonly courseId: string; readonly seen: number },
): Promise<boolean> {
  await manager.query('SELECT 1 FROM enrollments WHERE user_id = $1 AND course_id = $2 FOR UPDATE', [
    userId,
    courseId,
  ]);
  return (await countOf(manager, userId, courseId)) === seen;
}

async function insertContent(
  manager: EntityManager,
  submissionId: string,
  content: SubmissionContent,
): Promise<void> {
  const all = [
    ...[...content.files].map(([name, bytes]) => ({ name, kind: 'file' as const, bytes })),
    ...[...content.answers].map(([name, text]) => ({
      name,
      kind: 'answer' as const,
      bytes: Buffer.from(text),
    })),
  ];
  for (const { name, kind, bytes } of all) {
    const blobSha256 = await saveBlob(manager, bytes);
    await manager.insert(SubmissionFileEntity, { submissionId, name, kind, blobSha256, bytes: bytes.length });
  }
}

async function insertJob(
  manager: EntityManager,
  submission: NewSubmission,
  authors: readonly string[],
): Promise<void> {
  const { id, jobId, userId, versionId, receivedAt, jobClass } = submission;
  const [place] = await manager.query<{ courseId: string; assignmentId: string }[]>(
    `SELECT assignment.course_id AS "courseId", assignment.id AS "assignmentId"
       FROM assignment_versions version JOIN assignments assignment ON assignment.id = version.assignment_id
      WHERE version.id = $1`,
    [versionId],
  );
  if (!place) throw new Error(`there is no version ${versionId}`);
  const since = submission.supersedes
    ? await supersede(manager, submission, authors, place.assignmentId)
    : null;
  const message = 'Received; waiting for a worker.';
  await manager.insert(GradingJobEntity, {
    id: jobId,
    submissionId: id,
    ...place,
    userId,
    runId: null,
    versionId: null,
    jobClass,
    state: 'queued',
    message,
    casesDone: 0,
    casesPlanned: 0,
    crashes: 0,
    failures: 0,
    createdAt: since ?? receivedAt,
    dueAt: receivedAt,
    startedAt: null,
    leaseToken: null,
    leaseExpiresAt: null,
    finishedAt: null,
  });
  await appendEvent(manager, jobId, { type: 'state', state: 'queued', message }, receivedAt);
}

/**
 * Ends what the student has waiting for the problem, but not what is also the work of somebody who is no author of the newer
 * one. Answers since when the oldest of that waited, null where nothing did.
 */
async function supersede(
  manager: EntityManager,
  { userId, problemId, receivedAt }: NewSubmission,
  authors: readonly string[],
  assignmentId: string,
): Promise<Date | null> {
  const message = 'A newer submission took its place before grading began. This attempt is not counted.';
  // Locked by their key's order, so that two that supersede at once don't wait for each other.
  const ended = await manager.query<{ id: string; createdAt: Date }[]>(
    `SELECT job.id, job.created_at AS "createdAt"
       FROM grading_jobs job JOIN submissions submission ON submission.id = job.submission_id
      WHERE job.state = 'queued' AND job.run_id IS NULL AND job.user_id = ANY ($1) AND job.assignment_id = $2 AND submission.problem_id = $3
        AND EXISTS (SELECT 1 FROM submission_authors WHERE submission_id = submission.id AND user_id = $4)
        AND NOT EXISTS (SELECT 1 FROM submission_authors
                         WHERE submission_id = submission.id AND user_id <> ALL ($1))
      ORDER BY job.id FOR UPDATE OF job`,
    [authors, assignmentId, problemId, userId],
  );
  for (const { id } of ended) {
    const changes = { state: 'superseded', message, finishedAt: receivedAt } as const;
    await manager.update(GradingJobEntity, { id }, changes);
    await appendEvent(manager, id, { type: 'state', state: 'superseded', message }, receivedAt);
  }
  const times = ended.map(({ createdAt }) => createdAt.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
