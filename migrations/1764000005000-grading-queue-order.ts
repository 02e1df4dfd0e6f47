import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the order of the queue and the estimates go by: when jobs were begun, and which workers live. */
export class GradingQueueOrder1764000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE grading_jobs ADD COLUMN started_at timestamptz;
      CREATE INDEX ON grading_jobs (started_at);
      CREATE INDEX ON submissions (received_at);
      CREATE TABLE workers (
        id uuid PRIMARY KEY,
        slots integer NOT NULL CHECK (slots > 0),
        seen_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE workers;
      DROP INDEX submissions_received_at_idx;
      ALTER TABLE grading_jobs DROP COLUMN started_at;
    `);
  }
}
