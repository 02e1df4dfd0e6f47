import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SubmissionsCreate1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE submissions (
        id uuid PRIMARY KEY,
        version_id uuid NOT NULL REFERENCES assignment_versions,
        problem_id text NOT NULL,
        user_id uuid NOT NULL REFERENCES users,
        received_at timestamptz NOT NULL,
        sha256 text NOT NULL,
        idempotency_key text,
        UNIQUE (user_id, idempotency_key)
      );
      CREATE INDEX ON submissions (user_id, version_id);
      CREATE INDEX ON submissions (version_id, received_at DESC, id DESC);
      CREATE TABLE submission_files (
        submission_id uuid NOT NULL REFERENCES submissions,
        name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('file', 'answer')),
        blob_sha256 text NOT NULL REFERENCES blobs,
        bytes integer NOT NULL,
        PRIMARY KEY (submission_id, name)
      );
      CREATE TABLE grading_jobs (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submissions,
        state text NOT NULL
          CHECK (state IN ('queued', 'running', 'graded', 'not-gradable', 'failed', 'cancelled')),
        message text NOT NULL,
        cases_done integer NOT NULL DEFAULT 0,
        crashes integer NOT NULL DEFAULT 0,
        failures integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        lease_token uuid,
        lease_expires_at timestamptz,
        finished_at timestamptz,
        CHECK ((state = 'running') = (lease_token IS NOT NULL)),
        CHECK ((lease_token IS NULL) = (lease_expires_at IS NULL))
      );
      CREATE INDEX ON grading_jobs (submission_id, created_at);
      CREATE INDEX ON grading_jobs (created_at) WHERE state IN ('queued', 'running');
      CREATE TABLE grading_events (
        job_id uuid NOT NULL REFERENCES grading_jobs,
        sequence integer NOT NULL,
        at timestamptz NOT NULL,
        event json NOT NULL,
        PRIMARY KEY (job_id, sequence)
      );
      CREATE TABLE grade_reports (
        job_id uuid PRIMARY KEY REFERENCES grading_jobs,
        submission_id uuid NOT NULL REFERENCES submissions,
        report json NOT NULL,
        points json NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX ON grade_reports (submission_id, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE grade_reports, grading_events, grading_jobs, submission_files, submissions',
    );
  }
}
