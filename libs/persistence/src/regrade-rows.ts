/** The questions that regrade runs ask the database. */
import type { RegradePolicy, RegradePreview, RegradeSelection } from '#libs/contracts';
import type { RegradeAttempt, RegradeCandidate, RegradeRunRecord, ReportSummary } from '#libs/grading';
import type { EntityManager } from 'typeorm';

const DAY_MS = 24 * 3_600_000;
const REVERTIBLE_DAYS = 30;

/** What counts of a submission: its newest report. */
const CURRENT = `JOIN LATERAL (SELECT * FROM grade_reports WHERE submission_id = submission.id
                                ORDER BY created_at DESC LIMIT 1) current ON TRUE
    LEFT JOIN LATERAL (SELECT points FROM adjustments WHERE submission_id = submission.id
                        ORDER BY revision DESC LIMIT 1) adjustment ON TRUE`;

/** A ReportSummary of a row that has a report. */
function summaryOf(row: string): string {
  return `json_build_object('jobId', ${row}.job_id, 'outcome', ${row}.report -> 'outcome', 'points', ${row}.points,
            'cases', (SELECT coalesce(json_agg(json_build_object('name', item -> 'name', 'verdict', item -> 'verdict',
                               'points', item -> 'points', 'visibility', item -> 'visibility') ORDER BY place), '[]')
                        FROM json_array_elements(${row}.report -> 'cases') WITH ORDINALITY AS listed (item, place)))`;
}

/** The graded submissions of a problem, each once for each of its authors; optionally only those whose grade comes from one version. */
export function readCandidates(
  manager: EntityManager,
  of: { assignmentId: string; problem: string; fromVersionId: string | null; test: string | null },
): Promise<RegradeCandidate[]> {
  return manager.query<RegradeCandidate[]>(
    `SELECT submission.id, author.user_id AS "studentId", submission.received_at AS "receivedAt",
            COALESCE(adjustment.points, (current.points ->> 'total')::double precision) AS points,
            (SELECT item ->> 'verdict' FROM json_array_elements(current.report -> 'cases') AS listed (item)
              WHERE item ->> 'name' = $4 LIMIT 1) AS verdict
       FROM submissions submission
       JOIN submission_authors author ON author.submission_id = submission.id
       JOIN assignment_versions version ON version.id = submission.version_id
       ${CURRENT}
       JOIN grading_jobs job ON job.id = current.job_id
      WHERE version.assignment_id = $1 AND submission.problem_id = $2
        AND ($3::uuid IS NULL OR COALESCE(job.version_id, submission.version_id) = $3)
      ORDER BY submission.received_at, submission.id`,
    [of.assignmentId, of.problem, of.fromVersionId, of.test],
  );
}

interface AttemptRow {
  id: string;
  studentId: string;
  studentName: string;
  receivedAt: Date;
  override: number | null;
  now: ReportSummary;
  rounds: number;
  failed: boolean;
  reports: ReportSummary[];
}

/** All graded submissions at the run's problem, of all students whom it concerns; of a group's, once for each of them. */
export async function readAttempts(
  manager: EntityManager,
  runId: string,
): Promise<readonly RegradeAttempt[]> {
  const rows = await manager.query<AttemptRow[]>(
    `SELECT submission.id, student.id AS "studentId", student.name AS "studentName",
            submission.received_at AS "receivedAt", adjustment.points AS override, ${summaryOf('current')} AS now,
            regraded.rounds, regraded.failed, regraded.reports
       FROM regrade_runs run
       JOIN assignment_versions version ON version.assignment_id = run.assignment_id
       JOIN submissions submission ON submission.version_id = version.id AND submission.problem_id = run.problem_id
       JOIN submission_authors author ON author.submission_id = submission.id
       JOIN users student ON student.id = author.user_id
       ${CURRENT}
       LEFT JOIN LATERAL (
         SELECT count(*)::integer AS rounds, coalesce(bool_or(job.state IN ('failed', 'cancelled')), FALSE) AS failed,
                coalesce(json_agg(${summaryOf('found')} ORDER BY found.created_at, found.job_id)
                  FILTER (WHERE found.job_id IS NOT NULL), '[]') AS reports
           FROM grading_jobs job LEFT JOIN regrade_reports found ON found.job_id = job.id
          WHERE job.run_id = run.id AND job.submission_id = submission.id) regraded ON TRUE
      WHERE run.id = $1
        AND student.id IN (SELECT concerned.user_id FROM grading_jobs job
                             JOIN submission_authors concerned ON concerned.submission_id = job.submission_id
                            WHERE job.run_id = $1)
      ORDER BY submission.received_at, submission.id`,
    [runId],
  );
  return rows.map(({ studentId, studentName, rounds, failed, reports, ...row }) => ({
    ...row,
    student: { id: studentId, name: studentName },
    regraded: rounds === 0 ? null : { rounds, failed, reports },
  }));
}

