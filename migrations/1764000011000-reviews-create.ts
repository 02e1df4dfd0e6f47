import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people decide about graded work. An adjustment is never rewritten: the next one gets the next revision. */
export class ReviewsCreate1764000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE adjustments (
        submission_id uuid NOT NULL REFERENCES submissions,
        revision integer NOT NULL CHECK (revision > 0),
        points double precision,
        reason text NOT NULL,
        author_id uuid NOT NULL REFERENCES users,
        at timestamptz NOT NULL,
        PRIMARY KEY (submission_id, revision)
      );
      CREATE TABLE regrade_requests (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submissions,
        about text,
        text text NOT NULL,
        at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
        answer text,
        answered_by uuid REFERENCES users,
        closed_at timestamptz
      );
      CREATE UNIQUE INDEX one_open_regrade_request ON regrade_requests (submission_id) WHERE state = 'open';
      CREATE INDEX ON regrade_requests (submission_id);
      CREATE INDEX ON regrade_requests (at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE regrade_requests; DROP TABLE adjustments');
  }
}
