import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two submissions of a problem that are much alike, and what staff made of it. */
export class SimilarityCasesCreate1764000052000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE similarity_cases (
        id uuid PRIMARY KEY,
        course_id uuid NOT NULL REFERENCES courses,
        assignment_id uuid NOT NULL REFERENCES assignments,
        problem_id text NOT NULL,
        file text NOT NULL,
        left_submission_id uuid NOT NULL REFERENCES submissions,
        right_submission_id uuid NOT NULL REFERENCES submissions,
        score double precision NOT NULL,
        longest integer NOT NULL,
        fragments json NOT NULL,
        found_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'dismissed', 'confirmed')),
        statement text NOT NULL DEFAULT '',
        reason text NOT NULL DEFAULT '',
        decided_by uuid REFERENCES users,
        decided_at timestamptz,
        UNIQUE (left_submission_id, right_submission_id, file),
        CHECK (left_submission_id < right_submission_id)
      );
      CREATE INDEX ON similarity_cases (course_id, score DESC, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE similarity_cases');
  }
}
