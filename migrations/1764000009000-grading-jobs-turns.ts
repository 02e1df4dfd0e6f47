import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A waiting job may be superseded by a newer one. Whose turn it is, is asked for at every claim: a job says itself whose it is and what of, and two indexes hold the waiting
 * ones by course and student, and the running ones.
 */
export class GradingJobsTurns1764000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE grading_jobs
        ADD COLUMN course_id uuid REFERENCES courses,
        ADD COLUMN assignment_id uuid REFERENCES assignments,
        ADD COLUMN user_id uuid REFERENCES users;
      UPDATE grading_jobs job
         SET course_id = assignment.course_id, assignment_id = assignment.id, user_id = submission.user_id
        FROM submissions submission
        JOIN assignment_versions version ON version.id = submission.version_id
        JOIN assignments assignment ON assignment.id = version.assignment_id
       WHERE submission.id = job.submission_id;
      ALTER TABLE grading_jobs
        ALTER COLUMN course_id SET NOT NULL,
        ALTER COLUMN assignment_id SET NOT NULL,
        ALTER COLUMN user_id SET NOT NULL;
      ALTER TABLE grading_jobs DROP CONSTRAINT grading_jobs_state_check;
      ALTER TABLE grading_jobs ADD CONSTRAINT grading_jobs_state_check CHECK (state IN
        ('queued', 'running', 'graded', 'not-gradable', 'failed', 'cancelled', 'superseded'));
      CREATE INDEX grading_jobs_waiting ON grading_jobs (course_id, user_id, created_at, id)
        INCLUDE (assignment_id, due_at) WHERE state = 'queued';
      CREATE INDEX grading_jobs_running ON grading_jobs (course_id, assignment_id) WHERE state = 'running';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE grading_jobs DROP COLUMN course_id, DROP COLUMN assignment_id, DROP COLUMN user_id;
      UPDATE grading_jobs SET state = 'cancelled' WHERE state = 'superseded';
      ALTER TABLE grading_jobs DROP CONSTRAINT grading_jobs_state_check;
      ALTER TABLE grading_jobs ADD CONSTRAINT grading_jobs_state_check CHECK (state IN
        ('queued', 'running', 'graded', 'not-gradable', 'failed', 'cancelled'));
    `);
  }
}