interface RunRow {
  id: string;
  assignment: string;
  problem: string;
  fromNumber: number | null;
  toNumber: number;
  toVersionId: string;
  selection: RegradeSelection;
  rounds: number;
  reason: string;
  createdBy: string;
  createdAt: Date;
  cancelledAt: Date | null;
  policy: RegradePolicy | null;
  appliedBy: string | null;
  appliedAt: Date | null;
  revertedBy: string | null;
  revertedAt: Date | null;
  preview: RegradePreview | null;
  all: number;
  done: number;
  failed: number;
  unfinished: number;
}

/** Runs with how far they are; `where` speaks of `run` and `course`. */
export async function readRuns(
  manager: EntityManager,
  where: string,
  parameters: readonly unknown[],
): Promise<RegradeRunRecord[]> {
  const rows = await manager.query<RunRow[]>(
    `SELECT run.id, assignment.slug AS assignment, run.problem_id AS problem, origin.number AS "fromNumber",
            target.number AS "toNumber", target.id AS "toVersionId", run.selection, run.rounds, run.reason,
            author.name AS "createdBy", run.created_at AS "createdAt", run.cancelled_at AS "cancelledAt", run.policy,
            applier.name AS "appliedBy", run.applied_at AS "appliedAt", reverter.name AS "revertedBy",
            run.reverted_at AS "revertedAt", run.preview, jobs.*
       FROM regrade_runs run
       JOIN courses course ON course.id = run.course_id
       JOIN assignments assignment ON assignment.id = run.assignment_id
       JOIN assignment_versions target ON target.id = run.to_version_id
       LEFT JOIN assignment_versions origin ON origin.id = run.from_version_id
       JOIN users author ON author.id = run.created_by
       LEFT JOIN users applier ON applier.id = run.applied_by
       LEFT JOIN users reverter ON reverter.id = run.reverted_by
       JOIN LATERAL (
         SELECT count(*)::integer AS all, count(*) FILTER (WHERE state IN ('graded', 'not-gradable'))::integer AS done,
                count(*) FILTER (WHERE state = 'failed')::integer AS failed,
                count(*) FILTER (WHERE state IN ('queued', 'running'))::integer AS unfinished
           FROM grading_jobs WHERE run_id = run.id) jobs ON TRUE
      ${where}`,
    [...parameters],
  );
  return rows.map(toRun);
}

function toRun(row: RunRow): RegradeRunRecord {
  const { id, assignment, problem, toVersionId, selection, reason, policy, preview } = row;
  return {
    ...{ id, assignment, problem, toVersionId, selection, reason, policy, preview },
    from: row.fromNumber,
    to: row.toNumber,
    twice: row.rounds === 2,
    state: stateOf(row),
    started: { by: row.createdBy, at: row.createdAt.toISOString() },
    gradings: { all: row.all, done: row.done, failed: row.failed },
    applied: decision(row.appliedBy, row.appliedAt),
    reverted: decision(row.revertedBy, row.revertedAt),
    revertibleUntil: row.appliedAt && revertibleUntil(row.appliedAt).toISOString(),
  };
}

function stateOf({ cancelledAt, revertedAt, appliedAt, unfinished }: RunRow): RegradeRunRecord['state'] {
  if (cancelledAt) return 'cancelled';
  if (revertedAt) return 'reverted';
  if (appliedAt) return 'applied';
  return unfinished > 0 ? 'running' : 'ready';
}

function decision(by: string | null, at: Date | null): { by: string; at: string } | null {
  return by !== null && at ? { by, at: at.toISOString() } : null;
}

function revertibleUntil(appliedAt: Date): Date {
  return new Date(appliedAt.getTime() + REVERTIBLE_DAYS * DAY_MS);
}
