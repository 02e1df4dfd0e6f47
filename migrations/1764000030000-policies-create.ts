import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Late days of a course, labels of its people, extensions, and grades that are released by hand. */
export class PoliciesCreate1764000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE courses ADD COLUMN late_days integer NOT NULL DEFAULT 0 CHECK (late_days >= 0);
      ALTER TABLE assignments ADD COLUMN released_at timestamptz;
      ALTER TABLE enrollments ADD COLUMN labels text[] NOT NULL DEFAULT '{}';
      CREATE TABLE extensions (
        id uuid PRIMARY KEY,
        course_id uuid NOT NULL REFERENCES courses,
        assignment_id uuid REFERENCES assignments,
        user_id uuid REFERENCES users,
        section text,
        label text,
        minutes integer NOT NULL CHECK (minutes >= 0),
        due_at timestamptz,
        reason text NOT NULL,
        author_id uuid NOT NULL REFERENCES users,
        at timestamptz NOT NULL,
        revoked_at timestamptz,
        CHECK (num_nonnulls(user_id, section, label) = 1),
        CHECK (minutes > 0 OR due_at IS NOT NULL),
        CHECK (due_at IS NULL OR assignment_id IS NOT NULL)
      );
      CREATE INDEX ON extensions (course_id, at DESC, id DESC);
      CREATE INDEX grading_jobs_of_student ON grading_jobs (course_id, user_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX grading_jobs_of_student;
      DROP TABLE extensions;
      ALTER TABLE enrollments DROP COLUMN labels;
      ALTER TABLE assignments DROP COLUMN released_at;
      ALTER TABLE courses DROP COLUMN late_days;
    `);
  }
}
