import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs go to workers with or without a GPU, and a worker says which it is. */
export class GradingJobsClasses1764000013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE grading_jobs ADD COLUMN job_class text NOT NULL DEFAULT 'cpu'
        CHECK (job_class IN ('cpu', 'gpu-preferred', 'gpu'));
      ALTER TABLE workers ADD COLUMN classes text[] NOT NULL DEFAULT '{cpu}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE grading_jobs DROP COLUMN job_class;
      ALTER TABLE workers DROP COLUMN classes;
    `);
  }
}
