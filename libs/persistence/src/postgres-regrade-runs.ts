import type { RegradeNotice, RegradePolicy, ToldRegrades } from '#libs/contracts';
import {
  RegradeRuns,
  selectRegrades,
  type NewRegradeRun,
  type RegradeAttempt,
  type RegradeChange,
  type RegradeCost,
  type RegradeRunRecord,
  type RevertOutcome,
  type Reviewer,
} from '#libs/grading';
import type { DataSource, EntityManager } from 'typeorm';
import { audit } from './audit';
import { AssignmentEntity } from './entities/catalog.entities';
import { notify } from './notify';
import { readAttempts, readCandidates, readRuns } from './regrade-rows';

/** Said to whoever looks at the job itself. */
const WAITS = 'Waits for a regrade run; submissions come first.';
const CANCELLED = 'The regrade run was cancelled.';

/** Nothing that counts may change between what a run is decided on and what it writes; the lock is held for that moment only. */
const HOLD_GRADES =
  'LOCK TABLE grade_reports IN SHARE ROW EXCLUSIVE MODE; LOCK TABLE adjustments IN SHARE MODE';

export class PostgresRegradeRuns extends RegradeRuns {
  constructor(private readonly source: DataSource) {
    super();
  }

  async start(
    run: NewRegradeRun,
    by: Reviewer,
    now: Date,
  ): Promise<{ readonly jobs: readonly string[] } | 'nothing' | 'unknown-id'> {
    return this.source.transaction(async (manager) => {
      const where = { courseId: by.courseId, slug: run.assignment };
      const { id: assignmentId } = await manager.findOneByOrFail(AssignmentEntity, where);
      const { selection } = run;
      const candidates = await readCandidates(manager, {
        ...{ assignmentId, problem: run.problem, fromVersionId: run.fromVersionId },
        test: 'test' in selection ? selection.test : null,
      });
      const ids = [...new Set(selectRegrades(candidates, selection).map(({ id }) => id))];
      if (selection.kind === 'ids' && ids.length < new Set(selection.ids).size) return 'unknown-id';
      if (ids.length === 0) return 'nothing';
      await insertRun(manager, run, assignmentId, by, now);
      const jobs = await insertJobs(manager, run, assignmentId, ids, by.courseId, now);
      await audited(
        manager,
        'started',
        run.id,
        by,
        { before: null, after: { ...run, submissions: ids.length } },
        now,
      );
      return { jobs };
    });
  }

  async find(courseSlug: string, id: string): Promise<RegradeRunRecord | null> {
    const [run] = await readRuns(this.source.manager, 'WHERE course.slug = $1 AND run.id = $2', [
      courseSlug,
      id,
    ]);
    return run ?? null;
  }

  listOfCourse(
    courseSlug: string,
    after: string | null,
    limit: number,
  ): Promise<readonly RegradeRunRecord[]> {
    return readRuns(
      this.source.manager,
      `WHERE course.slug = $1 AND ($2::uuid IS NULL OR (run.created_at, run.id) <
               (SELECT created_at, id FROM regrade_runs WHERE id = $2))
       ORDER BY run.created_at DESC, run.id DESC LIMIT $3`,
      [courseSlug, after, limit],
    );
  }

  attemptsOf(id: string): Promise<readonly RegradeAttempt[]> {
    return readAttempts(this.source.manager, id);
  }

  async costOf(id: string): Promise<RegradeCost> {
    const [cost] = await this.source.query<RegradeCost[]>(
      `SELECT coalesce(sum(busy_seconds), 0) AS "busySeconds", coalesce(sum(cpu_seconds), 0) AS "cpuSeconds"
         FROM regrade_reports WHERE run_id = $1`,
      [id],
    );
    return cost ?? { busySeconds: 0, cpuSeconds: 0 };
  }

