import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Grading by people: rubrics, which items were applied, comments on lines, who has what open and who asked for a name.
 * Nothing that counts is rewritten: rubrics, markings and texts of comments get a next revision.
 */
export class RubricsCreate1764000020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rubrics (
        assignment_id uuid NOT NULL REFERENCES assignments,
        problem_id text NOT NULL,
        revision integer NOT NULL CHECK (revision > 0),
        scoring text NOT NULL CHECK (scoring IN ('positive', 'negative')),
        items jsonb NOT NULL,
        author_id uuid NOT NULL REFERENCES users,
        at timestamptz NOT NULL,
        PRIMARY KEY (assignment_id, problem_id, revision)
      );
      CREATE TABLE markings (
        submission_id uuid NOT NULL REFERENCES submissions,
        revision integer NOT NULL CHECK (revision > 0),
        items jsonb NOT NULL,
        finished boolean NOT NULL,
        author_id uuid NOT NULL REFERENCES users,
        at timestamptz NOT NULL,
        PRIMARY KEY (submission_id, revision)
      );
      CREATE TABLE saved_comments (
        id uuid PRIMARY KEY,
        assignment_id uuid NOT NULL REFERENCES assignments,
        problem_id text NOT NULL,
        text text NOT NULL,
        author_id uuid NOT NULL REFERENCES users,
        at timestamptz NOT NULL,
        removed_at timestamptz
      );
      CREATE INDEX ON saved_comments (assignment_id, problem_id);
      CREATE TABLE line_comments (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submissions,
        file text NOT NULL,
        line integer NOT NULL CHECK (line > 0),
        author_id uuid NOT NULL REFERENCES users,
        saved_comment_id uuid REFERENCES saved_comments
      );
      CREATE INDEX ON line_comments (submission_id);
      CREATE INDEX ON line_comments (saved_comment_id);
      CREATE TABLE line_comment_texts (
        comment_id uuid NOT NULL REFERENCES line_comments,
        revision integer NOT NULL CHECK (revision > 0),
        text text,
        at timestamptz NOT NULL,
        PRIMARY KEY (comment_id, revision)
      );
      CREATE TABLE review_claims (
        submission_id uuid NOT NULL REFERENCES submissions,
        user_id uuid NOT NULL REFERENCES users,
        until timestamptz NOT NULL,
        PRIMARY KEY (submission_id, user_id)
      );
      CREATE TABLE review_reveals (
        submission_id uuid NOT NULL REFERENCES submissions,
        user_id uuid NOT NULL REFERENCES users,
        at timestamptz NOT NULL,
        PRIMARY KEY (submission_id, user_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE review_reveals, review_claims, line_comment_texts, line_comments, saved_comments, markings, rubrics',
    );
  }
}
