import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Regrade runs. Their jobs are jobs like others, in a class of their own that yields to submissions; what these jobs find is
 * kept apart from the reports that count, so that a run that is only tried can't touch a grade.
 */
export class RegradeRunsCreate1764000051000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE regrade_runs (
        id uuid PRIMARY KEY,
        course_id uuid NOT NULL REFERENCES courses,
        assignment_id uuid NOT NULL REFERENCES assignments,
        problem_id text NOT NULL,
        from_version_id uuid REFERENCES assignment_versions,
        to_version_id uuid NOT NULL REFERENCES assignment_versions,
        selection json NOT NULL,
        rounds integer NOT NULL CHECK (rounds IN (1, 2)),
        reason text NOT NULL,
        created_by uuid NOT NULL REFERENCES users,
        created_at timestamptz NOT NULL,
        cancelled_at timestamptz,
        preview json,
        policy text CHECK (policy IN ('raise-only', 'replace')),
        applied_by uuid REFERENCES users,
        applied_at timestamptz,
        reverted_by uuid REFERENCES users,
        reverted_at timestamptz,
        CHECK ((policy IS NULL) = (applied_at IS NULL) AND (preview IS NULL) = (applied_at IS NULL)),
        CHECK (applied_at IS NULL OR cancelled_at IS NULL),
        CHECK (reverted_at IS NULL OR applied_at IS NOT NULL)
      );
      CREATE INDEX ON regrade_runs (course_id, created_at DESC, id DESC);
      ALTER TABLE grading_jobs
        ADD COLUMN run_id uuid REFERENCES regrade_runs,
        ADD COLUMN version_id uuid REFERENCES assignment_versions,
        ADD CHECK ((run_id IS NULL) = (version_id IS NULL));
      CREATE INDEX ON grading_jobs (run_id) WHERE run_id IS NOT NULL;
      DROP INDEX grading_jobs_waiting;
      CREATE INDEX grading_jobs_waiting ON grading_jobs (course_id, user_id, created_at, id)
        INCLUDE (assignment_id, due_at) WHERE state = 'queued' AND run_id IS NULL;
      CREATE INDEX grading_jobs_background ON grading_jobs (created_at, id) INCLUDE (due_at, job_class)
        WHERE state = 'queued' AND run_id IS NOT NULL;
      CREATE TABLE regrade_reports (
        job_id uuid PRIMARY KEY REFERENCES grading_jobs,
        run_id uuid NOT NULL REFERENCES regrade_runs,
        submission_id uuid NOT NULL REFERENCES submissions,
        report json NOT NULL,
        points json NOT NULL,
        busy_seconds double precision NOT NULL,
        cpu_seconds double precision NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX ON regrade_reports (run_id, submission_id);
      CREATE TABLE regrade_notices (
        run_id uuid NOT NULL REFERENCES regrade_runs,
        user_id uuid NOT NULL REFERENCES users,
        at timestamptz NOT NULL,
        notice json NOT NULL,
        PRIMARY KEY (run_id, user_id, at)
      );
      CREATE INDEX ON regrade_notices (user_id, at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM grade_reports WHERE job_id IN (SELECT id FROM grading_jobs WHERE run_id IS NOT NULL);
      DROP TABLE regrade_notices, regrade_reports;
      DELETE FROM grading_events WHERE job_id IN (SELECT id FROM grading_jobs WHERE run_id IS NOT NULL);
      DELETE FROM grading_jobs WHERE run_id IS NOT NULL;
      ALTER TABLE grading_jobs DROP COLUMN run_id, DROP COLUMN version_id;
      DROP TABLE regrade_runs;
      CREATE INDEX grading_jobs_waiting ON grading_jobs (course_id, user_id, created_at, id)
        INCLUDE (assignment_id, due_at) WHERE state = 'queued';
    `);
  }
}
