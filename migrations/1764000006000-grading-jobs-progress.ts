import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GradingJobsProgress1764000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE grading_jobs ADD COLUMN cases_planned integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE grading_jobs DROP COLUMN cases_planned');
  }
}