  async cancel(id: string, by: Reviewer, now: Date): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const isOurs = await changed(
        manager,
        'UPDATE regrade_runs SET cancelled_at = $2 WHERE id = $1 AND cancelled_at IS NULL AND applied_at IS NULL',
        [id, now],
      );
      if (!isOurs) return false;
      await manager.query(
        `UPDATE grading_jobs SET state = 'cancelled', message = $2, finished_at = $3 WHERE run_id = $1 AND state = 'queued'`,
        [id, CANCELLED, now],
      );
      await audited(manager, 'cancelled', id, by, { before: null, after: null }, now);
      return true;
    });
  }

  async apply(
    id: string,
    policy: RegradePolicy,
    decide: (attempts: readonly RegradeAttempt[]) => RegradeChange | null,
    by: Reviewer,
    now: Date,
  ): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      await manager.query(HOLD_GRADES);
      const [ready] = await manager.query<unknown[]>(
        `SELECT FROM regrade_runs run
          WHERE id = $1 AND applied_at IS NULL AND cancelled_at IS NULL
            AND NOT EXISTS (SELECT FROM grading_jobs WHERE run_id = run.id AND state IN ('queued', 'running'))
            FOR UPDATE`,
        [id],
      );
      const change = ready ? decide(await readAttempts(manager, id)) : null;
      if (!change) return false;
      await manager.query(
        `UPDATE regrade_runs SET policy = $2, applied_by = $3, applied_at = $4, preview = $5 WHERE id = $1`,
        [id, policy, by.id, now, JSON.stringify(change.preview)],
      );
      await manager.query(
        `INSERT INTO grade_reports (job_id, submission_id, report, points, created_at)
         SELECT job_id, submission_id, report, points, $3 FROM regrade_reports WHERE run_id = $1 AND job_id = ANY($2)`,
        [id, change.reports, now],
      );
      await insertNotices(manager, id, change.notices, by.courseId, now);
      const after = { policy, reports: change.reports.length, ...change.preview.counts };
      await audited(manager, 'applied', id, by, { before: null, after }, now);
      return true;
    });
  }

  async revert(
    id: string,
    tell: (
      before: readonly RegradeAttempt[],
      after: readonly RegradeAttempt[],
    ) => ReadonlyMap<string, RegradeNotice>,
    by: Reviewer,
    now: Date,
  ): Promise<RevertOutcome> {
    return this.source.transaction(async (manager) => {
      await manager.query(HOLD_GRADES);
      if (await isFollowed(manager, id)) return 'later-run';
      const isOurs = await changed(
        manager,
        `UPDATE regrade_runs SET reverted_by = $2, reverted_at = $3
          WHERE id = $1 AND applied_at IS NOT NULL AND reverted_at IS NULL`,
        [id, by.id, now],
      );
      if (!isOurs) return 'not-applied';
      const before = await readAttempts(manager, id);
      await manager.query(
        'DELETE FROM grade_reports WHERE job_id IN (SELECT id FROM grading_jobs WHERE run_id = $1)',
        [id],
      );
      const notices = tell(before, await readAttempts(manager, id));
      await insertNotices(manager, id, notices, by.courseId, now);
      await audited(manager, 'reverted', id, by, { before: null, after: null }, now);
      return 'reverted';
    });
  }

  async noticesOf(submissionId: string, studentId: string): Promise<ToldRegrades> {
    const rows = await this.source.query<{ notice: RegradeNotice; at: Date }[]>(
      `SELECT notice, at FROM regrade_notices
        WHERE user_id = $2 AND $1 IN (SELECT json_array_elements_text(notice -> 'submissions'))
        ORDER BY at DESC`,
      [submissionId, studentId],
    );
    return rows.map(({ notice, at }) => ({ ...notice, at: at.toISOString() }));
  }
}

async function insertRun(
  manager: EntityManager,
  run: NewRegradeRun,
  assignmentId: string,
  by: Reviewer,
  now: Date,
): Promise<void> {
  await manager.query(
    `INSERT INTO regrade_runs (id, course_id, assignment_id, problem_id, from_version_id, to_version_id, selection, rounds,
                               reason, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[run.id, by.courseId, assignmentId, run.problem, run.fromVersionId, run.toVersionId],
      ...[JSON.stringify(run.selection), run.twice ? 2 : 1, by.reason, by.id, now],
    ],
  );
}

/** All at one time: one after the other in the background, in no particular order. */
async function insertJobs(
  manager: EntityManager,
  run: NewRegradeRun,
  assignmentId: string,
  submissions: readonly string[],
  courseId: string,
  now: Date,
): Promise<readonly string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `INSERT INTO grading_jobs (id, submission_id, course_id, assignment_id, user_id, run_id, version_id, job_class, state,
                               message, created_at, due_at)
     SELECT gen_random_uuid(), submission.id, $2, $3, submission.user_id, $4, $5, $9, 'queued', $6, $7, $7
       FROM submissions submission CROSS JOIN generate_series(1, $8)
      WHERE submission.id = ANY($1) RETURNING id`,
    [
      submissions,
      courseId,
      assignmentId,
      run.id,
      run.toVersionId,
      WAITS,
      now,
      run.twice ? 2 : 1,
      run.jobClass,
    ],
  );
  return rows.map(({ id }) => id);
}

/** Whether another run was applied later to a submission of this one, and counts still. */
async function isFollowed(manager: EntityManager, id: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `SELECT FROM grade_reports own JOIN grading_jobs job ON job.id = own.job_id
       JOIN grade_reports later ON later.submission_id = own.submission_id AND later.created_at > own.created_at
      WHERE job.run_id = $1 LIMIT 1`,
    [id],
  );
  return rows.length > 0;
}

/** What each is told stays with the run; a notification leads to the submission, which shows it. */
async function insertNotices(
  manager: EntityManager,
  runId: string,
  notices: ReadonlyMap<string, RegradeNotice>,
  courseId: string,
  now: Date,
): Promise<void> {
  for (const [userId, { assignment, submissions }] of notices) {
    const about = { assignment, submission: submissions[0] ?? null };
    await notify(manager, { courseId, userIds: [userId], kind: 'points.regraded', ...about }, now);
  }
  const all = [...notices];
  await manager.query(
    `INSERT INTO regrade_notices (run_id, user_id, at, notice)
     SELECT $1, user_id, $2, notice::json FROM unnest($3::uuid[], $4::text[]) AS given (user_id, notice)`,
    [runId, now, all.map(([userId]) => userId), all.map(([, notice]) => JSON.stringify(notice))],
  );
}

async function changed(
  manager: EntityManager,
  update: string,
  parameters: readonly unknown[],
): Promise<boolean> {
  const [, affected] = await manager.query<[unknown[], number]>(update, [...parameters]);
  return affected > 0;
}

async function audited(
  manager: EntityManager,
  what: 'started' | 'cancelled' | 'applied' | 'reverted',
  runId: string,
  by: Reviewer,
  change: { readonly before: unknown; readonly after: unknown },
  now: Date,
): Promise<void> {
  const action = `regrade-run.${what}` as const;
  await audit(manager, by, { courseId: by.courseId, action, subject: runId, ...change }, now);
}
